// Distinct texts, each stored once: a column of texts becomes numbers and a sorted dictionary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"

namespace proclens {

/// What all dictionaries of a page may use together; see PageLimits.
struct TextBudget {
  std::size_t text_bytes = 0;
  std::uint64_t bytes_left = 0;
  std::size_t late_text_bytes = 0;
};

/// Numbers distinct texts in the order in which they first occur; 0 is a missing text. Texts are stored as valid UTF-8,
/// cut according to the budget; texts of equal length that are equal after the cut count as one.
class TextDictionary {
 public:
  /// The number of `text`, adding it if it is new.
  std::uint32_t number(const std::optional<std::string_view>& text, TextBudget& budget);

  [[nodiscard]] std::size_t size() const noexcept { return repaired_.size(); }

  /// How many of the texts were cut.
  [[nodiscard]] std::uint64_t cut() const noexcept { return cut_; }

  struct Sorted {
    std::vector<std::string_view> texts;     ///< in byte order; borrowed from the dictionary
    std::vector<std::uint64_t> whole_bytes;  ///< per text: 0, or its full length in bytes if it was cut
    std::vector<std::uint32_t> rank_of;      ///< per number: 0 for 0, else 1 + index in `texts`
  };
  [[nodiscard]] Sorted sorted() const;

 private:
  /// The number of a text that is cut to at most `max_bytes` bytes, or 0.
  std::uint32_t find(std::string_view text, std::size_t max_bytes);

  DistinctTexts keys_;                 ///< the stored part of a text, followed by its whole_bytes in 8 bytes
  std::string key_;                    ///< of the last `find`
  std::vector<std::string> repaired_;  ///< per text, the stored part as valid UTF-8; empty if it already is
  std::uint64_t cut_ = 0;
};

}  // namespace proclens
