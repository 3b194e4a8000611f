#include "import/text/text_windows.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace proclens {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";

/// Where the object that starts at `begin` ends (after its closing brace); nullopt if it does not end yet.
std::optional<std::size_t> end_of_object(std::string_view text, std::size_t begin) {
  const std::size_t end = ObjectScanner().scan(text.substr(begin));
  return end == std::string_view::npos ? std::nullopt : std::optional(begin + end);
}

/// Whether a stream that starts like this must be cut by objects.
bool spans_lines(std::string_view start) {
  const std::size_t first = start.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return false;
  if (start[first] == '[') return true;
  const std::size_t line_end = start.find('\n', first);
  if (start[first] != '{' || line_end == std::string_view::npos) return false;
  return !end_of_object(start.substr(0, line_end), first);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

}  // namespace

std::size_t ObjectScanner::scan(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_escaped_) {
      is_escaped_ = false;
    } else if (in_string_) {
      is_escaped_ = c == '\\';
      in_string_ = c != '"';
    } else if (c == '"') {
      in_string_ = true;
    } else if (c == '{') {
      ++depth_;
    } else if (c == '}' && --depth_ == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

TextWindows::TextWindows(ReadBytes read, const TextWindowLimits& limits) : read_(std::move(read)), limits_(limits) {}

/// Puts the rest of the last window and what follows it into `memory`, which only grows: bytes that are overwritten
/// need not be zeroed.
std::string_view TextWindows::read_more(std::string& memory) {
  const std::size_t capacity = limits_.window + (rest_.size() > limits_.window / 2 ? rest_.size() : 0);
  if (memory.size() < capacity + limits_.padding) {
    memory.clear();
    memory.shrink_to_fit();
    memory.resize(capacity + limits_.padding);
  }
  std::copy(rest_.begin(), rest_.end(), memory.begin());
  std::size_t filled = rest_.size();
  rest_.clear();
  while (filled < capacity) {
    std::size_t got = 0;
    failure_.attempt(
        [&] { got = read_(std::as_writable_bytes(std::span(memory).subspan(filled, capacity - filled))); });
    if (got == 0) {
      at_end_ = true;
      break;
    }
    filled += got;
  }
  return std::string_view(memory).substr(0, filled);
}

std::size_t TextWindows::cut_lines(std::string_view text, TextWindow& window) const {
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) {
      if (!at_end_) break;
      end = text.size();
    }
    if (const std::string_view line = trimmed(text.substr(begin, end - begin)); !line.empty()) {
      if (line.size() > limits_.longest) {
        ++window.too_long;
      } else {
        window.values.push_back(line);
      }
    }
    begin = std::min(end + 1, text.size());
  }
  return begin;
}

std::size_t TextWindows::cut_objects(std::string_view text, TextWindow& window) const {
  std::size_t done = 0;
  while (true) {
    const std::size_t begin = text.find('{', done);
    if (begin == std::string_view::npos) return text.size();
    const std::optional<std::size_t> end = end_of_object(text, begin);
    if (!end && !at_end_) return begin;
    done = end.value_or(text.size());
    const std::string_view object = text.substr(begin, done - begin);
    if (object.size() > limits_.longest) {
      ++window.too_long;
    } else {
      window.values.push_back(object);
    }
  }
}

/// Where to continue after a value that is too long; the end of the text if that is not in sight. A malformed object
/// may never seem to end, so a line that starts a new object also ends it.
std::size_t TextWindows::skip_to_next(std::string_view text) {
  const std::size_t next_line = text.find(by_object_ ? "\n{" : "\n");
  std::size_t next = next_line == std::string_view::npos ? next_line : next_line + 1;
  if (by_object_) next = std::min(next, skipped_.scan(text.substr(0, next)));
  skipping_ = next == std::string_view::npos;
  return skipping_ ? text.size() : next;
}

void TextWindows::cut(std::string_view text, TextWindow& window) {
  const std::size_t done = by_object_ ? cut_objects(text, window) : cut_lines(text, window);
  rest_ = text.substr(done);
  if (rest_.size() > limits_.longest) {
    ++window.too_long;
    skipping_ = true;
    skipped_ = {};
    if (by_object_) skipped_.scan(rest_);
    rest_.clear();
  }
}

bool TextWindows::next(TextWindow& window) {
  window.values.clear();
  window.too_long = 0;
  while (!at_end_ && window.values.empty() && window.too_long == 0) {
    std::string_view text = read_more(window.memory);
    if (at_start_) {
      if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
      by_object_ = spans_lines(text);
      at_start_ = false;
    }
    if (skipping_) text.remove_prefix(skip_to_next(text));
    if (!skipping_) cut(text, window);
  }
  if (window.values.empty() && window.too_long == 0) {
    failure_.rethrow();
    return false;
  }
  return true;
}

}  // namespace proclens
