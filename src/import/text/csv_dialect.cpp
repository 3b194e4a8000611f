#include "import/text/csv_dialect.hpp"

#include <algorithm>
#include <array>

#include "import/text/blanks.hpp"

namespace proclens {
namespace {

constexpr std::string_view kDelimiters = ",;\t|";

/// The delimiter that occurs most often outside quotes; of equally frequent ones the first.
char most_frequent(std::string_view header) {
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool in_quotes = false;
  for (const char c : header) {
    if (c == '"') in_quotes = !in_quotes;
    const std::size_t delimiter = kDelimiters.find(c);
    if (!in_quotes && delimiter != std::string_view::npos) ++counts[delimiter];
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (counts[i] > counts[best]) best = i;
  }
  return kDelimiters[best];
}

}  // namespace

CsvDialect csv_dialect(std::string_view start) {
  CsvDialect dialect;
  if (start.starts_with(kByteOrderMark)) dialect.start = kByteOrderMark.size();
  bool is_stated = false;
  while (dialect.start < start.size()) {
    const std::size_t end = std::min(start.find('\n', dialect.start), start.size());
    const std::string_view line = start.substr(dialect.start, end - dialect.start);
    const bool states = (line.starts_with("sep=") || line.starts_with("\"sep=")) && line.size() > 4;
    if (states) {
      dialect.delimiter = line[line.find('=') + 1];
      is_stated = true;
    } else if (!line.starts_with("#TYPE") && line.find_first_not_of(" \r") != std::string_view::npos) {
      if (!is_stated) dialect.delimiter = most_frequent(line);
      return dialect;
    }
    dialect.start = std::min(end + 1, start.size());
  }
  return dialect;
}

}  // namespace proclens
