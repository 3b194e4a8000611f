// From a dataset to what a baseline counts and a hunt compares of its processes.
#pragma once

#include <cstdint>
#include <string_view>

#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

struct DescribedDataset {
  SelectionCounts selection;
};

/// Opens the views that the functions below read. Lineages and loads may be missing: parents are then known from the
/// processes' own records, and images are not compared.
/// @param command its name, for messages
/// Returns the number of process records. Throws Error as open_table does.
std::uint64_t open_described_tables(const Context& context, Database& database, const Dataset& dataset,
                                    std::string_view command);

/// Makes the tables `file` and `file_path` (sql/hunt/file.sql) of the view process_image_load.
void describe_files(const Context& context, Database& database);

/// Makes the tables `selected` (telemetry/selection.hpp) and `described` (sql/hunt/described.sql) of the views process,
/// process_path and process_image_load. Parents are named by whole_process, which may have more processes.
[[nodiscard]] SelectionCounts describe_opened(const Context& context, Database& database,
                                              const SelectionOptions& selection);

/// Opens a dataset's tables and makes all these tables of its processes and files. Throws Error as open_table does.
[[nodiscard]] DescribedDataset describe_processes(const Context& context, Database& database, const Dataset& dataset,
                                                  const SelectionOptions& selection, std::string_view command);

}  // namespace proclens
