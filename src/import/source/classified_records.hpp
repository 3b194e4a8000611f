// Classifies records: kept for a mapping, or counted by the reason for leaving them out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "import/source/mapping.hpp"
#include "import/source/record_fields.hpp"

namespace proclens {

/// What became of the records of a file; every record is counted once.
struct RecordCounts {
  std::uint64_t kept = 0;
  std::uint64_t other_event = 0;    ///< a known log, but an event that is not used
  std::uint64_t other_channel = 0;  ///< a known form, but another log
  std::uint64_t unknown_form = 0;   ///< a record, but in a form that no mapping knows
  std::uint64_t unreadable = 0;     ///< not a record: not JSON, or truncated
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
  /// Every row must get one cell for every column of the mapping.
  void add(std::size_t column, const std::optional<std::string_view>& cell) {
    if (column >= columns_.size()) columns_.resize(column + 1);
    columns_[column].add(cell);
  }
  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().rows(); }
  /// Empty if there are no rows.
  [[nodiscard]] std::span<const DistinctColumn> columns() const { return columns_; }
  /// Appends the rows of another table of the same mapping.
  void append(const RecordRows& more);

 private:
  std::vector<DistinctColumn> columns_;
};

/// What records lack that no form fits, and how many lack it; for users, and without text from the records.
class LackCounts {
 public:
  /// At most 20 different; what is beyond that is not counted.
  void add(const std::string& lack, std::uint64_t records = 1);
  LackCounts& operator+=(const LackCounts& more);
  [[nodiscard]] const std::map<std::string, std::uint64_t>& counts() const { return counts_; }

 private:
  std::map<std::string, std::uint64_t> counts_;
};

/// The records read from a part of a file.
struct ClassifiedRecords {
  explicit ClassifiedRecords(std::size_t mappings) : rows(mappings), forms(mappings) {}
  RecordCounts counts;
  std::vector<RecordRows> rows;                             ///< one per mapping
  std::vector<std::map<std::string, std::uint64_t>> forms;  ///< kept records of each mapping by the name of their form
  LackCounts lacks;
};

/// What happens to a record that no form of a mapping fits, or that lacks its host or what names its process.
enum class Unfit {
  is_counted,  ///< it counts as unknown, or is kept by the mapping whose form fits
  is_left,     ///< nothing, so that it can be read in another way
};

/// Adds a record to the mapping that keeps it, or counts the reason that came closest to keeping it. A channel or event
/// that lists several ("process, library") is each of them. Returns false if the record was left.
bool classify_record(RecordFields& record, std::span<const Mapping> mappings, ClassifiedRecords& classified,
                     Unfit unfit = Unfit::is_counted);

/// The same by the mappings' loose forms.
bool classify_flat(RecordFields& record, std::span<const Mapping> mappings, ClassifiedRecords& classified, Unfit unfit);

/// What a flat record that no loose form fits lacks for the form that comes closest, such as "like sysmon's Windows
/// event, but without a host".
[[nodiscard]] std::string lack_of(RecordFields& record, std::span<const Mapping> mappings);

}  // namespace proclens
