// Columns of text and of repeated text, in one piece of memory each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace proclens {

/// A column of text; what is missing is empty.
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

/// A column of text with few different values, kept as numbers.
class WordColumn {
 public:
  void reserve(std::size_t rows) { number_.reserve(rows); }
  void add(std::string_view text);
  [[nodiscard]] std::size_t size() const noexcept { return number_.size(); }
  /// The text of a row; empty when missing.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept { return words_[number_[row]]; }
  /// The number of a row's word, below words().
  [[nodiscard]] std::int32_t number(std::size_t row) const noexcept { return number_[row]; }
  [[nodiscard]] std::size_t words() const noexcept { return words_.size(); }
  [[nodiscard]] const std::string& word(std::int32_t number) const noexcept { return words_[number]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>()(text); }
  };
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::int32_t> number_;
};

/// As names and hosts are compared: without surrounding blanks, ASCII letters in lower case.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace proclens
