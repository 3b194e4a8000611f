// Folders that belong to one process while it works.
#pragma once

#include <string>

#include "storage/file_system.hpp"

namespace proclens {

/// A lock on a folder (flock(2)) for the lifetime of this object; the system releases it with the process, however that
/// ends.
class FolderLock {
 public:
  enum class State {
    held,
    refused,     ///< another process holds it, or the folder is gone
    impossible,  ///< the disk does not support locks on folders
  };

  FolderLock() = default;
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

  [[nodiscard]] State state() const noexcept { return state_; }
  /// Whether the folder belongs to the user running this process.
  [[nodiscard]] bool is_own() const noexcept { return is_own_; }

 private:
  int folder_ = -1;
  State state_ = State::refused;
  bool is_own_ = false;
};

/// The suffix "-HOST-BOOT-PID" that identifies this process in folder names. BOOT distinguishes one boot of the system
/// from the next.
[[nodiscard]] std::string process_suffix();

/// Whether the folder, whose name contains a `process_suffix()`, was left by a process that is no longer alive. This
/// can only be known where locks are shared: not for folders of other machines on a shared disk, nor of other users. If
/// so, `lock` holds the folder.
[[nodiscard]] bool is_abandoned(const std::filesystem::path& folder, FolderLock& lock);

/// A hidden folder PARENT/.NAME.writing-HOST-BOOT-PID, removed on destruction with everything in it unless it has been
/// renamed. It is locked in the meantime, so that leftovers of a killed process can be told from folders in use: the
/// next WorkFolder in the same PARENT removes them.
class WorkFolder {
 public:
  /// @param parent must exist
  /// @param mode as for mkdir(2), reduced by the umask
  /// Throws Error (machine) if it cannot be created.
  WorkFolder(const OutputPath& parent, const std::string& name, unsigned mode);
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder();

  [[nodiscard]] const OutputPath& path() const noexcept { return path_; }

 private:
  OutputPath path_;
  FolderLock lock_;
};

}  // namespace proclens
