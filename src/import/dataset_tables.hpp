// Events into the tables of a stdview dataset.
#pragma once

#include <cstdint>
#include <filesystem>

#include "import/import_report.hpp"
#include "import/load_store.hpp"
#include "import/log_files.hpp"
#include "table/database.hpp"

namespace proclens {

/// When the loads are written beside the processes: a second thread has memory of its own and needs it for as many
/// processes, so only where loads are many and events few.
struct BesideLimits {
  std::int64_t loads = 100'000;  ///< at least
  std::int64_t events = 40'000;  ///< rows of the table `event`, at most
};

/// Writes process.parquet, process_image_load.parquet and process_path.parquet into `folder`, merged with those of the
/// dataset `earlier` if that is not empty, and fills in what each file gave and what came out as a whole.
/// @param database has the table or view `event`
void write_dataset_tables(Database& database, LoadStore& loads, const LogFiles& logs,
                          const std::filesystem::path& folder, const std::filesystem::path& earlier,
                          ImportReport& report, const BesideLimits& limits = {});

}  // namespace proclens
