// Where the server's database may put what is too much for its memory.
#pragma once

#include <optional>
#include <string>

#include "storage/work_folder.hpp"

namespace proclens {

/// A folder of this user's own in the temporary folder, which goes when this goes. What a server that was killed left
/// there is removed by the next one.
class SpillFolder {
 public:
  /// Never throws for want of a folder: `path` is empty then.
  SpillFolder();

  [[nodiscard]] std::string path() const { return folder_ ? folder_->path().string() : std::string(); }

 private:
  std::optional<WorkFolder> folder_;
};

}  // namespace proclens
