// The processes of a map in the rows that the page numbers them by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// How a pid_hash is kept: 32 hex digits as 128 bits, anything else as a text. The numbers are the page's.
enum class HashForm : std::int32_t { lower_hex = 0, upper_hex = 1, text = 2 };

/// Rows by point, then by start (missing ones last), then by the order of points.parquet: the rows of map.html. Columns
/// are those of processes.arrow (docs/serve.md), about 110 bytes a row in all.
struct ProcessRows {
  std::vector<std::int32_t> point;
  std::vector<std::int32_t> host, name, args, user, lineage, hash_text;  ///< 0, or the number of a text
  std::vector<double> started, lifetime, exit_code, os_pid;              ///< NaN for a missing one
  std::vector<std::int32_t> parent;                                      ///< row, or −1
  std::vector<std::int32_t> state, flags;
  std::vector<std::int32_t> hash_form;
  std::vector<std::int64_t> hash_high, hash_low;
  std::vector<std::string> hash_texts;  ///< sorted; number i is at i − 1

  [[nodiscard]] std::size_t size() const noexcept { return point.size(); }

  /// As points.parquet has it.
  [[nodiscard]] std::string pid_hash(std::size_t row) const;

  /// processes.arrow
  [[nodiscard]] std::string stream() const;
};

/// Reads the rows that sql/serve/recorded.sql gives; the tables and views that it reads must be there.
/// @param points how many there are; a row must name one of them
/// Throws Error (data) when it does not, or has not the columns.
[[nodiscard]] ProcessRows read_process_rows(const Context& context, Database& database, std::size_t points);

}  // namespace proclens
