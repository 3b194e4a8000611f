#include "import/store/spilled_parts.hpp"

#include <algorithm>

namespace proclens {

void SpilledParts::spill(Part& part) {
  part.on_disk.push_back({file_.append(part.held), part.held.size()});
  part.held.clear();
}

void SpilledParts::add(std::size_t part, std::initializer_list<std::span<const std::byte>> pieces) {
  Part& records = parts_[part];
  std::size_t bytes = 0;
  for (const std::span<const std::byte> piece : pieces) bytes += piece.size();
  if (!records.held.empty() && records.held.size() + bytes > block_) spill(records);
  if (records.held.capacity() == 0) records.held.reserve(block_);
  for (const std::span<const std::byte> piece : pieces) {
    records.held.insert(records.held.end(), piece.begin(), piece.end());
  }
}

bool SpilledParts::empty() const {
  return std::ranges::all_of(parts_, [](const Part& part) { return part.held.empty(); });
}

std::size_t SpilledParts::blocks(std::size_t part) const {
  return parts_[part].on_disk.size() + (parts_[part].held.empty() ? 0 : 1);
}

std::span<const std::byte> SpilledParts::block(std::size_t part, std::size_t number,
                                               std::vector<std::byte>& memory) const {
  const Part& records = parts_[part];
  if (number == records.on_disk.size()) return records.held;
  const Block& block = records.on_disk[number];
  memory.resize(block.bytes);
  file_.read(block.position, memory);
  return memory;
}

}  // namespace proclens
