#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands/audit_command.hpp"
#include "cli/commands/baseline_command.hpp"
#include "cli/commands/compare_command.hpp"
#include "cli/commands/count_command.hpp"
#include "cli/commands/demo_command.hpp"
#include "cli/commands/evaluate_command.hpp"
#include "cli/commands/hunt_command.hpp"
#include "cli/commands/import_command.hpp"
#include "cli/commands/map_command.hpp"
#include "cli/commands/serve_command.hpp"
#include "cli/exit_code.hpp"
#include "cli/options/suggestion.hpp"
#include "core/text.hpp"
#include "proclens/cancel.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

int complain(Fault fault, const std::string& what, const std::string& remedy) {
  std::fprintf(stderr, "proclens: %s\n", what.c_str());
  if (!remedy.empty()) std::fprintf(stderr, "          %s\n", remedy.c_str());
  return static_cast<int>(fault);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::string question(const std::string& nearest) {
  return nearest.empty() ? std::string() : "; did you mean '" + nearest + "'?";
}

/// "import, audit, map, serve, demo"
std::string list_of(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

/// Reports that the command line names no command, or an unknown one.
int complain_about_command(const CLI::App& app) {
  const std::vector<std::string> names = command_names(app);
  const std::vector<std::string> words = app.remaining();
  const std::string remedy = "The commands are " + list_of(names) + "; try 'proclens --help'.";
  if (words.empty()) return complain(Fault::usage, "a command is required", remedy);
  const std::string& word = words.front();
  const char* kind = word.starts_with("-") ? "option" : "command";
  return complain(Fault::usage,
                  std::string("there is no ") + kind + " '" + printable(word) + "'" +
                      question(nearest_word(word, word.starts_with("-") ? option_names(app) : names)),
                  remedy);
}

/// "Usage: proclens hunt [OPTIONS] SOURCE..."
std::string usage_of(const CLI::App& command) {
  const std::string help = command.help("proclens");
  const std::size_t start = std::min(help.find("Usage:"), help.size());
  return help.substr(start, help.find('\n', start) - start);
}

/// Reports the parser's error about a command's arguments. An unknown option comes first: if an option was misspelt,
/// the parser reports the intended one as missing.
int complain_about_arguments(const CLI::App& command, const CLI::ParseError& error) {
  const std::string remedy = usage_of(command) + "; try 'proclens " + command.get_name() + " --help'.";
  const std::vector<std::string> words = command.remaining();
  const auto option = std::find_if(words.begin(), words.end(), [](const auto& word) { return word.starts_with("-"); });
  if (option == words.end()) return complain(Fault::usage, printable(error.what(), 1000), remedy);
  const std::string name = option->substr(0, option->find('='));
  return complain(Fault::usage,
                  "'" + command.get_name() + "' has no option " + printable(name) +
                      question(nearest_word(name, option_names(command))),
                  remedy);
}

int parse_and_run(int argc, const char* const* argv, FileSystem& files) {
  CLI::App app("Audits endpoint telemetry and draws maps of its processes.", "proclens");
  app.set_version_flag("--version", "proclens " PROCLENS_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  add_import_command(app, files);
  add_audit_command(app, files);
  add_map_command(app, files);
  add_count_command(app, files);
  add_evaluate_command(app);
  add_baseline_command(app, files);
  add_hunt_command(app, files);
  add_compare_command(app, files);
  add_serve_command(app, files);
  add_demo_command(app, files);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    return chosen.empty() ? complain_about_command(app) : complain_about_arguments(*chosen.front(), error);
  }
  return 0;
}

}  // namespace

int run_command_line(int argc, const char* const* argv, FileSystem& files) {
  try {
    const int code = parse_and_run(argc, argv, files);
    if (code == 0 && (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)) {
      return complain(Fault::machine, "cannot write to the standard output: " + std::generic_category().message(errno),
                      "The results on disk are complete; only what is printed is missing.");
    }
    return code;
  } catch (const Cancelled&) {
    std::fprintf(stderr, "proclens: interrupted; nothing was written\n");
    return kInterrupted;
  } catch (const Error& error) {
    return complain(error.fault(), error.what(), error.remedy());
  } catch (const std::filesystem::filesystem_error& error) {
    return complain(Fault::machine, printable(error.path1().string(), 4096) + ": " + error.code().message(),
                    "Check that it exists, and its permissions.");
  } catch (const std::system_error& error) {
    return complain(Fault::machine, "the system refused a thread or another resource: " + error.code().message(),
                    "Use fewer --threads, or raise the limits that 'ulimit -a' shows.");
  } catch (const std::bad_alloc&) {
    return complain(Fault::machine, "out of memory", "Free some memory, or map fewer processes: --since, --host.");
  } catch (const std::exception& error) {
    return complain(Fault::machine, std::string("internal error: ") + printable(error.what(), 1000),
                    "This is a bug in proclens; please report it with the command line.");
  }
}

}  // namespace proclens
