// A folder of results that appears whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace proclens {

/// Results are written into a hidden sibling folder and moved to their final name by `publish()`; without that, the
/// destructor removes what was written. An earlier result of the same name is replaced only at that moment.
class OutputFolder {
 public:
  /// Creates the hidden folder beside `final_folder`, and the folders above it where missing.
  /// @param marker a file that every result of this kind holds: a folder that has other things in it but not this file
  ///        is somebody's own and is not replaced
  /// Throws Error (usage) when `final_folder` is a file or somebody's own, Error (machine) when nothing can be written.
  OutputFolder(const std::filesystem::path& final_folder, const std::string& marker);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();

  /// Where a result with this name is to be written now.
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return hidden_ / name; }

  /// Where it will be found after `publish()`.
  [[nodiscard]] std::filesystem::path final_file(const std::string& name) const { return final_ / name; }

  /// Moves the folder to its final name. Throws Error (machine) when that fails; the earlier result then stays.
  void publish();

 private:
  std::filesystem::path final_;
  std::filesystem::path hidden_;
  std::filesystem::path topmost_created_;  ///< of the folders above; removed again if nothing is published

  void remove_created_parents() noexcept;
};

/// Writes a whole file and makes sure that it reached the disk. Throws Error (machine) naming the file.
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace proclens
