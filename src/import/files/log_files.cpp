#include "import/files/log_files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>

#include "core/text.hpp"
#include "import/files/file_digest.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail_reading(const fs::path& path, const std::string& why) {
  throw Error(Fault::data, printable(path.string(), 4096) + ": " + why, "Give files or folders of logs.");
}

/// Every regular file at or below `source`, by path. Unreadable folders below it are listed, and the walk continues.
std::vector<fs::path> files_below(const Context& context, const fs::path& source,
                                  std::vector<SkippedFile>& unreadable) {
  std::error_code error;
  const fs::file_status status = fs::status(source, error);
  if (!fs::status_known(status)) fail_reading(source, error.message());
  if (!fs::exists(status)) fail_reading(source, "there is no such file or folder");
  if (!fs::is_directory(status)) return {source};
  std::vector<fs::path> found;
  std::vector<fs::path> folders = {source};
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      context.check_cancelled();
      std::error_code ignored;  // what has vanished in the meantime is neither
      if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
        folders.push_back(entry->path());
      } else if (entry->is_regular_file(ignored)) {
        found.push_back(entry->path());
      }
    }
    if (error && folder == source) fail_reading(source, error.message());
    if (error) unreadable.push_back({folder.string(), error.message()});
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A file with its size, without a digest.
LogFile found_file(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(path, error);
  if (error) fail_reading(path, error.message());
  return {path, bytes, ""};
}

/// The same with its current digest.
LogFile digested_file(const Context& context, const fs::path& path) {
  try {
    return digest_file(context, path);
  } catch (const std::system_error& error) {
    fail_reading(path, error.code().message());
  }
}

/// Every file of the sources except debris, as it is on disk.
std::vector<fs::path> paths_of(const Context& context, std::span<const fs::path> sources, LogFiles& logs) {
  std::vector<fs::path> paths;
  std::error_code ignored;
  for (const fs::path& source : sources) {
    for (fs::path& path : files_below(context, source, logs.unreadable_folders)) {
      if (is_debris(path)) {
        logs.skipped.push_back({path.string(), "file manager metadata"});
      } else if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
        logs.skipped.push_back({path.string(), "not a regular file"});  // reading a pipe might never end
      } else {
        paths.push_back(std::move(path));
      }
    }
  }
  return paths;
}

}  // namespace

bool is_debris(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.starts_with("._") || name == ".DS_Store" || name == "Thumbs.db" || name == "desktop.ini") return true;
  return std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == "__MACOSX"; });
}

LogFiles find_log_files(const Context& context, std::span<const fs::path> sources,
                        std::span<const std::string> already) {
  LogFiles result;
  std::vector<LogFile> found;
  std::map<std::uint64_t, int> of_size;
  std::error_code ignored;
  const std::vector<fs::path> paths = paths_of(context, sources, result);
  std::sort(result.unreadable_folders.begin(), result.unreadable_folders.end(),
            [](const SkippedFile& a, const SkippedFile& b) { return a.name < b.name; });
  for (const fs::path& path : paths) {
    found.push_back(fs::is_regular_file(path, ignored) ? found_file(path) : digested_file(context, path));
    ++of_size[found.back().bytes];
  }
  std::map<std::string, std::string> first_with;  // digest → name of the first file that has it
  for (const std::string& digest : already) first_with.emplace(digest, "");
  for (LogFile& file : found) {
    if (already.empty() && of_size[file.bytes] == 1) {
      result.files.push_back(std::move(file));
      continue;
    }
    try {
      file = digest_file(context, file.path);
    } catch (const std::system_error&) {
      result.files.push_back(std::move(file));  // reading it will fail, too, and is reported then
      continue;
    }
    const auto [first, is_new] = first_with.emplace(file.digest, file.path.string());
    if (is_new) {
      result.files.push_back(std::move(file));
    } else if (first->second.empty()) {
      result.skipped.push_back({file.path.string(), "imported earlier"});
    } else {
      result.skipped.push_back({file.path.string(), "same content as " + first->second});
    }
  }
  return result;
}

}  // namespace proclens
