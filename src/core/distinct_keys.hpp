// Distinct keys of fixed size by number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/hash_slots.hpp"
#include "core/keyed_hash.hpp"

namespace proclens {

/// Numbers keys from 0 in the order of their first use.
/// @tparam Key compares for equality and has a keyed_hash
template <class Key>
class DistinctKeys {
 public:
  static constexpr std::uint32_t kNone = HashSlots::kNone;

  DistinctKeys() : DistinctKeys(HashKey::of_process()) {}
  /// @param hash_key of the hashes, until a better one is needed
  explicit DistinctKeys(const HashKey& hash_key) : hash_key_(hash_key) {}

  /// The number of a key, which it gets now if it has none yet.
  std::uint32_t add(const Key& key) {
    const auto next = static_cast<std::uint32_t>(keys_.size());
    const std::uint32_t number =
        slots_.find_or_add(keyed_hash(key, hash_key_), next, [&](std::uint32_t known) { return keys_[known] == key; });
    if (number == next) keys_.push_back(key);
    if (slots_.is_crowded()) {
      hash_key_ = HashKey::drawn();
      slots_.rebuild([&](std::uint32_t known) { return keyed_hash(keys_[known], hash_key_); });
    }
    return number;
  }

  /// The number of a key, or kNone.
  [[nodiscard]] std::uint32_t find(const Key& key) const {
    return slots_.find(keyed_hash(key, hash_key_), [&](std::uint32_t known) { return keys_[known] == key; });
  }

  /// Forgets all keys; their memory is kept for others.
  void clear() {
    keys_.clear();
    slots_.clear();
  }

  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  /// The most keys that a look-up of one of these compares hashes with; for tests.
  [[nodiscard]] std::size_t longest_probe() const { return slots_.longest_probe(); }

 private:
  std::vector<Key> keys_;
  HashKey hash_key_;
  HashSlots slots_;
};

}  // namespace proclens
