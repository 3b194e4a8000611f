// Numbers for distinct keys of fixed size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/hash/hash_slots.hpp"
#include "core/hash/keyed_hash.hpp"

namespace proclens {

/// Numbers keys from 0 in order of first use.
/// @tparam Key equality-comparable, with a keyed_hash overload
template <class Key>
class DistinctKeys {
 public:
  static constexpr std::uint32_t kNone = HashSlots::kNone;

  DistinctKeys() : DistinctKeys(HashKey::of_process()) {}
  /// @param hash_key of the hashes; replaced if too many collide
  explicit DistinctKeys(const HashKey& hash_key) : hash_key_(hash_key) {}

  /// The number of a key; a new key gets the next one.
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

  /// Removes all keys but keeps the memory.
  void clear() {
    keys_.clear();
    slots_.clear();
  }

  [[nodiscard]] const std::vector<Key>& keys() const { return keys_; }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  /// The longest probe sequence of any stored key; for tests.
  [[nodiscard]] std::size_t longest_probe() const { return slots_.longest_probe(); }

 private:
  std::vector<Key> keys_;
  HashKey hash_key_;
  HashSlots slots_;
};

}  // namespace proclens
