// The processes of a map from its points.parquet, in the rows by which the page numbers them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "atlas/page/tables/process_rows.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

struct RecordedProcesses {
  ProcessRows rows;
  std::vector<std::string> hash_texts;  ///< the pid_hash values that are texts, sorted; number i is at i − 1

  /// As in points.parquet.
  [[nodiscard]] std::string pid_hash(std::size_t row) const;
};

/// Reads the rows of sql/serve/recorded.sql; the tables and views that it reads must exist.
/// @param points their number; a row must refer to one of them
/// @param objects their number if they are not processes, else 0; a row must then refer to one of them
/// @param with_novelty whether there was a hunt
/// Throws Error (data) if a row does not, or columns are missing.
[[nodiscard]] RecordedProcesses read_recorded_processes(const Context& context, Database& database, std::size_t points,
                                                        std::size_t objects, bool with_novelty);

}  // namespace proclens
