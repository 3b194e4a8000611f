#include "import/log_reader.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "import/evtx/evtx_reader.hpp"
#include "import/json/json_reader.hpp"
#include "import/source/mapping.hpp"
#include "import/text/csv_reader.hpp"
#include "import/text/splunk_reader.hpp"
#include "import/text/utf16_text.hpp"
#include "import/text/xml_reader.hpp"

namespace proclens {
namespace {

constexpr std::size_t kStart = 4096 + 8;  // the bytes by which a format is recognised

/// Puts the bytes that were inspected in front of the rest again.
ReadBytes with_start(std::string start, ReadBytes rest) {
  return [start = std::move(start), rest = std::move(rest), at = std::size_t{0}](std::span<std::byte> into) mutable {
    if (at == start.size()) return rest(into);
    const std::size_t taken = std::min(into.size(), start.size() - at);
    std::transform(start.begin() + static_cast<std::ptrdiff_t>(at),
                   start.begin() + static_cast<std::ptrdiff_t>(at + taken), into.begin(),
                   [](char c) { return static_cast<std::byte>(c); });
    at += taken;
    return taken;
  };
}

std::string read_start(const ReadBytes& read) {
  std::string start(kStart, '\0');
  std::size_t filled = 0;
  while (filled < start.size()) {
    const std::size_t got = read(std::as_writable_bytes(std::span(start).subspan(filled)));
    if (got == 0) break;
    filled += got;
  }
  start.resize(filled);
  return start;
}

/// The name of a format that is not read, with what to do; empty if it is not known.
std::string unsupported_format(std::string_view start) {
  using namespace std::string_view_literals;
  struct Known {
    std::string_view magic;
    std::size_t at;
    const char* what;
  };
  constexpr std::array kKnown = {
      Known{"LfLe"sv, 4, "an event log of Windows XP or 2003 (EVT); convert it with wevtutil"},
      Known{"regf"sv, 0, "a registry hive"},
      Known{"SQLite format 3"sv, 0, "a SQLite database; export its tables as CSV"},
      Known{"%PDF"sv, 0, "a PDF"},
      Known{"\xD4\xC3\xB2\xA1"sv, 0, "a packet capture"},
      Known{"\x0A\x0D\x0D\x0A"sv, 0, "a packet capture"},
      Known{"MZ"sv, 0, "a program"},
      Known{"PAR1"sv, 0, "Parquet; a dataset needs no import"},
      Known{"\xD0\xCF\x11\xE0"sv, 0, "an old Office document; save it as CSV"},
      Known{"Rar!"sv, 0, "a RAR archive; unpack it, or pack it as zip"},
      Known{"#separator"sv, 0, "a Zeek log"},
      Known{"<html"sv, 0, "a web page"},
      Known{"<!DOCTYPE"sv, 0, "a web page"},
  };
  const auto* known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& format) {
    return start.size() > format.at && start.substr(format.at).starts_with(format.magic);
  });
  return known == kKnown.end() ? "" : known->what;
}

/// @param may_be_utf16 what was UTF-16 already is not again
LogReader read_as(const Context& context, ReadBytes read, bool may_be_utf16) {
  std::string start = read_start(read);
  LogFormat format = log_format(start);
  if (!may_be_utf16 && (format == LogFormat::utf16_little || format == LogFormat::utf16_big))
    format = LogFormat::unknown;
  const std::string named = unsupported_format(start);
  read = with_start(std::move(start), std::move(read));
  switch (format) {
    case LogFormat::json:
      return {json_reader(context, std::move(read), import_mappings()), format, ""};
    case LogFormat::csv:
      return {csv_reader(std::move(read), import_mappings()), format, ""};
    case LogFormat::evtx:
      return {evtx_reader(context, std::move(read), import_mappings()), format, ""};
    case LogFormat::xml:
      return {xml_reader(context, std::move(read), import_mappings()), format, ""};
    case LogFormat::splunk_text:
      return {splunk_reader(std::move(read), import_mappings()), format, ""};
    case LogFormat::utf16_little:
    case LogFormat::utf16_big:
      return read_as(context, utf16_as_utf8(std::move(read), format == LogFormat::utf16_big), false);
    case LogFormat::empty:
      return {nullptr, format, "empty"};
    default:
      return {nullptr, format, named.empty() ? "not a known log format" : named};
  }
}

}  // namespace

LogReader open_log(const Context& context, ReadBytes read) { return read_as(context, std::move(read), true); }

const char* format_name(LogFormat format) {
  switch (format) {
    case LogFormat::json:
      return "JSON";
    case LogFormat::csv:
      return "CSV";
    case LogFormat::xml:
      return "XML";
    case LogFormat::splunk_text:
      return "Splunk's text";
    case LogFormat::evtx:
      return "EVTX";
    default:
      return "unknown";
  }
}

}  // namespace proclens
