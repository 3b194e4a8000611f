// A folder of results that appears completely or not at all.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "storage/file_system.hpp"
#include "storage/output_file.hpp"
#include "storage/work_folder.hpp"

namespace proclens {

/// Results are written into a hidden folder next to their destination and moved there by `publish()`; otherwise the
/// destructor removes them. An earlier result is replaced in that one step: at no moment is there none.
class OutputFolder {
 public:
  /// Creates the hidden folder next to `final_folder`, and missing parents. Removes what killed runs left there.
  /// @param marker a file that every result of this kind contains: a folder with other content but without this file
  ///        belongs to the user and is not replaced
  /// @param files everything that results of this kind may hold, the marker included: a folder that holds anything else
  ///        is not replaced either, since that would be lost; empty: not checked
  /// Throws Error (usage) if `final_folder` is a file, or holds what belongs to the user, Error (machine) if nothing
  /// can be written.
  OutputFolder(const OutputPath& final_folder, const std::string& marker, std::vector<std::string> files = {});
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();

  /// Where to write a result of this name.
  [[nodiscard]] OutputPath file(const std::string& name) const { return hidden_->path() / name; }

  /// Where the result will be after `publish()`.
  [[nodiscard]] std::filesystem::path final_file(const std::string& name) const { return final_ / name; }

  /// Moves the folder to its destination (see put_in_place.hpp). Throws Error (machine) if that fails; the earlier
  /// result then stays. Throws std::logic_error if the result holds what its kind does not.
  void publish();

 private:
  void remove_created_parents() noexcept;

  std::filesystem::path final_;
  std::vector<std::string> files_;
  std::filesystem::path topmost_created_;  ///< the topmost parent created; removed again if nothing is published
  std::unique_ptr<WorkFolder> hidden_;
};

/// Throws Error (data), naming folder and file, if a finished result lacks a file that its kind has.
void require_result_file(const std::filesystem::path& result, const std::string& name);

}  // namespace proclens
