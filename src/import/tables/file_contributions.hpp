// What each file of an import contributed to the dataset.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/distinct_texts.hpp"
#include "import/store/process_event.hpp"

namespace proclens {

/// Counts of the events that name a process.
struct FileYield {
  std::uint64_t events = 0;
  std::uint64_t processes = 0;
  std::array<std::uint64_t, kActivityKinds.size()> activities = {};  ///< by activity_index
  std::optional<std::int64_t> first_time, last_time;
};

class FileContributions {
 public:
  explicit FileContributions(std::size_t files) : files_(files) {}

  /// Adds all events of some processes.
  void add(std::span<const ProcessEvent> events);

  [[nodiscard]] const std::vector<FileYield>& files() const { return files_; }

  /// Calls `use(file, host)` for the hosts of each file, as spelled there.
  template <class Use>
  void for_each_host(Use use) const {
    for (std::uint32_t i = 1; i < hosts_.size(); ++i) {
      const std::string_view key = hosts_.text(i);
      use(word_at<std::int32_t>(key.data()), key.substr(sizeof(std::int32_t)));
    }
  }

 private:
  void add_host(std::int32_t file, std::string_view host);

  std::vector<FileYield> files_;
  DistinctTexts hosts_;                  ///< file number and host
  std::string host_key_ = {};            ///< of the last event
  DistinctKeys<HashBytes> processes_;    ///< of one call
  DistinctKeys<std::uint64_t> in_file_;  ///< process number and file, of one call
};

}  // namespace proclens
