// A temporary folder where the server's database may put what does not fit in its memory.
#pragma once

#include <optional>
#include <string>

#include "storage/work_folder.hpp"

namespace proclens {

/// A folder in the temporary folder, private to this user and removed on destruction. Leftovers of a killed server are
/// removed by the next one.
class SpillFolder {
 public:
  /// Does not throw if no folder can be created: `path` is then empty.
  SpillFolder();

  [[nodiscard]] std::string path() const { return folder_ ? folder_->path().string() : std::string(); }

 private:
  std::optional<WorkFolder> folder_;
};

}  // namespace proclens
