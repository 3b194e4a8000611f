// Where the server's database may put what is too much for its memory.
#pragma once

#include <string>

namespace proclens {

/// A folder of this user's own in the temporary folder, which goes when this goes. What a server that was killed left
/// there is removed by the next one.
class SpillFolder {
 public:
  /// Never throws for want of a folder: `path` is empty then.
  SpillFolder();
  SpillFolder(const SpillFolder&) = delete;
  SpillFolder& operator=(const SpillFolder&) = delete;
  ~SpillFolder();

  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
  int lock_ = -1;  ///< held on the folder for as long as it is in use; the system lets it go with the process
};

}  // namespace proclens
