#include "cli/dataset_or_logs.hpp"

#include <CLI/CLI.hpp>

#include "cli/commands/import_command.hpp"
#include "core/text.hpp"
#include "import/import_text.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

bool has_tables(const fs::path& folder) {
  try {
    const Dataset dataset(folder);
    return true;
  } catch (const Error& error) {
    if (error.fault() != Fault::data) throw;
    return false;
  }
}

/// Whether there is anything that could be a log. If not, the folder was meant to be a dataset.
bool may_hold_logs(const fs::path& source) {
  std::error_code code;
  if (fs::is_regular_file(source, code)) return true;
  const auto options = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(source, options, code), end; !code && at != end; at.increment(code)) {
    if (at->is_regular_file(code) && at->path().extension() != ".parquet") return true;
  }
  return false;
}

void require_source(const fs::path& source) {
  std::error_code code;
  if (fs::exists(source, code)) return;
  throw Error(Fault::data, "there is no file or folder " + printable(source.string(), 4096),
              "Give a dataset, which is a folder of Parquet files in the stdview layout, or logs to import.");
}

}  // namespace

std::string source_name(const fs::path& source) {
  const fs::path path = fs::absolute(source).lexically_normal();
  return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

OpenedSources open_dataset_or_logs(const Context& context, const std::vector<std::string>& sources,
                                   const OutputPath& output, std::uint64_t allowed, const std::string& password) {
  for (const std::string& source : sources) require_source(source);
  const std::string name = source_name(sources.front()) +
                           (sources.size() > 1 ? " and " + with_separators(sources.size() - 1) + " more" : "");
  if (sources.size() == 1 && (has_tables(sources.front()) || !may_hold_logs(sources.front()))) {
    return {Dataset(sources.front()), name};
  }
  OutputFolder folder(output / "dataset", "import.json", imported_files());
  const ImportReport report = import_into(context, folder, sources, {}, allowed, password);
  folder.publish();
  context.progress().note(import_note(report) + "; what was left out, and why, is in " +
                          printable(folder.final_file("import.json").string(), 4096));
  return {Dataset((output / "dataset").path), name};
}

void add_password_option(CLI::App& command, std::string& password) {
  command.add_option("--password", password, "password of encrypted zip archives of logs")->type_name("TEXT");
}

}  // namespace proclens
