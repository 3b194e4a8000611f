#include "cli/commands/import_command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/command_context.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "cli/terminal/total_seconds.hpp"
#include "core/memory.hpp"
#include "core/text.hpp"
#include "import/explain_log.hpp"
#include "import/import.hpp"
#include "import/import_text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr const char* kReport = "import.json";
constexpr std::uint64_t kImportDatabaseBytes = 300'000'000;  // more would not be faster

struct ImportArguments {
  std::vector<std::string> sources;
  std::string output;
  std::string explained;
  std::string password;
  std::size_t top = 20;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool append = false;
  bool quiet = false;
  bool json = false;
};

/// The dataset to add to; empty if there is none yet.
fs::path earlier_dataset(const ImportArguments& arguments) {
  fs::path folder = arguments.output;
  if (!arguments.append || !fs::exists(folder / kReport)) return {};
  return folder;
}

void explain(const ImportArguments& arguments) {
  const CommandContext command(arguments.threads, true);
  const std::vector<fs::path> paths = {arguments.explained};
  for (const LogFile& file : find_log_files(command.context(), paths).files) {
    std::fputs(explain_log(command.context(), file, arguments.password).c_str(), stdout);
  }
}

void run_import(const ImportArguments& arguments, FileSystem& files) {
  if (!arguments.explained.empty()) return explain(arguments);
  if (arguments.sources.empty()) throw CLI::RequiredError("SOURCE");
  if (arguments.output.empty()) throw CLI::RequiredError("--output");
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const fs::path earlier = earlier_dataset(arguments);
  OutputFolder output({arguments.output, files}, kReport, imported_files());
  const ImportReport report = [&] {
    try {
      return import_into(context, output, arguments.sources, earlier, allowed_memory(arguments.max_memory),
                         arguments.password);
    } catch (const NothingImported& nothing) {  // the reasons are the result
      if (arguments.json) {
        std::fputs(import_json_text(nothing.report).c_str(), stdout);
      } else if (!arguments.quiet) {
        std::printf("\n%s\n", import_text(nothing.report, arguments.top).c_str());
      }
      throw;
    }
  }();
  output.publish();
  if (arguments.json) {
    std::fputs(import_json_text(report).c_str(), stdout);
  } else if (!arguments.quiet) {
    std::printf("\n%s\n  %.1f s, at most %s of memory\n  %s\n", import_text(report, arguments.top).c_str(),
                total_seconds(context.progress().reports()), human_bytes(peak_resident_bytes()).c_str(),
                printable(output.final_file("").string(), 4096).c_str());
  }
}

}  // namespace

std::vector<std::string> imported_files() {
  return {kReport,
          "process.parquet",
          "process_path.parquet",
          "process_image_load.parquet",
          "process_net_conn.parquet",
          "process_file.parquet",
          "process_registry.parquet"};
}

ImportReport import_into(const Context& context, const OutputFolder& output, const std::vector<std::string>& sources,
                         const fs::path& earlier, std::uint64_t allowed, const std::string& password) {
  std::vector<std::string> imported;
  if (!earlier.empty()) imported = imported_digests((earlier / kReport).string());
  LogFiles logs;
  {
    const Stage stage(context, "find logs");
    const std::vector<fs::path> paths(sources.begin(), sources.end());
    logs = find_log_files(context, paths, imported);
  }
  // DuckDB's remaining work is small, and further threads would only spin while waiting; merging two datasets is
  // different.
  const DatabaseOptions options{
      earlier.empty() ? 1 : context.threads(),
      std::min(kImportDatabaseBytes, static_cast<std::uint64_t>(kShareOfDatabase * static_cast<double>(allowed))),
      output.file("spill").string(), false, context.cancel_flag()};
  ImportReport report = import_logs(context, options, logs, output.file(""), earlier, password);
  report.imported = std::move(imported);
  for (const FileReport& file : report.files) {
    if (file.is_log && !file.digest.empty()) report.imported.push_back(file.digest);
  }
  write_file(output.file(kReport), import_json_text(report));
  remove_output(output.file("spill"));
  return report;
}

CLI::App* add_import_command(CLI::App& app, FileSystem& files) {
  CLI::App* command =
      app.add_subcommand("import", "Turn logs into a dataset: Sysmon and others, as EVTX, JSON, XML or CSV.");
  auto arguments = std::make_shared<ImportArguments>();
  command
      ->add_option("SOURCE", arguments->sources,
                   "files and folders of logs, also in zip, 7z, tar, gzip, xz, bzip2 or zstd")
      ->type_name("");
  command->add_option("-o,--output", arguments->output, "folder for the dataset")
      ->check(not_empty())
      ->type_name("DATASET");
  command->add_flag("--append", arguments->append,
                    "add to an existing dataset; files that are already in it are skipped");
  command
      ->add_option("--explain", arguments->explained,
                   "instead of importing, say how one file is understood: forms, fields found and missing, examples")
      ->type_name("FILE");
  add_password_option(*command, arguments->password);
  command->add_option("--top", arguments->top, "number of files listed on the terminal")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command
      ->add_option("--threads", arguments->threads,
                   "number of threads; 0: one per core. The dataset is the same for any number")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(*command, arguments->max_memory);
  command->add_flag("--quiet", arguments->quiet, "print neither progress nor summary");
  command->add_flag("--json", arguments->json, "print the summary as JSON, with every count");
  command->callback([arguments, &files] { run_import(*arguments, files); });
  return command;
}

}  // namespace proclens
