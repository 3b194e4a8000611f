// How a file of separated values is written.
#pragma once

#include <cstddef>
#include <string_view>

namespace proclens {

struct CsvDialect {
  char delimiter = ',';   ///< comma, semicolon, tab or bar
  std::size_t start = 0;  ///< where the header begins
};

/// From the beginning of the file: a line `sep=;` states the delimiter (Excel), otherwise it is the one that occurs
/// most often in the header outside quotes. A byte order mark, blank lines and PowerShell's line `#TYPE …` precede the
/// header.
[[nodiscard]] CsvDialect csv_dialect(std::string_view start);

}  // namespace proclens
