// A dataset: a folder of Parquet files in the stdview layout, and its tables as views of a database.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "proclens/progress.hpp"
#include "table/database.hpp"

namespace proclens {

/// The tables that proclens reads.
enum class StdviewTable {
  process,
  process_path,
  process_image_load,
  process_net_conn,
  process_file,
  process_registry,
  sigma_labels,
  mitre_labels
};

inline constexpr std::array kStdviewTables = {
    StdviewTable::process,          StdviewTable::process_path, StdviewTable::process_image_load,
    StdviewTable::process_net_conn, StdviewTable::process_file, StdviewTable::process_registry,
    StdviewTable::sigma_labels,     StdviewTable::mitre_labels};

/// Its name: "process_path".
[[nodiscard]] std::string_view table_name(StdviewTable table);

/// The files of one table.
struct TableFiles {
  std::vector<std::filesystem::path> files;  ///< sorted by path; empty if the table is missing
  std::uint64_t bytes = 0;                   ///< on disk
};

/// A dataset folder that exists. The constructor lists its files but reads none of them.
class Dataset {
 public:
  /// Throws Error (data) if there is no such folder, or nothing in it that looks like a stdview table.
  explicit Dataset(std::filesystem::path folder);

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
  [[nodiscard]] const TableFiles& table(StdviewTable table) const;
  [[nodiscard]] bool has(StdviewTable table) const { return !this->table(table).files.empty(); }

 private:
  std::filesystem::path folder_;
  std::vector<TableFiles> tables_;
};

/// The result of `open_table`.
struct OpenedTable {
  std::uint64_t rows = 0;                    ///< according to the files' footers
  std::vector<std::string> missing_columns;  ///< optional columns that no file has; they are NULL
  std::uint64_t unreadable_starts = 0;       ///< texts in process_started that are no times; they are NULL
};

/// Creates the view NAME over the table's files in `database`: every column listed in docs/dataset.md, matched by name
/// across files, text as VARCHAR (invalid bytes as \xNN), whole numbers as BIGINT, times as TIMESTAMP in UTC (times
/// without a zone are taken as UTC), lists unchanged. Missing optional columns are NULL. Reads each file's footer, so
/// damaged files are found here.
/// @param command the command that needs the table, for messages: "map"
/// @param required columns without which the command cannot work
/// @param advice how to obtain such a table: a sentence for the message that it is missing
/// Throws Error (data), naming the table, file or column, if something required is missing, damaged or of an unreadable
/// type.
OpenedTable open_table(Database& database, const Dataset& dataset, StdviewTable table, std::string_view command,
                       const std::vector<std::string>& required, std::string_view advice = {});

/// The same for a table that may be missing: its view then has no rows.
OpenedTable open_table_if_there(Database& database, const Dataset& dataset, StdviewTable table,
                                std::string_view command, const std::vector<std::string>& required);

/// Says how many start times could not be read, if there are any.
void note_unreadable_starts(Progress& progress, const OpenedTable& processes);

}  // namespace proclens
