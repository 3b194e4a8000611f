#include "import/text/xml_windows.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace proclens {
namespace {

constexpr std::string_view kStart = "<Event";
constexpr std::string_view kEnd = "</Event>";

/// As std::string_view::find, which looks for the first character: in XML, that is everywhere.
std::size_t find_text(std::string_view text, std::string_view sought, std::size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const void* found = memmem(text.data() + from, text.size() - from, sought.data(), sought.size());
  return found == nullptr ? std::string_view::npos : static_cast<const char*>(found) - text.data();
}

/// The next start tag of an event, not of `<Events>` or `<EventData>`; npos if there is none.
std::size_t find_event(std::string_view text, std::size_t from) {
  for (std::size_t at = find_text(text, kStart, from); at != std::string_view::npos;
       at = find_text(text, kStart, at + 1)) {
    const std::size_t next = at + kStart.size();
    if (next < text.size() && std::string_view(" >\t\r\n/").find(text[next]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

}  // namespace

XmlWindows::XmlWindows(ReadBytes read, const XmlWindowLimits& limits) : read_(std::move(read)), limits_(limits) {}

/// Puts the rest of the last window and what follows it into `memory`.
void XmlWindows::read_more(std::string& memory) {
  std::size_t filled = rest_.size();
  memory = std::exchange(rest_, {});
  memory.resize(filled + limits_.window);
  while (filled < memory.size()) {
    std::size_t got = 0;
    failure_.attempt([&] { got = read_(std::as_writable_bytes(std::span(memory).subspan(filled))); });
    if (got == 0) {
      at_end_ = true;
      break;
    }
    filled += got;
  }
  memory.resize(filled);
}

void XmlWindows::cut(std::string_view text, XmlWindow& window) {
  std::size_t at = 0;
  while (true) {
    const std::size_t begin = find_event(text, at);
    if (begin == std::string_view::npos) {
      rest_ = text.substr(std::max(at, text.size() - std::min(text.size(), kStart.size())));
      return;
    }
    const std::size_t end = find_text(text, kEnd, begin);
    if (end == std::string_view::npos) {
      const bool is_too_long = text.size() - begin > limits_.longest;
      window.too_long += is_too_long ? 1 : 0;
      window.truncated += !is_too_long && at_end_ ? 1 : 0;
      if (!is_too_long) rest_ = text.substr(begin);
      return;
    }
    at = end + kEnd.size();
    if (at - begin > limits_.longest) {
      ++window.too_long;
    } else {
      window.events.push_back(text.substr(begin, at - begin));
    }
  }
}

bool XmlWindows::next(XmlWindow& window) {
  window.events.clear();
  window.too_long = window.truncated = 0;
  while (!at_end_ && window.events.empty() && window.too_long == 0 && window.truncated == 0) {
    read_more(window.memory);
    cut(window.memory, window);
  }
  if (window.events.empty() && window.too_long == 0 && window.truncated == 0) {
    failure_.rethrow();
    return false;
  }
  return true;
}

}  // namespace proclens
