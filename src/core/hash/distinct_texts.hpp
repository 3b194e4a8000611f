// Numbers for distinct texts, so that what repeats in nearly every record is stored and processed once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/hash_slots.hpp"
#include "core/hash/keyed_hash.hpp"

namespace proclens {

/// Whether two texts are equal; for short ones faster than a call to memcmp.
[[nodiscard]] inline bool same_text(std::string_view a, std::string_view b) {
  const std::size_t size = a.size();
  if (size != b.size()) return false;
  const auto differ = [&]<class Word>(std::size_t i, Word) {
    return word_at<Word>(a.data() + i) != word_at<Word>(b.data() + i);
  };
  if (size < 8) {
    if (size >= 4) return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
    for (std::size_t i = 0; i < size; ++i) {
      if (a[i] != b[i]) return false;
    }
    return true;
  }
  for (std::size_t i = 0; i + 8 < size; i += 8) {
    if (differ(i, std::uint64_t{})) return false;
  }
  return !differ(size - 8, std::uint64_t{});
}

/// Numbers texts from 1 in order of first use; 0 is the absence of a text (NULL).
class DistinctTexts {
 public:
  static constexpr std::uint32_t kNull = 0;

  DistinctTexts() : DistinctTexts(HashKey::of_process()) {}
  /// @param key of the hashes; replaced if too many collide
  explicit DistinctTexts(const HashKey& key) : key_(key) {}

  /// The number of a text; a new text gets the next one.
  std::uint32_t add(std::string_view text);
  std::uint32_t add_cell(std::optional<std::string_view> text) { return text ? add(*text) : kNull; }
  /// Gives a text a new number without checking whether it already has one; `find` and `add` do not see it.
  std::uint32_t append(std::string_view text);

  /// Appends all texts of another table in its order, each with a new number.
  void append_all(const DistinctTexts& more);

  /// The number of a text, or 0 if it has none.
  [[nodiscard]] std::uint32_t find(std::string_view text) const;

  /// Valid until the next `add`; empty for 0.
  [[nodiscard]] std::string_view text(std::uint32_t id) const {
    const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
    return {text_.data() + begin, ends_[id] - begin};
  }
  [[nodiscard]] std::optional<std::string_view> cell(std::uint32_t id) const {
    return id == kNull ? std::nullopt : std::optional(text(id));
  }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }  ///< numbers in use, including 0
  [[nodiscard]] std::size_t bytes() const { return text_.size(); }

  /// The longest probe sequence of any stored text; for tests.
  [[nodiscard]] std::size_t longest_probe() const { return slots_.longest_probe(); }

 private:
  std::string text_;
  std::vector<std::size_t> ends_ = {0};
  HashKey key_;
  HashSlots slots_;  ///< of the texts that can be looked up, by number
};

/// A column of text that stores each distinct text once. If nearly all of the first rows are distinct, as times are,
/// later rows are stored without being looked up.
class DistinctColumn {
 public:
  void add(const std::optional<std::string_view>& cell) { cell ? add_text(*cell) : add_null(); }
  void add_text(std::string_view text) {
    if (!repeats_) {
      add_id(texts_.append(text));
    } else if (!ids_.empty() && ids_.back() != DistinctTexts::kNull && same_text(texts_.text(ids_.back()), text)) {
      add_id(ids_.back());  // consecutive events often belong to the same process
    } else {
      add_id(texts_.add(text));
    }
  }
  void add_null() { add_id(DistinctTexts::kNull); }
  /// Appends the cells of another column.
  void append(const DistinctColumn& more);

  [[nodiscard]] std::size_t rows() const { return ids_.size(); }
  [[nodiscard]] std::uint32_t id(std::size_t row) const { return ids_[row]; }
  [[nodiscard]] const std::vector<std::uint32_t>& ids() const { return ids_; }
  [[nodiscard]] std::optional<std::string_view> cell(std::size_t row) const { return texts_.cell(ids_[row]); }
  [[nodiscard]] const DistinctTexts& texts() const { return texts_; }
  /// Whether texts are looked up, so that equal texts have the same number.
  [[nodiscard]] bool repeats() const { return repeats_; }

 private:
  static constexpr std::size_t kTrialRows = 512;
  void add_id(std::uint32_t id) {
    ids_.push_back(id);
    if (ids_.size() == kTrialRows) judge();
  }
  void judge();

  bool repeats_ = true;
  DistinctTexts texts_;
  std::vector<std::uint32_t> ids_;
};

}  // namespace proclens
