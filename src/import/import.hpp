// From logs to a stdview dataset.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include "import/files/log_files.hpp"
#include "import/tables/import_report.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// Nothing in the files names a process.
class NothingImported : public Error {
 public:
  NothingImported(ImportReport what_was_read, std::string what, std::string remedy)
      : Error(Fault::data, std::move(what), std::move(remedy)), report(std::move(what_was_read)) {}
  ImportReport report;  ///< what was read, and why it was of no use
};

/// Reads the files in turn, and writes `folder`/process.parquet, process_image_load.parquet and process_path.parquet.
/// Rows are in the order of pid_hash, and the same for any number of threads. Memory does not grow with the size of the
/// files, but with the number of processes (about 600 bytes each).
/// @param options of the database, with a folder to spill to
/// @param folder must exist; also holds parts of events while this runs
/// @param password of encrypted archives; empty: their members are skipped
/// @param earlier the folder of a dataset to add to; empty: none
/// Throws NothingImported if nothing in the files names a process.
[[nodiscard]] ImportReport import_logs(const Context& context, const DatabaseOptions& options, const LogFiles& logs,
                                       const OutputPath& folder, const std::filesystem::path& earlier,
                                       const std::string& password = {});

}  // namespace proclens
