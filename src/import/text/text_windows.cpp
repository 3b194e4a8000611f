#include "import/text/text_windows.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "core/text.hpp"
#include "import/text/blanks.hpp"

namespace proclens {
namespace {

constexpr std::size_t kAnswerDepth = 4;  // of objects around the records of an answer

/// Where the object that starts at `begin` ends (after its closing brace); nullopt if it does not end yet.
std::optional<std::size_t> end_of_object(std::string_view text, std::size_t begin) {
  const std::size_t end = ObjectScanner().scan(text.substr(begin));
  return end == std::string_view::npos ? std::nullopt : std::optional(begin + end);
}

/// Where the first record of a stream starts, after a byte order mark, blanks and evtx_dump's "Record 1".
std::size_t first_record(std::string_view start) {
  constexpr std::string_view kHeading = "Record ";
  std::size_t first = start.find_first_not_of(kBlanks);
  if (first != std::string_view::npos && start.substr(first).starts_with(kHeading)) {
    const std::size_t line_end = start.find('\n', first);
    if (line_end != std::string_view::npos) first = start.find_first_not_of(kBlanks, line_end);
  }
  return first;
}

/// Whether a stream that starts like this must be cut by objects.
bool spans_lines(std::string_view start) {
  const std::size_t first = first_record(start);
  if (first == std::string_view::npos) return false;
  if (start[first] == '[') return true;
  if (start[first] != '{') return false;
  const std::size_t line_end = std::min(start.find('\n', first), start.size());
  const std::optional<std::size_t> end = end_of_object(start.substr(0, line_end), first);
  if (!end) return true;
  const std::size_t next = start.find_first_not_of(" \t\r,", *end);
  return next != std::string_view::npos && start[next] == '{';
}

/// If the object at the start of `text` is the answer of a server, which has records in an array of objects, where that
/// array's first object starts; otherwise npos. Only members before it are looked at, and only of objects at most a few
/// levels deep.
std::size_t first_in_answer(std::string_view text) {
  constexpr std::array<std::string_view, 13> kArrays = {"hits",    "results", "records",  "events", "value",
                                                        "data",    "items",   "logs",     "rows",   "messages",
                                                        "entries", "docs",    "documents"};
  constexpr std::size_t kLooked = 1 << 16;
  text = text.substr(0, kLooked);
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::size_t object = text.find_first_not_of(kBlanks, at + 1);
    if (object == std::string_view::npos || text[object] != '{') continue;
    const std::size_t colon = text.find_last_not_of(kBlanks, at - 1);
    if (colon == std::string_view::npos || text[colon] != ':') return std::string_view::npos;
    const std::size_t end = text.find_last_not_of(kBlanks, colon - 1);
    if (end == std::string_view::npos || text[end] != '"') return std::string_view::npos;
    const std::size_t begin = text.rfind('"', end - 1);
    if (begin == std::string_view::npos) return std::string_view::npos;
    const std::string key = ascii_lower(text.substr(begin + 1, end - begin - 1));
    // Deeper down, `data` is what an event's fields are in.
    const bool may_be_fields =
        key == "data" && std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '{') > 1;
    if (!may_be_fields && std::find(kArrays.begin(), kArrays.end(), key) != kArrays.end()) return object;
  }
  return std::string_view::npos;
}

/// Without blanks, a byte order mark in front, and a comma after an object.
std::string_view trimmed(std::string_view text) {
  while (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
  if (text.ends_with("},")) text.remove_suffix(1);
  return text;
}

}  // namespace

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

/// Inside an answer's array: objects, until the array ends; then what follows in the answer is skipped.
std::size_t TextWindows::cut_answer(std::string_view text, TextWindow& window) {
  std::size_t done = 0;
  while (in_answer_) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n,", done);
    if (begin == std::string_view::npos) return text.size();
    if (text[begin] == ']') in_answer_ = false;
    if (text[begin] != '{') {
      done = begin + 1;
      continue;
    }
    const std::optional<std::size_t> end = end_of_object(text, begin);
    if (!end && !at_end_) return begin;
    done = end.value_or(text.size());
    if (done - begin > limits_.longest) {
      ++window.too_long;
    } else {
      window.values.push_back(text.substr(begin, done - begin));
    }
  }
  return done;
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
  std::size_t done = 0;
  if (in_answer_) done = cut_answer(text, window);
  if (!in_answer_ && after_answer_.is_open()) {
    const std::size_t end = after_answer_.scan(text.substr(done));
    done = end == std::string_view::npos ? text.size() : done + end;
  }
  if (!in_answer_ && !after_answer_.is_open()) {
    done += by_object_ ? cut_objects(text.substr(done), window) : cut_lines(text.substr(done), window);
  }
  rest_ = text.substr(done);
  if (rest_.size() > limits_.longest) {
    ++window.too_long;
    skipping_ = true;
    skipped_ = {};
    if (by_object_) skipped_.scan(rest_);
    rest_.clear();
  }
}

/// If the stream is an answer, the number of bytes in front of its first record; otherwise 0.
std::size_t TextWindows::enter_answer(std::string_view text) {
  const std::size_t begin = first_record(text);
  if (begin == std::string_view::npos || text[begin] != '{') return 0;
  const std::size_t record = first_in_answer(text.substr(begin));
  if (record == std::string_view::npos) return 0;
  ObjectScanner scanner;
  if (scanner.scan(text.substr(begin, record)) != std::string_view::npos || scanner.depth() > kAnswerDepth) return 0;
  in_answer_ = true;
  after_answer_ = scanner;
  return begin + record;
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
      if (by_object_) text.remove_prefix(enter_answer(text));
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
