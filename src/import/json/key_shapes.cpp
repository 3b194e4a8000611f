#include "import/json/key_shapes.hpp"

#include <algorithm>

#include "core/distinct_texts.hpp"

namespace proclens {
namespace {

// What a tree may grow to: half a megabyte for itself, one for keys, two for answers.
constexpr std::size_t kMostNodes = 16384;
constexpr std::size_t kMostKeyBytes = 1 << 20;
constexpr std::size_t kMostShapes = 1024;
constexpr std::size_t kMostPaths = 1024;
constexpr std::size_t kFewestSlots = 256;
constexpr std::size_t kMostProbes = 32;  // keys may have been chosen for their hashes

std::size_t hash_of(std::uint32_t parent, std::string_view key) {
  return (text_hash(key) ^ parent * 0x9E3779B97F4A7C15ULL) >> 32U;
}

}  // namespace

KeyShapes::KeyShapes(std::string wrapper) : wrapper_(std::move(wrapper)) { forget(); }

void KeyShapes::forget() {
  nodes_.assign(1, Node{0, 0, 0, 0, 0, 0, KeyStep::none, false});
  keys_.clear();
  slots_.assign(std::max(kFewestSlots, slots_.size()), 0);
  shapes_.clear();
}

void KeyShapes::begin() {
  if (nodes_.size() + kMostSteps > kMostNodes || keys_.size() + kMostSteps * kLongestKey > kMostKeyBytes ||
      shapes_.size() == kMostShapes) {
    forget();
    ++times_full_;
  }
  shape_ = nullptr;
  path_.clear();
  at_ = 0;
}

bool KeyShapes::go_elsewhere(KeyStep step, std::string_view key) {
  if (nodes_[at_].steps == kMostSteps || key.size() > kLongestKey) return false;
  if (2 * nodes_.size() > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(at_, key) & mask;
  for (std::size_t probe = 0; probe < kMostProbes; ++probe, slot = (slot + 1) & mask) {
    if (slots_[slot] == 0) slots_[slot] = add(step, key);
    const Node& node = nodes_[slots_[slot]];
    if (node.parent != at_ || node.step != step || !same_text(key_of(node), key)) continue;
    nodes_[at_].usual = slots_[slot];
    at_ = slots_[slot];
    return true;
  }
  return false;
}

std::uint32_t KeyShapes::add(KeyStep step, std::string_view key) {
  const auto begin = static_cast<std::uint32_t>(keys_.size());
  keys_ += key;
  const auto steps = static_cast<std::uint16_t>(nodes_[at_].steps + 1);
  const bool is_plain = step != KeyStep::close && key.find_first_of("\"\\") == std::string_view::npos;
  nodes_.push_back({at_, 0, begin, steps, 0, static_cast<std::uint8_t>(key.size()), step, is_plain});
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void KeyShapes::grow() {
  slots_.assign(2 * slots_.size(), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t node = 1; node < nodes_.size(); ++node) {
    std::size_t slot = hash_of(nodes_[node].parent, key_of(nodes_[node])) & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = node;
  }
}

void KeyShapes::end() {
  Node& last = nodes_[at_];
  is_new_ = last.shape == 0;
  if (is_new_) {
    shapes_.emplace_back();
    last.shape = static_cast<std::uint16_t>(shapes_.size());
  }
  shape_ = &shapes_[last.shape - 1];
}

int KeyShapes::find_first_time(const FieldPath& path) {
  if (path_.empty()) find_steps();
  const int found = find_in_steps(path);
  if (!is_new_ && path.number < kMostPaths) {
    std::vector<std::int16_t>& answers = shape_->answers;
    if (path.number >= answers.size()) answers.resize(path.number + 1, kUnasked);
    answers[path.number] = static_cast<std::int16_t>(found);
  }
  return found;
}

void KeyShapes::find_steps() {
  for (std::uint32_t node = at_; node != 0; node = nodes_[node].parent) path_.push_back(node);
  std::reverse(path_.begin(), path_.end());
  const int wrapping = find_key(0, wrapper_);
  record_ = wrapping != kMissing && step_at(wrapping) == KeyStep::open ? static_cast<std::size_t>(wrapping) + 1 : 0;
}

/// As JsonRecord finds a field that it looks for key by key.
int KeyShapes::find_in_steps(const FieldPath& path) const {
  if (path.parts.size() > 1) {
    if (const int whole = find_key(record_, path.whole); whole != kMissing) return whole;
  }
  std::size_t object = record_;
  for (std::size_t part = 0;; ++part) {
    const int found = find_key(object, path.parts[part]);
    if (found == kMissing || part + 1 == path.parts.size()) return found;
    if (step_at(found) == KeyStep::shut) return kUncertain;
    if (step_at(found) != KeyStep::open) return kMissing;
    object = static_cast<std::size_t>(found) + 1;
  }
}

/// The first step with a key in the object whose steps begin at `first`.
int KeyShapes::find_key(std::size_t first, std::string_view key) const {
  std::size_t depth = 0;
  for (std::size_t i = first; i < path_.size(); ++i) {
    const Node& node = nodes_[path_[i]];
    if (node.step == KeyStep::close) {
      if (depth == 0) break;
      --depth;
    } else {
      if (depth == 0 && same_text(key_of(node), key)) return static_cast<int>(i);
      if (node.step == KeyStep::open) ++depth;
    }
  }
  return kMissing;
}

}  // namespace proclens
