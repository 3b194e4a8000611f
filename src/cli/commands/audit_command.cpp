#include "cli/commands/audit_command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "atlas/audit_page.hpp"
#include "atlas/audit_page_data.hpp"
#include "atlas/page/page_links.hpp"
#include "audit/audit.hpp"
#include "audit/summary/summary_json.hpp"
#include "audit/summary/summary_text.hpp"
#include "cli/command_context.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "cli/terminal/total_seconds.hpp"
#include "core/memory.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/damaged_text.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kAuditDatabaseBytes = 500'000'000;
constexpr std::uint64_t kDatabaseBytesPerRecord = 450;
constexpr std::uint64_t kOwnBytesPerRecord = 320;  // besides DuckDB's: hashes, names, links, flags

struct AuditArguments {
  std::vector<std::string> sources;
  std::string password;
  std::string output;
  std::string title;
  std::size_t top = 8;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
};

/// Opens the tables that exist as views; the audit requires only `process`.
OpenedTable open_tables(Database& database, const Dataset& dataset, AuditOptions& options, Progress& progress) {
  OpenedTable processes =
      open_table(database, dataset, StdviewTable::process, "audit", {"pid_hash", "parent_pid_hash"});
  for (const std::string& column : processes.missing_columns) {
    for (const char* needed :
         {"hostname", "os_pid", "parent_os_pid", "process_name", "process_started", "process_term"}) {
      if (column == needed)
        progress.note("column process." + column + " is missing: whatever depends on it is not judged");
    }
  }
  options.has_process_path = dataset.has(StdviewTable::process_path);
  options.has_image_load = dataset.has(StdviewTable::process_image_load);
  if (options.has_process_path) {
    open_table(database, dataset, StdviewTable::process_path, "audit", {"pid_hash"});
  } else {
    progress.note("no table process_path: recorded lineages are not judged; all are rebuilt");
  }
  if (options.has_image_load) {
    open_table(database, dataset, StdviewTable::process_image_load, "audit", {"pid_hash"});
  } else {
    progress.note("no table process_image_load: processes that occur only there are not counted");
  }
  return processes;
}

/// Enough for DuckDB to work without spilling, and no more: it uses whatever it is allowed.
std::uint64_t database_bytes(const Dataset& dataset, std::uint64_t allowed) {
  const auto share = static_cast<std::uint64_t>(kShareOfDatabase * static_cast<double>(allowed));
  Database database({1, share, ""});
  const std::uint64_t records =
      open_table(database, dataset, StdviewTable::process, "audit", {"pid_hash", "parent_pid_hash"}).rows;
  return std::min(kAuditDatabaseBytes + kDatabaseBytesPerRecord * records, share);
}

/// The program's own memory, besides DuckDB's, must fit into the share that DuckDB does not get.
void check_audit_memory(std::uint64_t records, std::uint64_t allowed) {
  const std::uint64_t own = records * kOwnBytesPerRecord;
  const auto left = static_cast<std::uint64_t>((1 - kShareOfDatabase) * static_cast<double>(allowed));
  if (own <= left) return;
  throw Error(Fault::machine,
              "this audit needs about " + human_bytes(own * allowed / left) + " of memory, but only " +
                  human_bytes(allowed) + " may be used",
              "Allow more with --max-memory, or audit the dataset in parts.");
}

void write_page(const OutputPath& path, const AuditSummary& summary, const std::string& title,
                const std::string& links) {
  std::ostringstream page;
  write_audit_page(page, title, links,
                   audit_page_data(summary, title).dump(-1, ' ', false, Json::error_handler_t::replace));
  write_file(path, page.str());
}

void print_results(const AuditArguments& arguments, const AuditSummary& summary, const OutputFolder& output,
                   const Progress& progress) {
  if (arguments.json) {
    std::fputs(audit_json_text(audit_json(summary)).c_str(), stdout);
  } else if (!arguments.quiet) {
    std::printf("\n%s\n  %.1f s, at most %s of memory\n  %s\n", audit_text(summary, arguments.top).c_str(),
                total_seconds(progress.reports()), human_bytes(peak_resident_bytes()).c_str(),
                printable(output.final_file("audit.html").string(), 4096).c_str());
  }
}

void run_audit(const AuditArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  Progress& progress = context.progress();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  const OutputPath out(arguments.output, files);
  const OpenedSources opened = open_dataset_or_logs(context, arguments.sources, out, allowed, arguments.password);
  const Dataset& dataset = opened.dataset;
  OutputFolder output(out / "audit", "audit.json",
                      {"anomalies.parquet", "audit.html", "audit.json", "lineage.parquet", "process_nondud.parquet",
                       "process_with_lineage.parquet"});
  Database database({context.threads(), database_bytes(dataset, allowed), output.file("spill").string(), false,
                     context.cancel_flag()});
  AuditOptions options;
  const OpenedTable processes = open_tables(database, dataset, options, progress);
  progress.note(printable(dataset.folder().string()) + ": " + counted(processes.rows, "process record"));
  note_unreadable_starts(progress, processes);
  check_audit_memory(processes.rows, allowed);

  const AuditSummary summary =
      with_damaged_text_named({dataset}, [&] { return audit_processes(context, database, output.file(""), options); });
  write_file(output.file("audit.json"), audit_json_text(audit_json(summary)));
  write_page(output.file("audit.html"), summary,
             arguments.title.empty() ? valid_utf8(opened.name) : valid_utf8(arguments.title),
             page_links_json(out.path, "audit/audit.html"));
  remove_output(output.file("spill"));
  output.publish();
  update_page_links(out);
  print_results(arguments, summary, output, progress);
}

}  // namespace

CLI::App* add_audit_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("audit", "Find out which process records are broken, and why.");
  auto arguments = std::make_shared<AuditArguments>();
  command
      ->add_option(
          "SOURCE", arguments->sources,
          "a dataset: a folder with process and, if present, process_path and process_image_load; or logs, which "
          "are imported into OUT/dataset first")
      ->required()
      ->type_name("");
  command->add_option("-o,--output", arguments->output, "folder for the results; the audit goes to OUT/audit")
      ->required()
      ->check(not_empty())
      ->type_name("OUT");
  command->add_option("--top", arguments->top, "number of names per list on the terminal")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--title", arguments->title, "title of the page; default: the dataset's name")->type_name("TEXT");
  command
      ->add_option("--threads", arguments->threads,
                   "number of threads; 0: one per core. The results are the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_password_option(*command, arguments->password);
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "print neither progress nor summary");
  command->add_flag("--json", arguments->json, "print the summary as JSON, with every count");
  command->callback([arguments, &files] { run_audit(*arguments, files); });
  return command;
}

}  // namespace proclens
