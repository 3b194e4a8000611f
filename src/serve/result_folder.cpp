#include "serve/result_folder.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/database.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::optional<std::uint64_t> parquet_rows(Database& database, const fs::path& file) {
  const std::vector<SqlValue> parameters = {file.string()};
  try {
    return static_cast<std::uint64_t>(
        database.number("SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata($1)", parameters));
  } catch (const Error&) {
    return std::nullopt;  // it just cannot be counted
  }
}

bool hidden(const fs::path& path) { return path.filename().native().starts_with("."); }

void add_files(const fs::path& folder, ResultFolder& results) {
  Database database({1, 0, ""});
  for (auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied);
       entry != fs::recursive_directory_iterator(); ++entry) {
    if (hidden(entry->path())) {
      entry.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(entry->symlink_status())) continue;
    ResultFile file{entry->path().lexically_relative(folder).generic_string(), entry->file_size(), std::nullopt};
    if (entry->path().extension() == ".parquet") file.rows = parquet_rows(database, entry->path());
    results.files.push_back(std::move(file));
  }
  std::sort(results.files.begin(), results.files.end(),
            [](const ResultFile& a, const ResultFile& b) { return a.path < b.path; });
}

/// The folders directly below OUT that contain both files.
std::vector<std::string> folders_with(const ResultFolder& results, const char* one, const char* other) {
  std::vector<std::string> folders;
  for (const ResultFile& file : results.files) {
    const fs::path path(file.path);
    const fs::path folder = path.parent_path();
    if (path.filename() == one && !folder.empty() && !folder.has_parent_path() &&
        results.find((folder / other).string()) != nullptr) {
      folders.push_back(folder.string());
    }
  }
  return folders;
}

}  // namespace

const ResultFile* ResultFolder::find(const std::string& path) const {
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [](const ResultFile& file, const std::string& name) { return file.path < name; });
  return found != files.end() && found->path == path ? &*found : nullptr;
}

ResultFolder find_results(const fs::path& folder) {
  const std::string shown = printable(folder.string());
  std::error_code problem;
  if (!fs::is_directory(folder, problem)) {
    throw Error(Fault::usage, "there is no folder " + shown,
                "Give the folder with the results of 'proclens map', 'audit' or 'hunt'.");
  }
  ResultFolder results;
  results.folder = folder;
  try {
    add_files(folder, results);
  } catch (const fs::filesystem_error& error) {
    throw Error(Fault::machine, "cannot read " + shown + ": " + error.code().message());
  }
  results.maps = folders_with(results, "manifest.json", "points.parquet");
  results.comparisons = folders_with(results, "compare.json", "compare.html");
  results.has_audit = results.find("audit/audit.json") != nullptr && results.find("audit/audit.html") != nullptr;
  results.has_hunt = results.find("hunt/hunt.json") != nullptr && results.find("hunt/hunt.html") != nullptr;
  if (results.maps.empty() && results.comparisons.empty() && !results.has_audit && !results.has_hunt) {
    throw Error(Fault::usage, shown + " contains no map, comparison, audit or hunt",
                "Make one first: proclens map DATASET -o " + shown);
  }
  return results;
}

}  // namespace proclens
