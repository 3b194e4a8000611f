#include <algorithm>

#include "import/text/blanks.hpp"
#include "import/text/record_reader.hpp"

namespace proclens {
namespace {

using namespace std::string_view_literals;

bool is_printable(std::string_view line) {
  return std::none_of(line.begin(), line.end(),
                      [](unsigned char c) { return (c < ' ' && c != '\t' && c != '\r') || c == 0x7F; });
}

/// UTF-16 text starts with a mark, or with a letter of ASCII and a zero byte.
LogFormat utf16_format(std::string_view start) {
  const auto is_ascii = [](char c) { return (c >= ' ' && c < 0x7F) || c == '\r' || c == '\n'; };
  if (start.starts_with("\xFF\xFE"sv)) return LogFormat::utf16_little;
  if (start.starts_with("\xFE\xFF"sv)) return LogFormat::utf16_big;
  if (start.size() < 4) return LogFormat::unknown;
  if (is_ascii(start[0]) && start[1] == 0 && is_ascii(start[2]) && start[3] == 0) return LogFormat::utf16_little;
  if (start[0] == 0 && is_ascii(start[1]) && start[2] == 0 && is_ascii(start[3])) return LogFormat::utf16_big;
  return LogFormat::unknown;
}

/// An event's start tag.
std::size_t find_event_tag(std::string_view text) {
  for (std::size_t at = text.find("<Event"); at != std::string_view::npos; at = text.find("<Event", at + 1)) {
    if (at + 6 < text.size() && " >\t\r\n/"sv.find(text[at + 6]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

/// An event log whose first page a memory dump lacks.
bool has_chunk_after_zeros(std::string_view start) {
  constexpr std::size_t kPage = 4096;
  return start.size() > kPage && start.substr(kPage).starts_with("ElfChnk\0"sv) &&
         start.find_first_not_of('\0') == kPage;
}

}  // namespace

LogFormat log_format(std::string_view start) {
  if (start.starts_with("ElfFile\0"sv) || start.starts_with("ElfChnk\0"sv)) return LogFormat::evtx;
  if (has_chunk_after_zeros(start)) return LogFormat::evtx;
  if (const LogFormat format = utf16_format(start); format != LogFormat::unknown) return format;
  if (start.starts_with("\xEF\xBB\xBF"sv)) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return LogFormat::empty;
  start.remove_prefix(first);
  if (start.front() == '{' || start.front() == '[') return LogFormat::json;
  const std::string_view line = start.substr(0, start.find('\n'));
  if (!is_printable(line)) return LogFormat::unknown;
  const bool is_heading = line.starts_with("Record ") && line.size() < 32;  // evtx_dump's
  const std::string_view below = is_heading ? start.substr(std::min(line.size(), start.size())) : std::string_view();
  const std::size_t below_first = below.find_first_not_of(kBlanks);
  if (below_first != std::string_view::npos && below[below_first] == '{') return LogFormat::json;
  if (below_first != std::string_view::npos && below[below_first] == '<') return LogFormat::xml;
  if (start.front() == '<') {
    // A syslog header starts with <priority>.
    if (find_event_tag(start) != std::string_view::npos || start.starts_with("<?xml") || start.starts_with("<Events")) {
      return LogFormat::xml;
    }
  }
  if (find_event_tag(line) != std::string_view::npos) return LogFormat::xml;
  if (line.find("{\""sv) != std::string_view::npos && line.find('}') != std::string_view::npos) return LogFormat::json;
  if (start.find("\nLogName=") != std::string_view::npos || start.starts_with("LogName="))
    return LogFormat::splunk_text;
  if (line.starts_with("sep=") || line.starts_with("\"sep=") || line.starts_with("#TYPE ")) return LogFormat::csv;
  if (line.front() != '#' && line.find_first_of(",;\t|") != line.npos) return LogFormat::csv;
  return LogFormat::unknown;
}

}  // namespace proclens
