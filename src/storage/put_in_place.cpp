#include "storage/put_in_place.hpp"

#include <string>
#include <system_error>
#include <vector>

#include "storage/work_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// The prefix of the hidden name of a folder that is being replaced.
std::string replaced_name(const fs::path& folder) { return "." + folder.filename().string() + ".replaced"; }

/// Waits until a file, or a folder and everything in it, is on disk.
void sync_all(const OutputPath& path) {
  std::error_code code;
  if (fs::is_directory(fs::symlink_status(path.path, code))) {
    for (fs::directory_iterator at(path.path, code), end; !code && at != end; at.increment(code)) {
      sync_all({at->path(), *path.files});
    }
  }
  if (!code) code = path.files->sync(path.path);
  require_written(code, path.path);
}

/// Waits until the name is on disk, and those of the parents that were created for it.
std::error_code sync_names(FileSystem& files, const fs::path& to, const fs::path& topmost_created) {
  fs::path folder = to.parent_path();
  const fs::path last = topmost_created.empty() ? folder : topmost_created.parent_path();
  std::error_code code = files.sync(folder);
  while (!code && folder != last) {
    folder = folder.parent_path();
    code = files.sync(folder);
  }
  return code;
}

void rename_new(const OutputPath& from, const fs::path& to, const fs::path& topmost_created) {
  require_written(from.files->rename(from.path, to), to);
  const std::error_code code = sync_names(*from.files, to, topmost_created);
  if (code) static_cast<void>(from.files->rename(to, from.path));
  require_written(code, to);
}

/// The earlier folder is locked while it has another name, so that others can tell whether this process is still alive.
void replace_in_two_steps(const OutputPath& from, const fs::path& to) {
  FileSystem& files = *from.files;
  const FolderLock lock(to);
  const fs::path replaced = to.parent_path() / (replaced_name(to) + process_suffix());
  require_written(files.rename(to, replaced), to);
  try {
    rename_new(from, to, {});
  } catch (...) {
    static_cast<void>(files.rename(replaced, to));
    throw;
  }
  static_cast<void>(files.remove_all(replaced));  // if this fails, the next run does it
}

}  // namespace

void put_in_place(const OutputPath& from, const fs::path& to, const fs::path& topmost_created) {
  sync_all(from);
  std::error_code code;
  if (!fs::exists(to, code)) return rename_new(from, to, topmost_created);
  code = from.files->exchange(from.path, to);
  if (code == std::errc::not_supported) {
    if (fs::is_directory(to, code)) return replace_in_two_steps(from, to);
    code = from.files->rename(from.path, to);  // renaming a file replaces an existing one atomically
    if (!code) code = from.files->sync(to.parent_path());
    return require_written(code, to);
  }
  require_written(code, to);
  code = from.files->sync(to.parent_path());
  if (code) static_cast<void>(from.files->exchange(from.path, to));
  require_written(code, to);
}

void restore_replaced(const OutputPath& folder) {
  const std::string stem = replaced_name(folder.path) + "-";
  std::error_code code;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(folder.path.parent_path(), code), end; !code && at != end; at.increment(code)) {
    if (at->path().filename().string().starts_with(stem)) found.push_back(at->path());
  }
  for (const fs::path& replaced : found) {
    FolderLock lock;
    if (!is_abandoned(replaced, lock)) continue;
    if (fs::exists(folder.path, code)) {
      static_cast<void>(folder.files->remove_all(replaced));
    } else {
      require_written(folder.files->rename(replaced, folder.path), folder.path);
    }
  }
}

}  // namespace proclens
