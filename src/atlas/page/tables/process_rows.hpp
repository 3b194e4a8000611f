// The processes of a map in the rows by which the page numbers them, for the single file and for `proclens serve`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/hash_bytes.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// How a pid_hash is stored: 32 hex digits as 128 bits, anything else as text. The page uses the same numbers.
enum class HashForm : std::int32_t { lower_hex = 0, upper_hex = 1, text = 2 };

/// The columns that only some pages have.
struct RowColumns {
  bool objects = false;  ///< objects are not processes
  bool novelty = false;  ///< there was a hunt
};

/// The columns of the table `processes` (docs/map-page.md), about 110 bytes per row in all.
struct ProcessRows {
  std::vector<std::int32_t> point;
  std::vector<std::int32_t> object;  ///< row of the table `objects`; empty if objects are processes
  std::vector<std::int32_t> host, name, args, user, lineage, hash_text;  ///< 0, or the number of a text
  std::vector<double> started, lifetime, exit_code, os_pid;              ///< ms, ms, –, –; NaN if missing
  std::vector<std::int32_t> parent;                                      ///< row, or −1
  std::vector<std::int32_t> state, flags;
  std::vector<std::int32_t> hash_form;
  std::vector<std::int64_t> hash_high, hash_low;
  std::vector<std::int32_t> novelty;  ///< hundredths of a nat, −1 if missing; empty without a hunt, like the next three
  std::vector<std::int32_t> finding;  ///< 0, or 1 + the index of a finding in the header
  std::vector<std::int32_t> reasons;  ///< 0, or the number of a text, like the next
  std::vector<std::int32_t> labels;

  [[nodiscard]] std::size_t size() const noexcept { return point.size(); }

  /// Keeps the first rows of every point, at most `cap` of each; parents that are left out become −1.
  void keep_per_point(std::uint64_t cap);

  /// The hex digits of a row's pid_hash as recorded; nullopt if it is stored as text.
  [[nodiscard]] std::optional<std::string> hex_hash(std::size_t row) const;

  /// As an Arrow stream.
  [[nodiscard]] std::string stream() const;
};

/// Processes in the order in which they were recorded. The caller fills the columns of `rows` directly, except times,
/// numbers, hashes and parents; what is not set is missing.
class UnorderedProcesses {
 public:
  explicit UnorderedProcesses(std::size_t size = 0, RowColumns columns = {});

  void resize(std::size_t size);

  /// Times in µs since 1970; the rows keep milliseconds. Values that JavaScript numbers cannot represent become
  /// missing.
  void set_times(std::size_t process, std::optional<std::int64_t> started, std::optional<std::int64_t> ended);
  void set_numbers(std::size_t process, std::optional<std::int64_t> exit_code, std::optional<std::int64_t> os_pid);

  /// Returns false if the pid_hash is not 32 hex digits: then it is a text, whose number goes into `rows.hash_text`.
  bool set_hashes(std::size_t process, std::string_view pid_hash, std::string_view parent_pid_hash);

  /// The rows by point, then object, then start in ms (missing ones last), then in recorded order. A row's parent is
  /// the first row with that hash, ignoring case. Every point must be from 0 to points − 1. The same for any number of
  /// threads; copies the columns one at a time.
  [[nodiscard]] ProcessRows ordered(const Context& context, std::size_t points) &&;

  ProcessRows rows;

 private:
  [[nodiscard]] std::vector<std::uint32_t> order(const Context& context, std::size_t points) const;
  [[nodiscard]] std::vector<std::int32_t> parents(const Context& context,
                                                  const std::vector<std::uint32_t>& order) const;

  RowColumns columns_;
  std::vector<std::int64_t> started_;  ///< ms since 1970
  std::vector<HashBytes> hash_;
  std::vector<HashBytes> parent_;
  std::vector<std::uint8_t> has_parent_;
};

}  // namespace proclens
