// The rows of a query into a file.
#pragma once

#include <string_view>

#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// Writes the rows of `select` to a file that does not exist yet; DuckDB writes it, as `options` of COPY say, such as
/// "FORMAT parquet, COMPRESSION zstd". Throws Error as `Database::run` does; machine, naming the file, when it cannot
/// be written.
void copy_to_file(Database& database, std::string_view select, const OutputPath& file, std::string_view options);

}  // namespace proclens
