#include "serve/map/spill_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "proclens-serve-";
constexpr std::time_t kYoung = 60;  // seconds in which a folder may not be locked yet by the server that made it

int open_folder(const fs::path& path) { return open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC); }

/// Whether a folder is this user's and was left by a server that is no more.
bool is_left_behind(int folder) {
  struct stat status {};
  return fstat(folder, &status) == 0 && status.st_uid == geteuid() && status.st_mtime + kYoung < std::time(nullptr) &&
         flock(folder, LOCK_EX | LOCK_NB) == 0;
}

void remove_left_behind(const fs::path& temporary) {
  std::error_code code;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(temporary, code), end; !code && at != end; at.increment(code)) {
    if (at->path().filename().string().starts_with(kPrefix)) found.push_back(at->path());
  }
  for (const fs::path& path : found) {
    const int folder = open_folder(path);
    if (folder < 0) continue;
    if (is_left_behind(folder)) fs::remove_all(path, code);
    close(folder);
  }
}

}  // namespace

SpillFolder::SpillFolder() {
  std::error_code missing;
  const fs::path temporary = fs::temp_directory_path(missing);
  if (missing) return;  // without a folder DuckDB has its memory only
  remove_left_behind(temporary);
  std::string name = (temporary / (std::string(kPrefix) + "XXXXXX")).string();
  if (mkdtemp(name.data()) == nullptr) return;  // nobody else may look into it
  path_ = name;
  lock_ = open_folder(path_);
  if (lock_ >= 0) flock(lock_, LOCK_EX | LOCK_NB);
}

SpillFolder::~SpillFolder() {
  std::error_code ignored;  // nothing can be done about it here
  if (!path_.empty()) fs::remove_all(path_, ignored);
  if (lock_ >= 0) close(lock_);
}

}  // namespace proclens
