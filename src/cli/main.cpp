// proclens: the command line. Each command lives in a file of its own; here errors become messages and exit codes.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "cli/audit_command.hpp"
#include "cli/count_command.hpp"
#include "cli/demo_command.hpp"
#include "cli/exit_code.hpp"
#include "cli/import_command.hpp"
#include "cli/interrupt.hpp"
#include "cli/map_command.hpp"
#include "cli/serve_command.hpp"
#include "core/text.hpp"
#include "proclens/cancel.hpp"
#include "proclens/error.hpp"

namespace {

int complain(proclens::Fault fault, const std::string& what, const std::string& remedy) {
  std::fprintf(stderr, "proclens: %s\n", what.c_str());
  if (!remedy.empty()) std::fprintf(stderr, "          %s\n", remedy.c_str());
  return static_cast<int>(fault);
}

int run(int argc, char** argv) {
  CLI::App app("Looks at endpoint telemetry: audits process records and draws data maps of processes.", "proclens");
  app.set_version_flag("--version", "proclens " PROCLENS_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  proclens::add_import_command(app);
  proclens::add_audit_command(app);
  proclens::add_map_command(app);
  proclens::add_count_command(app);
  proclens::add_serve_command(app);
  proclens::add_demo_command(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return app.exit(asked);
  } catch (const CLI::ParseError& error) {
    return complain(proclens::Fault::usage, proclens::printable(error.what(), 1000), "Try 'proclens --help'.");
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  proclens::watch_interrupts();
  // A closed pipe and a file at its size limit become failed writes, which are reported.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(argc, argv);
  } catch (const proclens::Cancelled&) {
    std::fprintf(stderr, "proclens: interrupted; nothing was written\n");
    return proclens::kInterrupted;
  } catch (const proclens::Error& error) {
    return complain(error.fault(), error.what(), error.remedy());
  } catch (const std::bad_alloc&) {
    return complain(proclens::Fault::machine, "out of memory",
                    "Free some memory, or map fewer processes: --since, --host.");
  } catch (const std::exception& error) {
    return complain(proclens::Fault::machine, std::string("internal error: ") + proclens::printable(error.what(), 1000),
                    "This is a mistake in proclens; please report it with the command line.");
  }
}
