#include "cli/commands/serve_command.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cli/command_context.hpp"
#include "cli/terminal/open_browser.hpp"
#include "core/text.hpp"
#include "serve/http/access_check.hpp"
#include "serve/http/http_server.hpp"
#include "serve/site.hpp"

namespace proclens {
namespace {

struct ServeArguments {
  std::string folder;
  std::string address = "127.0.0.1";
  std::vector<std::string> names;
  int port = 0;
  bool open = false;
  bool read_only = false;
  bool quiet = false;
};

bool is_loopback(const std::string& address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

/// The names that the Host header may contain.
std::vector<std::string> host_names(const ServeArguments& arguments) {
  std::vector<std::string> names = arguments.names;
  names.push_back(arguments.address);
  if (is_loopback(arguments.address)) names.insert(names.end(), {"127.0.0.1", "localhost", "::1"});
  return names;
}

std::string address_of(const ServeArguments& arguments, int port, const std::string& token) {
  const std::string& host = arguments.names.empty() ? arguments.address : arguments.names.front();
  const bool six = host.find(':') != std::string::npos;
  return "http://" + (six ? "[" + host + "]" : host) + ":" + std::to_string(port) + "/" + token + "/";
}

void tell(const ServeArguments& arguments, const Site& site, double seconds, const std::string& address) {
  if (!arguments.quiet) {
    const std::string folder = printable(site.results().folder.string(), 4096);
    for (const auto& [lens, map] : site.maps()) {
      std::fprintf(stderr, "  %s: the map '%s' of %s, %s\n", folder.c_str(), printable(lens).c_str(),
                   counted(map.counts().processes, "process", "processes").c_str(),
                   counted(map.counts().points, "point").c_str());
    }
    if (site.maps().empty()) {
      std::fprintf(stderr, "  %s: no map yet; other results are on the front page\n", folder.c_str());
    } else {
      std::fprintf(stderr, "  read in %.1f s\n", seconds);
    }
    std::fprintf(stderr, "  Anyone with this address can read the results%s. Press Ctrl-C to stop.\n",
                 arguments.read_only ? "" : " and write labels");
    if (!is_loopback(arguments.address)) {
      std::fprintf(
          stderr,
          "  Warning: the server is open to the network and unencrypted; anyone who can intercept the traffic can "
          "read it, too.\n");
    }
  }
  std::printf("%s\n", address.c_str());
  std::fflush(stdout);
}

void run_serve(const ServeArguments& arguments, FileSystem& files) {
  const auto begin = std::chrono::steady_clock::now();
  const CommandContext command(0, arguments.quiet);
  const Context& context = command.context();
  Site site(context, arguments.folder, {PROCLENS_VERSION, arguments.read_only, &files});
  HttpServer server(arguments.address, arguments.port, site);
  const std::string token = random_token();
  site.open(AccessCheck(token, host_names(arguments), server.port()));
  const std::string address = address_of(arguments, server.port(), token);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  tell(arguments, site, taken.count(), address);
  const std::jthread preparation([&] {
    if (arguments.open && !open_browser(address)) {
      std::fprintf(stderr, "  Could not open a browser; open the address yourself.\n");
    }
    try {
      site.prepare(context);
    } catch (const std::exception&) {
      // Whoever requests what could not be made gets the error.
    }
  });
  server.run(context);
}

}  // namespace

CLI::App* add_serve_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("serve", "Show results in a browser, with all of their data.");
  auto arguments = std::make_shared<ServeArguments>();
  command->add_option("OUT", arguments->folder, "folder with the results of 'map' and 'audit'")
      ->required()
      ->type_name("");
  command->add_option("--port", arguments->port, "port to listen on; 0: any free port")
      ->check(CLI::Range(0, 65'535))
      ->capture_default_str();
  command->add_flag("--open", arguments->open, "open the address in the browser");
  command->add_flag("--read-only", arguments->read_only, "do not allow labels to be changed");
  command
      ->add_option("--address", arguments->address,
                   "address to listen on; anything but loopback is open to the network")
      ->type_name("ADDRESS")
      ->capture_default_str();
  command
      ->add_option("--name", arguments->names,
                   "another host name under which browsers may reach this server; repeatable")
      ->type_name("HOST")
      ->allow_extra_args(false);
  command->add_flag("--quiet", arguments->quiet, "print only the address");
  command->callback([arguments, &files] { run_serve(*arguments, files); });
  return command;
}

}  // namespace proclens
