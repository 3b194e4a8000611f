// The processes of a map from its points.parquet, in the rows that the page numbers them by.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "atlas/page/process_rows.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

struct RecordedProcesses {
  ProcessRows rows;
  std::vector<std::string> hash_texts;  ///< those pid_hash that are texts, sorted; number i is at i − 1

  /// As points.parquet has it.
  [[nodiscard]] std::string pid_hash(std::size_t row) const;
};

/// Reads the rows that sql/serve/recorded.sql gives; the tables and views that it reads must be there.
/// @param points how many there are; a row must name one of them
/// @param objects how many there are where they are apart from processes, else 0; a row must then name one of them
/// Throws Error (data) when it does not, or has not the columns.
[[nodiscard]] RecordedProcesses read_recorded_processes(const Context& context, Database& database, std::size_t points,
                                                        std::size_t objects);

}  // namespace proclens
