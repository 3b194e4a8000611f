// The one hash table: maps hashes to the numbers of entries stored elsewhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace proclens {

/// Open addressing with linear probing over a power of two of slots, at most half of them taken. The entries themselves
/// are stored elsewhere, numbered from 0; their hashes come from keyed_hash.hpp. A slot takes eight bytes, including
/// the upper half of the hash, which avoids most needless comparisons. One thread may modify it, or several may look
/// entries up.
class HashSlots {
 public:
  static constexpr std::uint32_t kNone = ~0U;
  static constexpr std::size_t kMaxProbes = 256;  ///< fair hashes of 2³² entries need fewer

  /// The number of the entry with this hash for which is_same(number) holds, or kNone.
  template <class IsSame>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsSame is_same) const {
    return slots_.empty() ? kNone : slots_[slot_of(hash, is_same).first].number;
  }

  /// The same, but an entry that is not found is inserted under `number`.
  template <class IsSame>
  std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t number, IsSame is_same) {
    if (2 * (taken_ + 1) > slots_.size()) move_to(std::max(kMinSlots, 2 * slots_.size()));
    const auto [at, probes] = slot_of(hash, is_same);
    Slot& slot = slots_[at];
    if (slot.number != kNone) return slot.number;
    slot = {upper_half(hash), number};
    ++taken_;
    is_crowded_ |= probes > kMaxProbes;
    return number;
  }

  /// Whether a look-up has taken more than kMaxProbes since the last `rebuild`. Fair hashes do not collide like that,
  /// so the owner draws another key and calls `rebuild`.
  [[nodiscard]] bool is_crowded() const { return is_crowded_; }
  /// Reinserts the same numbers under new hashes.
  template <class HashOf>
  void rebuild(HashOf hash_of) {
    for (Slot& slot : slots_) {
      if (slot.number != kNone) slot.hash = upper_half(hash_of(slot.number));
    }
    move_to(slots_.size());
    is_crowded_ = false;
  }

  /// Removes all entries but keeps the memory.
  void clear() {
    std::ranges::fill(slots_, Slot());
    taken_ = 0;
  }

  /// The longest probe sequence of any stored entry. Cost O(slots).
  [[nodiscard]] std::size_t longest_probe() const {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].number != kNone) longest = std::max(longest, ((i - slots_[i].hash) & (slots_.size() - 1)) + 1);
    }
    return longest;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;  ///< upper half
    std::uint32_t number = kNone;
  };
  static constexpr std::size_t kMinSlots = 32;
  static std::uint32_t upper_half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

  /// The slot of the entry, or the free slot for it, and the number of slots probed.
  template <class IsSame>
  [[nodiscard]] std::pair<std::size_t, std::size_t> slot_of(std::uint64_t hash, IsSame is_same) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = upper_half(hash) & mask, probes = 1;; i = (i + 1) & mask, ++probes) {
      const Slot& slot = slots_[i];
      if (slot.number == kNone || (slot.hash == upper_half(hash) && is_same(slot.number))) return {i, probes};
    }
  }

  /// Moves all entries into a table of the given number of slots.
  void move_to(std::size_t slots) {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(slots));
    const std::size_t mask = slots - 1;
    for (const Slot& slot : before) {
      if (slot.number == kNone) continue;
      std::size_t i = slot.hash & mask;
      while (slots_[i].number != kNone) i = (i + 1) & mask;
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t taken_ = 0;
  bool is_crowded_ = false;
};

}  // namespace proclens
