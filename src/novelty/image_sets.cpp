#include "novelty/image_sets.hpp"

#include <algorithm>

namespace proclens {

NumberSets mapped(const NumberSets& sets, std::span<const std::uint32_t> to) {
  NumberSets result;
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t set = 0; set < sets.size(); ++set) {
    numbers.clear();
    for (const std::uint32_t number : sets[set]) {
      if (to[number] != kNoNumber) numbers.push_back(to[number]);
    }
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    result.add(numbers);
  }
  return result;
}

std::uint32_t DistinctSets::add(std::span<const std::uint32_t> numbers) {
  const std::string_view bytes(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
  const std::uint32_t set = bytes_.add(bytes) - 1;
  if (set == sets_.size()) sets_.add(numbers);
  return set;
}

}  // namespace proclens
