// Writes events as the tables of a stdview dataset.
#pragma once

#include <cstdint>
#include <filesystem>

#include "import/files/log_files.hpp"
#include "import/store/event_store.hpp"
#include "import/tables/import_report.hpp"
#include "proclens/context.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes process.parquet, process_image_load.parquet and process_path.parquet into `folder`, and process_net_conn,
/// process_file and process_registry if there are any such events; merged with those of the dataset `earlier` if that
/// is not empty. Fills in what each file contributed and the totals.
/// @param database the store's, after it has finished
void write_dataset_tables(const Context& context, Database& database, EventStore& store, const LogFiles& logs,
                          const OutputPath& folder, const std::filesystem::path& earlier, ImportReport& report);

}  // namespace proclens
