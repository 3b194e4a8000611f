#include "telemetry/columns.hpp"

#include <algorithm>

namespace proclens {

void TextColumn::reserve(std::size_t texts, std::size_t bytes) {
  end_.reserve(texts + 1);
  bytes_.reserve(bytes);
}

void TextColumn::add(std::string_view text) {
  bytes_ += text;
  end_.push_back(bytes_.size());
}

void WordColumn::add(std::string_view text) {
  // Adjacent rows are often equal.
  const bool is_repeated = !number_.empty() && same_text(word(number_.back()), text);
  number_.push_back(is_repeated ? number_.back() : static_cast<std::int32_t>(words_.add(text)) - 1);
}

std::string folded(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  std::string out(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::vector<std::string> folded_words(const WordColumn& column) {
  std::vector<std::string> words(column.words());
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = folded(column.word(static_cast<std::int32_t>(i)));
  return words;
}

}  // namespace proclens
