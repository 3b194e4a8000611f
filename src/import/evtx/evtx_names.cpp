#include "import/evtx/evtx_names.hpp"

#include "import/evtx/evtx_bytes.hpp"
#include "import/evtx/evtx_value.hpp"

namespace proclens {
namespace {

constexpr std::size_t longest_name = 256;
/// A chunk written by Windows has about a hundred names. Further names are read again each time, so that memory stays
/// small.
constexpr std::size_t max_names_kept = 4096;

/// The low 16 bits of hash ← 65599 · hash + unit over the UTF-16 units ([MS-EVEN6] 2.2.12, NameHash).
std::uint16_t hash_of(std::span<const std::byte> utf16) {
  std::uint32_t hash = 0;
  EvtxBytes units(utf16, 0, utf16.size());
  while (units.left() >= 2) hash = hash * 65599 + units.u16();
  return static_cast<std::uint16_t>(hash & 0xFFFF);
}

}  // namespace

EvtxNames::EvtxNames(std::span<const std::byte> chunk)
    : chunk_(chunk), known_(std::make_unique<std::uint16_t[]>(chunk.size())) {
  names_.reserve(64);
}

const EvtxName* EvtxNames::at(std::size_t offset) {
  if (offset >= chunk_.size()) return nullptr;
  if (known_[offset] != 0) return &names_[known_[offset] - 1U];
  EvtxName name;
  if (!read(offset, name)) return nullptr;
  if (names_.size() > max_names_kept) {
    names_.back() = std::move(name);
  } else {
    names_.push_back(std::move(name));
    if (names_.size() <= max_names_kept) known_[offset] = static_cast<std::uint16_t>(names_.size());
  }
  return &names_.back();
}

/// Offset of another name (unused), hash, number of UTF-16 units, the units, a NUL.
bool EvtxNames::read(std::size_t offset, EvtxName& name) const {
  EvtxBytes bytes(chunk_, offset, chunk_.size());
  bytes.u32();
  const std::uint16_t hash = bytes.u16();
  const std::size_t units = bytes.u16();
  if (units == 0 || units > longest_name) return false;
  const std::span<const std::byte> utf16 = bytes.take(2 * units);
  bytes.u16();
  if (bytes.overrun() || hash_of(utf16) != hash) return false;
  append_utf16(name.text, utf16);
  name.end = bytes.at();
  return true;
}

}  // namespace proclens
