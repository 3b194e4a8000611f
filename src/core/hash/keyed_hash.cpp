#include "core/hash/keyed_hash.hpp"

#include <random>

namespace proclens {

const HashKey& HashKey::of_process() {
  static const HashKey key = drawn();
  return key;
}

HashKey HashKey::drawn() {
  std::random_device device;
  const auto word = [&device] { return std::uint64_t{device()} << 32U | device(); };
  const std::uint64_t first = word();
  const std::uint64_t second = word();
  return {first, second, word() | 1U};
}

}  // namespace proclens
