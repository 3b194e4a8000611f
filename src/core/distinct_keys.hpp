// Distinct keys of fixed size by number.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/hash_bytes.hpp"

namespace proclens {

/// For tables in memory alone, nothing that is written depends on it.
[[nodiscard]] inline std::uint64_t key_hash(std::uint64_t key) {
  const std::uint64_t mixed = key * 0x9E3779B97F4A7C15ULL;
  return mixed ^ (mixed >> 32U);
}
[[nodiscard]] inline std::uint64_t key_hash(const HashBytes& key) { return key_hash(key.high ^ key.low); }

/// Numbers keys from 0 in the order of their first use.
template <class Key>
class DistinctKeys {
 public:
  static constexpr std::uint32_t kNone = ~0U;

  /// The number of a key, which it gets now if it has none yet.
  std::uint32_t add(const Key& key) {
    if (2 * keys_.size() >= slots_.size()) grow();
    std::uint32_t& slot = slots_[slot_of(key)];
    if (slot == kNone) {
      slot = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    return slot;
  }

  /// The number of a key, or kNone.
  [[nodiscard]] std::uint32_t find(const Key& key) const { return slots_.empty() ? kNone : slots_[slot_of(key)]; }

  /// Forgets all keys; their memory is kept for others.
  void clear() {
    keys_.clear();
    std::ranges::fill(slots_, kNone);
  }

  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }

 private:
  static constexpr std::size_t kFewestSlots = 64;

  /// Where a key is, or would be.
  [[nodiscard]] std::size_t slot_of(const Key& key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = key_hash(key) & mask;
    while (slots_[i] != kNone && !(keys_[slots_[i]] == key)) i = (i + 1) & mask;
    return i;
  }

  void grow() {
    slots_.assign(std::max(kFewestSlots, 2 * slots_.size()), kNone);
    for (std::uint32_t i = 0; i < keys_.size(); ++i) slots_[slot_of(keys_[i])] = i;
  }

  std::vector<Key> keys_;
  std::vector<std::uint32_t> slots_;
};

}  // namespace proclens
