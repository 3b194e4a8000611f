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
  throw Error(Fault::data, printable(path.string(), 4096) + ": " + why, "Name files or folders of logs.");
}

/// Every regular file at or below `source`, by path.
std::vector<fs::path> files_below(const Context& context, const fs::path& source) {
  std::error_code error;
  const fs::file_status status = fs::status(source, error);
  if (!fs::exists(status)) fail_reading(source, "there is no such file or folder");
  if (!fs::is_directory(status)) return {source};
  std::vector<fs::path> found;
  fs::recursive_directory_iterator entries(source, error);
  if (error) fail_reading(source, error.message());
  for (; entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    if (error) fail_reading(source, error.message());
    context.check_cancelled();
    if (entries->is_regular_file(error)) found.push_back(entries->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A file of this size, without digest.
LogFile found_file(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t bytes = fs::file_size(path, error);
  if (error) fail_reading(path, error.message());
  return {path, bytes, ""};
}

/// The same with its digest, as it is now.
LogFile digested_file(const Context& context, const fs::path& path) {
  try {
    return digest_file(context, path);
  } catch (const std::system_error& error) {
    fail_reading(path, error.code().message());
  }
}

/// Every file of the sources but debris, as it is on disk.
std::vector<fs::path> paths_of(const Context& context, std::span<const fs::path> sources,
                               std::vector<SkippedFile>& skipped) {
  std::vector<fs::path> paths;
  for (const fs::path& source : sources) {
    for (fs::path& path : files_below(context, source)) {
      if (is_debris(path)) {
        skipped.push_back({path.string(), "left behind by a file manager"});
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
  for (const fs::path& path : paths_of(context, sources, result.skipped)) {
    found.push_back(fs::is_regular_file(path, ignored) ? found_file(path) : digested_file(context, path));
    ++of_size[found.back().bytes];
  }
  std::map<std::string, std::string> first_with;  // digest -> name of the file that had it first
  for (const std::string& digest : already) first_with.emplace(digest, "");
  for (LogFile& file : found) {
    if (already.empty() && of_size[file.bytes] == 1) {
      result.files.push_back(std::move(file));
      continue;
    }
    file = digested_file(context, file.path);
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
