// A folder of results that appears whole or not at all.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "storage/file_system.hpp"
#include "storage/output_file.hpp"
#include "storage/work_folder.hpp"

namespace proclens {

/// Results are written into a hidden folder next to their place and put there by `publish()`; without that, the
/// destructor removes what was written. An earlier result is replaced in that one step: at no moment is there none.
class OutputFolder {
 public:
  /// Creates the hidden folder next to `final_folder`, and the folders above it where missing. Removes what runs that
  /// were killed left there.
  /// @param marker a file that every result of this kind holds: a folder that has other things in it but not this file
  ///        is somebody's own and is not replaced
  /// Throws Error (usage) when `final_folder` is a file or somebody's own, Error (machine) when nothing can be written.
  OutputFolder(const OutputPath& final_folder, const std::string& marker);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();

  /// Where a result with this name is to be written now.
  [[nodiscard]] OutputPath file(const std::string& name) const { return hidden_->path() / name; }

  /// Where it will be found after `publish()`.
  [[nodiscard]] std::filesystem::path final_file(const std::string& name) const { return final_ / name; }

  /// Puts the folder in its place, as put_in_place.hpp says. Throws Error (machine) when that fails; the earlier result
  /// then stays.
  void publish();

 private:
  void remove_created_parents() noexcept;

  std::filesystem::path final_;
  std::filesystem::path topmost_created_;  ///< of the folders above; removed again if nothing is published
  std::unique_ptr<WorkFolder> hidden_;
};

}  // namespace proclens
