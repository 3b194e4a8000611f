// Hashes under a secret key, for tables in memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/hash/hash_bytes.hpp"

namespace proclens {

/// The secret part of a hash. Without the key nobody can choose texts whose hashes collide, so hostile telemetry cannot
/// make a table slow. Results never depend on it: tables number their entries by first use.
struct HashKey {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::uint64_t last = 0;  ///< odd; 0 would make every hash 0

  /// Drawn from the operating system when the first table needs it; the same for the lifetime of the process.
  [[nodiscard]] static const HashKey& of_process();
  /// A newly drawn key.
  [[nodiscard]] static HashKey drawn();
};

template <class Word>
[[nodiscard]] Word word_at(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// The two halves of the 128-bit product, XORed.
[[nodiscard]] inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  __extension__ using Product = unsigned __int128;
  const auto product = static_cast<Product>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

[[nodiscard]] inline std::uint64_t keyed_hash(std::uint64_t high, std::uint64_t low, const HashKey& key) {
  return folded_product(folded_product(high ^ key.first, low ^ key.second), key.last);
}
[[nodiscard]] inline std::uint64_t keyed_hash(std::uint64_t number, const HashKey& key) {
  return keyed_hash(0, number, key);
}
[[nodiscard]] inline std::uint64_t keyed_hash(const HashBytes& hash, const HashKey& key) {
  return keyed_hash(hash.high, hash.low, key);
}

/// After wyhash (Wang Yi, https://github.com/wangyi-fudan/wyhash): 16 bytes per multiplication, where the last 16 may
/// overlap the ones before. The constants are secret, since public ones can be cancelled out.
[[nodiscard]] inline std::uint64_t keyed_hash(std::string_view text, const HashKey& key) {
  const char* at = text.data();
  const std::size_t size = text.size();
  std::uint64_t hash = size;
  if (size > 16) {
    for (std::size_t i = 0; i + 16 < size; i += 16) {
      hash = folded_product(word_at<std::uint64_t>(at + i) ^ key.first,
                            word_at<std::uint64_t>(at + i + 8) ^ key.second ^ hash);
    }
    at += size - 16;
  }
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  if (size >= 16) {
    high = word_at<std::uint64_t>(at);
    low = word_at<std::uint64_t>(at + 8);
  } else if (size >= 8) {
    high = word_at<std::uint64_t>(at);
    low = word_at<std::uint64_t>(at + size - 8);
  } else if (size >= 4) {
    high = word_at<std::uint32_t>(at);
    low = word_at<std::uint32_t>(at + size - 4);
  } else {
    for (std::size_t i = 0; i < size; ++i) low = low << 8U | static_cast<unsigned char>(at[i]);
  }
  return folded_product(folded_product(high ^ key.first, low ^ key.second ^ hash), key.last);
}

}  // namespace proclens
