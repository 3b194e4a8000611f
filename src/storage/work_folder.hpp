// Folders that a process has for itself while it works.
#pragma once

#include <string>

#include "storage/file_system.hpp"

namespace proclens {

/// A lock on a folder (flock(2)) for as long as this lives; the system lets it go with the process, however that ends.
class FolderLock {
 public:
  enum class State {
    held,
    refused,     ///< another process holds it, or the folder is gone
    impossible,  ///< the disk has no locks on folders
  };

  FolderLock() = default;
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

  [[nodiscard]] State state() const noexcept { return state_; }
  /// Whether the folder belongs to the user who runs this.
  [[nodiscard]] bool is_own() const noexcept { return is_own_; }

 private:
  int folder_ = -1;
  State state_ = State::refused;
  bool is_own_ = false;
};

/// What tells this process from others in the names of its folders: "-HOST-BOOT-PID". BOOT tells one run of the system
/// from the next.
[[nodiscard]] std::string process_suffix();

/// Whether the folder of a name with `process_suffix()` in it was left by a process that is gone, which only those can
/// know who share its locks: not for folders of other machines on a shared disk, nor of other users. If so, `lock`
/// holds the folder.
[[nodiscard]] bool is_abandoned(const std::filesystem::path& folder, FolderLock& lock);

/// A hidden folder PARENT/.NAME.writing-HOST-BOOT-PID, removed when this goes: unless it has another
/// name by then, with all that is in it. It is locked
/// meanwhile, so that what a killed process left can be told from what is in use: the next WorkFolder in the same
/// PARENT removes that.
class WorkFolder {
 public:
  /// @param parent exists
  /// @param mode as of mkdir(2), lessened by the umask
  /// Throws Error (machine) when it cannot be made.
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
