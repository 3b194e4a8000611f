// Columns of text and of repeated text, each in one contiguous block of memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"

namespace proclens {

/// A column of text; missing values are empty.
class TextColumn {
 public:
  void reserve(std::size_t texts, std::size_t bytes);
  void add(std::string_view text);
  [[nodiscard]] std::size_t size() const noexcept { return end_.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const noexcept {
    return {bytes_.data() + end_[i], end_[i + 1] - end_[i]};
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> end_{0};
};

/// A column of text with few distinct values, stored as numbers.
class WordColumn {
 public:
  void reserve(std::size_t rows) { number_.reserve(rows); }
  void add(std::string_view text);
  [[nodiscard]] std::size_t size() const noexcept { return number_.size(); }
  /// The text of a row; empty if missing.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept { return word(number_[row]); }
  /// The number of a row's word, less than words().
  [[nodiscard]] std::int32_t number(std::size_t row) const noexcept { return number_[row]; }
  [[nodiscard]] std::size_t words() const noexcept { return words_.size() - 1; }
  [[nodiscard]] std::string_view word(std::int32_t number) const noexcept {
    return words_.text(static_cast<std::uint32_t>(number) + 1);
  }

 private:
  DistinctTexts words_;
  std::vector<std::int32_t> number_;
};

/// The form in which names and hosts are compared: trimmed, ASCII letters in lower case.
[[nodiscard]] std::string folded(std::string_view text);

/// Every word of the column folded, by its number.
[[nodiscard]] std::vector<std::string> folded_words(const WordColumn& column);

}  // namespace proclens
