// Labels that people or rules gave to processes, as a table.
#pragma once

#include <filesystem>
#include <string>

#include "table/database.hpp"

namespace proclens {

struct LabelFileOptions {
  std::string label_column = "label";  ///< the column that holds the label
  /// An SQL condition over the file's columns; rows for which it does not hold are left out. Empty: all are read.
  std::string condition;
};

/// What a file of labels says besides the labels.
struct LabelFile {
  bool has_recordings = false;
};

/// Reads a Parquet or CSV file into the table `label`, one row per row that has a pid_hash: `pid_hash` in upper case,
/// `label` (NULL: none), and `tactic`, `severity`, `source`, `recording`, `host`, `process_name`, `day`
/// as text, NULL where the file does not have them. Rows of other files are replaced. Throws Error: data when the file
/// cannot be read or lacks a column, usage when `condition` is no condition over its columns.
LabelFile read_labels(Database& database, const std::filesystem::path& path, const LabelFileOptions& options = {});

}  // namespace proclens
