// Distinct texts, each kept once: a column of texts becomes numbers and a sorted dictionary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/distinct_texts.hpp"

namespace proclens {

/// What all dictionaries of a page may take together; see PageLimits.
struct TextBudget {
  std::size_t text_bytes = 0;
  std::uint64_t bytes_left = 0;
  std::size_t late_text_bytes = 0;
};

/// Numbers distinct texts in the order they first come; 0 stands for a missing one. Texts are kept as valid UTF-8, cut
/// where the budget says so; texts that look the same after the cut and are of the same length count as one.
class TextDictionary {
 public:
  /// The number of `text`, adding it if it is new.
  std::uint32_t number(const std::optional<std::string_view>& text, TextBudget& budget);

  [[nodiscard]] std::size_t size() const noexcept { return repaired_.size(); }

  /// How many of the texts were cut.
  [[nodiscard]] std::uint64_t cut() const noexcept { return cut_; }

  struct Sorted {
    std::vector<std::string_view> texts;     ///< ascending by bytes; borrowed from the dictionary
    std::vector<std::uint64_t> whole_bytes;  ///< per text: 0, or its full length in bytes when it was cut
    std::vector<std::uint32_t> rank_of;      ///< per number: 0 for 0, else 1 + place in `texts`
  };
  [[nodiscard]] Sorted sorted() const;

 private:
  /// The number of a text that is cut to at most `most` bytes, or 0.
  std::uint32_t find(std::string_view text, std::size_t most);

  DistinctTexts keys_;                 ///< what is kept of a text, then its whole_bytes in 8 bytes
  std::string key_;                    ///< of the last `find`
  std::vector<std::string> repaired_;  ///< per text what is kept of it, as valid UTF-8; empty: it is
  std::uint64_t cut_ = 0;
};

}  // namespace proclens
