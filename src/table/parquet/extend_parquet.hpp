// A Parquet file with more columns and more rows.
#pragma once

#include <filesystem>
#include <string>

#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

struct ParquetExtension {
  std::filesystem::path file;  ///< stays as it is
  std::string new_columns;     ///< SELECT list of constants: the values that the rows of `file` have in further columns
  std::string new_rows;  ///< SELECT of the rows to append, in order, with the columns of `file`, then the new ones
  std::string options;   ///< of COPY, for the new rows
};

/// Writes a file with the rows of `extension.file` first, then the new ones. Takes the data of the former as it is
/// stored, so this costs little more than copying it, and neither its values nor its row groups change. `to` must not
/// exist yet; neither must a file of this name with ".part". The same bytes for any number of threads if the order of
/// `new_rows` is. Throws Error: data, without the file's name, if that is damaged or the new rows do not have its
/// columns and their types; machine if `to` cannot be written.
void extend_parquet(Database& database, const ParquetExtension& extension, const OutputPath& to);

}  // namespace proclens
