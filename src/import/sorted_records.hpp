// Records sorted by what is known of them: kept for a mapping, or counted by the reason why not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/mapping.hpp"
#include "import/record_fields.hpp"

namespace proclens {

/// What became of the records of a file; every record is counted once.
struct RecordCounts {
  std::uint64_t kept = 0;
  std::uint64_t other_event = 0;    ///< a known log, but not an event that is used
  std::uint64_t other_channel = 0;  ///< a known shape, but another log
  std::uint64_t unknown_form = 0;   ///< a record, but no mapping knows its shape
  std::uint64_t unreadable = 0;     ///< no record: not JSON, or cut off
  std::uint64_t too_long = 0;
  std::uint64_t damaged = 0;  ///< in binary logs

  [[nodiscard]] std::uint64_t all() const {
    return kept + other_event + other_channel + unknown_form + unreadable + too_long + damaged;
  }
  RecordCounts& operator+=(const RecordCounts& more);
};

/// The rows of one mapping's table `record`, stored one after the other.
class RecordRows {
 public:
  /// Cells of one row are added in column order.
  void add(std::optional<std::string_view> cell);
  [[nodiscard]] std::size_t cells() const { return ends_.size(); }
  [[nodiscard]] std::optional<std::string_view> cell(std::size_t index) const;

 private:
  std::string text_;
  std::vector<std::uint64_t> ends_;
  std::vector<bool> null_;
};

/// What was read from a part of a file.
struct SortedRecords {
  explicit SortedRecords(std::size_t mappings) : rows(mappings) {}
  RecordCounts counts;
  std::vector<RecordRows> rows;  ///< one per mapping
};

/// Adds a record to the mapping that keeps it, or counts the reason that came nearest to keeping it.
void sort_record(RecordFields& record, std::span<const Mapping> mappings, SortedRecords& sorted);

}  // namespace proclens
