// A file that somebody else wrote as a table: Parquet or CSV.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "table/database.hpp"

namespace proclens {

/// A file that queries can read. Names of columns compare without regard to case.
struct TableFile {
  std::filesystem::path path;
  std::string source;                          ///< what stands after FROM
  std::map<std::string, std::string> columns;  ///< name in lower case → DuckDB's type; in CSV everything is VARCHAR

  [[nodiscard]] bool has(std::string_view column) const;
  /// Throws Error (data), naming file and column, when there is no such column.
  void require(std::string_view column) const;
  /// SQL for the first of these columns that is not NULL, as VARCHAR; NULL when the file has none of them.
  [[nodiscard]] std::string text(std::initializer_list<std::string_view> names) const;
  /// The same as TIMESTAMP in UTC; a time without zone is UTC, text that is no time NULL.
  [[nodiscard]] std::string time(std::initializer_list<std::string_view> names) const;
};

/// Looks at a file; its content says what it is. CSV has a header, its delimiter is found out; what ends in .gz or
/// .zst is unpacked. Throws Error: data when it is missing or neither, machine when it cannot be read.
[[nodiscard]] TableFile open_table_file(Database& database, const std::filesystem::path& path);

}  // namespace proclens
