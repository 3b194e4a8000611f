// The one hash table: numbers of things by their hashes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace proclens {

/// Open addressing with linear probing over a power of two of slots, at most half of which are taken. The things lie
/// elsewhere, numbered from 0; their hashes come from keyed_hash.hpp. Eight bytes a slot, which hold the upper half of
/// a hash, so that few things are compared in vain. For one thread to change, or several to look up in.
class HashSlots {
 public:
  static constexpr std::uint32_t kNone = ~0U;
  static constexpr std::size_t kMostProbes = 256;  ///< fair hashes of 2³² things need fewer

  /// The number of what has this hash and for which is_same(number) holds, or kNone.
  template <class IsSame>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsSame is_same) const {
    return slots_.empty() ? kNone : slots_[slot_of(hash, is_same).first].number;
  }

  /// The same; what is not found gets `number` now.
  template <class IsSame>
  std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t number, IsSame is_same) {
    if (2 * (taken_ + 1) > slots_.size()) move_to(std::max(kFewestSlots, 2 * slots_.size()));
    const auto [place, probes] = slot_of(hash, is_same);
    Slot& slot = slots_[place];
    if (slot.number != kNone) return slot.number;
    slot = {upper_half(hash), number};
    ++taken_;
    is_crowded_ |= probes > kMostProbes;
    return number;
  }

  /// Whether look-ups took more than kMostProbes since the last `rebuild`: hashes meet that should not, so the owner
  /// takes another key and calls `rebuild`.
  [[nodiscard]] bool is_crowded() const { return is_crowded_; }
  /// The same numbers under other hashes.
  template <class HashOf>
  void rebuild(HashOf hash_of) {
    for (Slot& slot : slots_) {
      if (slot.number != kNone) slot.hash = upper_half(hash_of(slot.number));
    }
    move_to(slots_.size());
    is_crowded_ = false;
  }

  /// Forgets everything; the memory is kept.
  void clear() {
    std::ranges::fill(slots_, Slot());
    taken_ = 0;
  }

  /// The most slots that a look-up of anything that is there looks at; O(slots).
  [[nodiscard]] std::size_t longest_probe() const {
    std::size_t longest = 0;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].number != kNone) longest = std::max(longest, ((i - slots_[i].hash) & (slots_.size() - 1)) + 1);
    }
    return longest;
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;  ///< its upper half
    std::uint32_t number = kNone;
  };
  static constexpr std::size_t kFewestSlots = 32;
  static std::uint32_t upper_half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

  /// Where it is, or would be, and how many slots were looked at.
  template <class IsSame>
  [[nodiscard]] std::pair<std::size_t, std::size_t> slot_of(std::uint64_t hash, IsSame is_same) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = upper_half(hash) & mask, probes = 1;; i = (i + 1) & mask, ++probes) {
      const Slot& slot = slots_[i];
      if (slot.number == kNone || (slot.hash == upper_half(hash) && is_same(slot.number))) return {i, probes};
    }
  }

  /// Puts everything into another number of slots.
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
