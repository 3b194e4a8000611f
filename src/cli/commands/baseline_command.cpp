#include "cli/commands/baseline_command.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command_context.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "cli/options/selection_options.hpp"
#include "core/text.hpp"
#include "hunt/baseline/baseline.hpp"
#include "hunt/baseline/describe_processes.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/damaged_text.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// The command line as given.
struct BaselineArguments {
  std::vector<std::string> datasets;
  std::string output;
  SelectionArguments selection;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool add = false;
  bool quiet = false;
  bool json = false;
};

/// The baseline to add to. Without --add one that is there is replaced, as every result is.
std::optional<fs::path> earlier_baseline(const BaselineArguments& arguments) {
  if (!arguments.add) return std::nullopt;
  if (!fs::exists(fs::path(arguments.output) / kBaselineJson)) {
    throw Error(Fault::usage, "--add: there is no baseline in " + printable(arguments.output, 4096),
                "Leave --add out to make one.");
  }
  return arguments.output;
}

void print_baseline(const BaselineSummary& summary, const fs::path& folder) {
  std::printf("\n  %-10s %12s\n  %-10s %12s\n", "processes", with_separators(summary.processes).c_str(), "hosts",
              with_separators(summary.hosts).c_str());
  if (!summary.first_day.empty()) {
    std::printf("  %-10s %s to %s\n", "days", summary.first_day.c_str(), summary.last_day.c_str());
  }
  std::printf("\n  %s\n", printable(folder.string(), 4096).c_str());
}

void run_baseline(const BaselineArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::optional<fs::path> earlier = earlier_baseline(arguments);
  const std::vector<Dataset> datasets(arguments.datasets.begin(), arguments.datasets.end());
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  OutputFolder output({arguments.output, files}, kBaselineJson, baseline_files());
  Database database({context.threads(), allowed / 2, output.file("spill").string(), false, context.cancel_flag()});
  add_folding_functions(database);
  const BaselineSummary summary = with_damaged_text_named(datasets, [&] {
    return write_baseline(context, database, datasets, {.selection = parsed_selection(database, arguments.selection)},
                          earlier, output);
  });
  remove_output(output.file("spill"));
  output.publish();
  if (arguments.json) {
    std::fputs(baseline_json(summary).c_str(), stdout);
  } else if (!arguments.quiet) {
    print_baseline(summary, arguments.output);
  }
}

}  // namespace

CLI::App* add_baseline_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("baseline", "Count what is normal in datasets, for 'hunt --baseline'.");
  auto arguments = std::make_shared<BaselineArguments>();
  command->add_option("DATASET", arguments->datasets, "datasets with no process in common")->required()->type_name("");
  command->add_option("-o,--output", arguments->output, "the folder to write")
      ->required()
      ->check(not_empty())
      ->type_name("BASELINE");
  command->add_flag("--add", arguments->add, "add to the baseline that is there");
  add_selection_options(*command, arguments->selection);
  command->add_option("--threads", arguments->threads, "0: one per core; the baseline is the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "no progress, no summary");
  command->add_flag("--json", arguments->json, "the summary as JSON");
  command->callback([arguments, &files] { run_baseline(*arguments, files); });
  return command;
}

}  // namespace proclens
