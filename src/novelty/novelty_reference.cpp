#include "novelty/novelty_reference.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace proclens {
namespace {

void require_names(const std::vector<std::uint32_t>& names, const UnitCounts& keys, std::size_t known) {
  if (names.size() != keys.keys() || std::ranges::any_of(names, [&](std::uint32_t name) { return name >= known; })) {
    throw std::invalid_argument("NoveltyReference: every pair and command needs names that have a number");
  }
}

}  // namespace

NoveltyReference::NoveltyReference(ReferenceCounts counts) : counts_(std::move(counts)) {
  const std::size_t names = counts_.names.keys();
  require_names(counts_.pair_parent, counts_.pairs, names);
  require_names(counts_.pair_name, counts_.pairs, names);
  require_names(counts_.command_name, counts_.commands, names);
  all_ = counts_.names.grouped(std::vector<std::uint32_t>(names, 0), 1);
  with_parent_ = counts_.pairs.grouped(counts_.pair_name, names);
  children_ = counts_.pairs.grouped(counts_.pair_parent, names);
  with_command_ = counts_.commands.grouped(counts_.command_name, names);
}

std::uint64_t NoveltyReference::of_name(std::uint32_t name, std::uint32_t unit) const {
  return counts_.names.without(name, unit);
}
std::uint64_t NoveltyReference::of_pair(std::uint32_t pair, std::uint32_t unit) const {
  return counts_.pairs.without(pair, unit);
}
std::uint64_t NoveltyReference::of_command(std::uint32_t command, std::uint32_t unit) const {
  return counts_.commands.without(command, unit);
}
std::uint64_t NoveltyReference::with_parent(std::uint32_t name, std::uint32_t unit) const {
  return with_parent_.without(name, unit);
}
std::uint64_t NoveltyReference::with_command(std::uint32_t name, std::uint32_t unit) const {
  return with_command_.without(name, unit);
}
std::uint64_t NoveltyReference::children(std::uint32_t parent, std::uint32_t unit) const {
  return children_.without(parent, unit);
}

}  // namespace proclens
