// Distinct texts by number, so that what repeats in nearly every record is stored and worked on once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash_slots.hpp"
#include "core/keyed_hash.hpp"

namespace proclens {

/// Whether two texts are the same; for short ones faster than a call of memcmp.
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

/// Numbers texts from 1 in the order of their first use; 0 is no text at all (NULL).
class DistinctTexts {
 public:
  static constexpr std::uint32_t kNull = 0;

  DistinctTexts() : DistinctTexts(HashKey::of_process()) {}
  /// @param key of the hashes, until a better one is needed
  explicit DistinctTexts(const HashKey& key) : key_(key) {}

  /// The number of a text, which it gets now if it has none yet.
  std::uint32_t add(std::string_view text);
  std::uint32_t add_cell(std::optional<std::string_view> text) { return text ? add(*text) : kNull; }
  /// A new number for a text, without a look at whether it has one; `find` and `add` do not know it.
  std::uint32_t append(std::string_view text);

  /// The same for all texts of another, whose numbers follow in its order.
  void append_all(const DistinctTexts& more);

  /// The number of a text, or 0 when it has none.
  [[nodiscard]] std::uint32_t find(std::string_view text) const;

  /// Valid until the next `add`; empty for 0.
  [[nodiscard]] std::string_view text(std::uint32_t id) const {
    const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
    return {text_.data() + begin, ends_[id] - begin};
  }
  [[nodiscard]] std::optional<std::string_view> cell(std::uint32_t id) const {
    return id == kNull ? std::nullopt : std::optional(text(id));
  }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }  ///< numbers in use, with 0
  [[nodiscard]] std::size_t bytes() const { return text_.size(); }

  /// The most texts that a look-up of one of these compares hashes with; for tests.
  [[nodiscard]] std::size_t longest_probe() const { return slots_.longest_probe(); }

 private:
  std::string text_;
  std::vector<std::size_t> ends_ = {0};
  HashKey key_;
  HashSlots slots_;  ///< of those that are looked up, by their number
};

/// A column of text, each distinct text stored once; but when nearly all of the first rows are distinct, as times are,
/// further ones are stored as they come.
class DistinctColumn {
 public:
  void add(const std::optional<std::string_view>& cell) { cell ? add_text(*cell) : add_null(); }
  void add_text(std::string_view text) {
    if (!repeats_) {
      add_id(texts_.append(text));
    } else if (!ids_.empty() && ids_.back() != DistinctTexts::kNull && same_text(texts_.text(ids_.back()), text)) {
      add_id(ids_.back());  // events of one process often follow each other
    } else {
      add_id(texts_.add(text));
    }
  }
  void add_null() { add_id(DistinctTexts::kNull); }
  /// The cells of another column behind these.
  void append(const DistinctColumn& more);

  [[nodiscard]] std::size_t rows() const { return ids_.size(); }
  [[nodiscard]] std::uint32_t id(std::size_t row) const { return ids_[row]; }
  [[nodiscard]] const std::vector<std::uint32_t>& ids() const { return ids_; }
  [[nodiscard]] std::optional<std::string_view> cell(std::size_t row) const { return texts_.cell(ids_[row]); }
  [[nodiscard]] const DistinctTexts& texts() const { return texts_; }
  /// Whether texts are looked up, so that equal ones have one number.
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
