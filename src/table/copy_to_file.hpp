// Writes the rows of a query to a file.
#pragma once

#include <string_view>

#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes the rows of `select` to a file that must not exist yet. DuckDB writes it, with `options` of COPY such as
/// "FORMAT parquet, COMPRESSION zstd". Rows in a fixed order give the same bytes with any number of threads. Throws
/// Error like `Database::run`; machine, naming the file, if it cannot be written.
void copy_to_file(Database& database, std::string_view select, const OutputPath& file, std::string_view options);

}  // namespace proclens
