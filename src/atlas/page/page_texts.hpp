// Distinct texts, each kept once: a column of texts becomes numbers and a sorted dictionary.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

  [[nodiscard]] std::size_t size() const noexcept { return kept_.size(); }

  /// How many of the texts were cut.
  [[nodiscard]] std::uint64_t cut() const noexcept { return cut_; }

  struct Sorted {
    std::vector<std::string_view> texts;     ///< ascending by bytes; borrowed from the dictionary
    std::vector<std::uint64_t> whole_bytes;  ///< per text: 0, or its full length in bytes when it was cut
    std::vector<std::uint32_t> rank_of;      ///< per number: 0 for 0, else 1 + place in `texts`
  };
  [[nodiscard]] Sorted sorted() const;

 private:
  struct View {
    std::string_view start;
    std::uint64_t whole_bytes = 0;  ///< 0 when `start` is all of it
    bool operator==(const View&) const = default;
  };
  struct Key {
    std::string start;
    std::uint64_t whole_bytes = 0;
    [[nodiscard]] View view() const noexcept { return {start, whole_bytes}; }
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(const View& view) const noexcept {
      return std::hash<std::string_view>{}(view.start) + view.whole_bytes;
    }
    std::size_t operator()(const Key& key) const noexcept { return (*this)(key.view()); }
  };
  struct Equal {
    using is_transparent = void;
    bool operator()(const Key& a, const Key& b) const noexcept { return a.view() == b.view(); }
    bool operator()(const Key& a, const View& b) const noexcept { return a.view() == b; }
    bool operator()(const View& a, const Key& b) const noexcept { return a == b.view(); }
  };
  struct Kept {
    const Key* key = nullptr;
    std::string repaired;  ///< only when the key's start is not valid UTF-8
    [[nodiscard]] std::string_view text() const noexcept { return repaired.empty() ? key->start : repaired; }
  };

  static View cut_to(std::string_view text, std::size_t most);

  std::unordered_map<Key, std::uint32_t, Hash, Equal> number_of_;
  std::vector<Kept> kept_;
  std::uint64_t cut_ = 0;
};

}  // namespace proclens
