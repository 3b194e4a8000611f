#include "cli/commands/demo_command.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

#include "cli/command_context.hpp"
#include "cli/options/option_checks.hpp"
#include "core/text.hpp"
#include "demo/demo_dataset.hpp"

namespace proclens {
namespace {

struct DemoArguments {
  std::string folder;
  DemoOptions options;
  std::string form = "parquet";
  int threads = 0;
  bool quiet = false;
};

void print_row(const char* name, unsigned long long count, const std::string& what) {
  std::printf("  %-20s %12s  %s\n", name, with_separators(count).c_str(), what.c_str());
}

std::string share(unsigned long long part, unsigned long long whole) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f%%",
                whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

void print_summary(const DemoArguments& arguments, const DemoSummary& summary, double seconds) {
  const LineageFigures& lineage = summary.figures;
  std::printf("%s: %s over %s, %s in %.1f s\n\n", printable(arguments.folder).c_str(),
              counted(summary.hosts, "host").c_str(), counted(summary.days, "day").c_str(),
              human_bytes(summary.bytes).c_str(), seconds);
  print_row("process", summary.process_rows, counted(summary.programs, "program"));
  print_row("process_path", summary.path_rows,
            share(lineage.short_lineages, lineage.processes) + " of processes have a lineage shorter than 2");
  print_row("process_image_load", summary.load_rows,
            counted(summary.images, "image") + ", " + counted(summary.distinct_bags, "distinct bag"));
  std::printf("\nplanted (ground truth in truth.json and truth_processes.parquet):\n");
  print_row("lost lineage", lineage.short_conhosts, "conhost.exe with a lineage of 1");
  print_row("no parent", lineage.duds, with_separators(lineage.nameless_duds) + " without a name");
  print_row("otherwise broken", summary.flagged, "cycles, reused PIDs, impossible parents, wrong or missing paths");
  print_row("odd images", summary.odd, "processes that load images none of their siblings load");
  if (summary.intrusion > 0) {
    print_row("intrusion", summary.intrusion, "processes on three hosts, from a document to persistence; labels.csv");
  }
  print_row("unrecorded", summary.ghosts, "processes that occur only in image loads");
  for (const std::string& reason : summary.not_planted) std::printf("  %s\n", reason.c_str());
  std::printf("\nnext: proclens map %s -o OUT\n", printable(arguments.folder).c_str());
}

void run_demo(const DemoArguments& arguments, FileSystem& files) {
  const auto begin = std::chrono::steady_clock::now();
  const CommandContext command(arguments.threads, arguments.quiet);
  const DemoSummary summary = write_demo_dataset(command.context(), {arguments.folder, files}, arguments.options);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  if (!arguments.quiet) print_summary(arguments, summary, taken.count());
}

}  // namespace

CLI::App* add_demo_command(CLI::App& app, FileSystem& files) {
  auto arguments = std::make_shared<DemoArguments>();
  CLI::App* command = app.add_subcommand("demo", "Write an example dataset: an office of Windows machines.");
  command->add_option("DIR", arguments->folder, "the folder to write: new, empty, or an earlier demo dataset")
      ->required()
      ->check(not_empty());
  command->add_option("--processes", arguments->options.processes, "number of rows in the table process")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  command->add_option("--seed", arguments->options.seed, "seed of all random choices")
      ->check(whole_number())
      ->capture_default_str();
  command
      ->add_option("--as", arguments->form,
                   "sysmon-json: also write the events that Sysmon would have logged, as JSON lines (sysmon.json)")
      ->check(CLI::IsMember({"parquet", "sysmon-json"}))
      ->capture_default_str();
  command
      ->add_option("--threads", arguments->threads,
                   "number of threads; 0: one per core. The files are the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command->add_flag("--quiet", arguments->quiet, "print only errors");
  command->callback([arguments, &files] {
    arguments->options.sysmon_json = arguments->form == "sysmon-json";
    run_demo(*arguments, files);
  });
  return command;
}

}  // namespace proclens
