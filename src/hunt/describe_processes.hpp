// From a dataset to what a baseline counts and a hunt compares of its processes.
#pragma once

#include <string_view>

#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

struct DescribedDataset {
  SelectionCounts selection;
  bool has_loads = false;  ///< of any image, by any process
};

/// Makes the tables `selected` (telemetry/selection.hpp), `described` (sql/hunt/described.sql), `file` and
/// `file_path` (sql/hunt/file.sql) of a dataset. Lineages and loads may be missing: parents are then known from the
/// processes' own records, and images are not compared.
/// @param command its name, for messages
/// Throws Error as open_table does.
[[nodiscard]] DescribedDataset describe_processes(const Context& context, Database& database, const Dataset& dataset,
                                                  const SelectionOptions& selection, std::string_view command);

}  // namespace proclens
