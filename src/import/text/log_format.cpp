#include <algorithm>

#include "import/text/record_reader.hpp"

namespace proclens {

LogFormat log_format(std::string_view start) {
  using namespace std::string_view_literals;
  if (start.starts_with("ElfFile\0"sv) || start.starts_with("ElfChnk\0"sv)) return LogFormat::evtx;
  if (start.starts_with("\xFF\xFE"sv) || start.starts_with("\xFE\xFF"sv)) return LogFormat::utf16;
  if (start.starts_with("\xEF\xBB\xBF"sv)) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return LogFormat::empty;
  start.remove_prefix(first);
  if (start.front() == '{' || start.front() == '[') return LogFormat::json;
  // A header: names separated by commas, without anything that a binary file would contain.
  const std::string_view line = start.substr(0, start.find_first_of("\r\n"));
  const bool is_text = std::none_of(line.begin(), line.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; });
  if (is_text && line.front() != '#' && line.find(',') != line.npos) return LogFormat::csv;
  return LogFormat::unknown;
}

}  // namespace proclens
