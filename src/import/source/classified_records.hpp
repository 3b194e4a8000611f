// Records sorted by what is known of them: kept for a mapping, or counted by the reason why not.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/distinct_texts.hpp"
#include "import/source/mapping.hpp"
#include "import/source/record_fields.hpp"

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

/// The rows of one mapping's table `record`.
class RecordRows {
 public:
  /// Every row has one cell for every column of the mapping.
  void add(std::size_t column, const std::optional<std::string_view>& cell) {
    if (column >= columns_.size()) columns_.resize(column + 1);
    columns_[column].add(cell);
  }
  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().rows(); }
  /// None when there are no rows.
  [[nodiscard]] std::span<const DistinctColumn> columns() const { return columns_; }
  /// The rows of another table of the same mapping behind these.
  void append(const RecordRows& more);

 private:
  std::vector<DistinctColumn> columns_;
};

/// What was read from a part of a file.
struct ClassifiedRecords {
  explicit ClassifiedRecords(std::size_t mappings) : rows(mappings) {}
  RecordCounts counts;
  std::vector<RecordRows> rows;  ///< one per mapping
};

/// Adds a record to the mapping that keeps it, or counts the reason that came nearest to keeping it.
void sort_record(RecordFields& record, std::span<const Mapping> mappings, ClassifiedRecords& sorted);

}  // namespace proclens
