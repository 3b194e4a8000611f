// Events into the tables of a stdview dataset.
#pragma once

#include <filesystem>

#include "import/import_report.hpp"
#include "import/load_store.hpp"
#include "import/log_files.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes process.parquet into `folder`, merged with that of the dataset `earlier` if that is not empty, makes the view
/// written_process of it, and fills in what each file gave.
/// @param database has the table or view `event`
void write_process_table(Database& database, const LogFiles& logs, const std::filesystem::path& folder,
                         const std::filesystem::path& earlier, ImportReport& report);

/// Writes process_image_load.parquet, merged likewise, and process_path.parquet, and fills in what the dataset holds.
/// @param database has the view written_process
void write_other_tables(Database& database, LoadStore& loads, const std::filesystem::path& folder,
                        const std::filesystem::path& earlier, ImportReport& report);

}  // namespace proclens
