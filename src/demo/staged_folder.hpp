// A folder that takes its name only when it is complete.
#pragma once

#include <filesystem>
#include <functional>

namespace proclens {

/// Writes happen in a hidden folder beside the target; `publish()` gives it the target's name, in place of an empty
/// folder or of one that may be replaced. Without it the destructor removes everything.
class StagedFolder {
 public:
  /// @param replaceable whether an existing folder that is not empty may give way
  /// Throws Error(usage) when the target exists and may not be replaced, Error(machine) when nothing can be written
  /// beside it.
  StagedFolder(std::filesystem::path target, const std::function<bool(const std::filesystem::path&)>& replaceable);
  StagedFolder(const StagedFolder&) = delete;
  StagedFolder& operator=(const StagedFolder&) = delete;
  ~StagedFolder();

  /// Where to write.
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return staging_; }

  /// Moves the folder to its place. Throws Error(machine) when that fails; the target is then as it was.
  void publish();

 private:
  std::filesystem::path target_;
  std::filesystem::path staging_;
  bool published_ = false;
};

}  // namespace proclens
