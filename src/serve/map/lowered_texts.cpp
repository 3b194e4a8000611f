#include "serve/map/lowered_texts.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

namespace proclens {
namespace {

constexpr std::size_t kBlock = 64;

/// Two offsets in a needle, in order: those of its rarest bytes, which rule out most positions of a text.
using Probes = std::pair<std::size_t, std::size_t>;

Probes rarest(std::string_view needle, const std::array<std::uint64_t, 256>& count) {
  std::vector<std::size_t> order(needle.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return count[static_cast<unsigned char>(needle[a])] < count[static_cast<unsigned char>(needle[b])];
  });
  const std::size_t second = order.size() > 1 ? order[1] : order[0];
  return {std::min(order[0], second), std::max(order[0], second)};
}

/// The position of `needle` in `bytes` at or after `from`; npos if there is none. Compares a block of positions at
/// once, in a loop that the compiler vectorises (W. Muła, "SIMD-friendly algorithms for substring searching").
std::size_t find_from(std::string_view bytes, std::size_t from, std::string_view needle, Probes probes) {
  if (bytes.size() < needle.size()) return std::string_view::npos;
  const std::size_t last = bytes.size() - needle.size();
  const char first_byte = needle[probes.first];
  const char second_byte = needle[probes.second];
  const auto is_at = [&](std::size_t at) {
    const char* start = bytes.data() + at;
    return start[probes.first] == first_byte && start[probes.second] == second_byte &&
           std::memcmp(start, needle.data(), needle.size()) == 0;
  };
  for (; from <= last && last - from >= kBlock - 1; from += kBlock) {
    const char* first = bytes.data() + from + probes.first;
    const char* second = bytes.data() + from + probes.second;
    unsigned char any = 0;
    for (std::size_t k = 0; k < kBlock; ++k) {
      any |= static_cast<unsigned char>((first[k] == first_byte) & (second[k] == second_byte));
    }
    if (any == 0) continue;
    for (std::size_t k = 0; k < kBlock; ++k) {
      if (is_at(from + k)) return from + k;
    }
  }
  for (; from <= last; ++from) {
    if (is_at(from)) return from;
  }
  return std::string_view::npos;
}

}  // namespace

void LoweredTexts::add(std::string_view text) {
  bytes_ += text;
  ends_.push_back(bytes_.size());
  for (const char c : text) ++count_[static_cast<unsigned char>(c)];
}

std::vector<std::int32_t> LoweredTexts::containing(std::string_view needle) const {
  std::vector<std::int32_t> found;
  if (needle.empty()) {
    found.resize(ends_.size());
    std::iota(found.begin(), found.end(), 0);
    return found;
  }
  const Probes probes = rarest(needle, count_);
  std::size_t at = 0;
  auto end = ends_.begin();
  while ((at = find_from(bytes_, at, needle, probes)) != std::string_view::npos) {
    end = std::upper_bound(end, ends_.end(), at);
    if (at + needle.size() <= *end) {
      found.push_back(static_cast<std::int32_t>(end - ends_.begin()));
      at = *end;
    } else {
      ++at;  // spans two texts: not a match
    }
  }
  return found;
}

}  // namespace proclens
