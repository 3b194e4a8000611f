#include "core/distinct_texts.hpp"

#include <algorithm>
#include <utility>

namespace proclens {
namespace {

constexpr std::size_t kFewestSlots = 32;

std::uint32_t upper_half(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

}  // namespace

/// Where a text is, or would be.
std::size_t DistinctTexts::slot_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = upper_half(hash) & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.id == kNull || (slot.hash == upper_half(hash) && same_text(this->text(slot.id), text))) return i;
  }
}

std::uint32_t DistinctTexts::find(std::string_view text) const {
  return slots_.empty() ? kNull : slots_[slot_of(text, text_hash(text))].id;
}

std::uint32_t DistinctTexts::add(std::string_view text) {
  if (2 * ends_.size() > slots_.size()) grow();
  const std::uint64_t hash = text_hash(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.id == kNull) slot = {upper_half(hash), append(text)};
  return slot.id;
}

std::uint32_t DistinctTexts::append(std::string_view text) {
  text_ += text;
  ends_.push_back(text_.size());
  return static_cast<std::uint32_t>(ends_.size() - 1);
}

void DistinctTexts::append_all(const DistinctTexts& more) {
  const std::size_t before = text_.size();
  text_ += more.text_;
  const auto texts = static_cast<std::ptrdiff_t>(more.ends_.size() - 1);
  ends_.resize(ends_.size() + more.ends_.size() - 1);
  std::transform(more.ends_.begin() + 1, more.ends_.end(), ends_.end() - texts,
                 [before](std::size_t end) { return before + end; });
}

void DistinctTexts::grow() {
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(std::max(kFewestSlots, 2 * slots_.size())));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : before) {
    if (slot.id == 0) continue;
    std::size_t i = slot.hash & mask;
    while (slots_[i].id != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

/// After the first rows, whether looking texts up is worth it.
void DistinctColumn::judge() {
  if (ids_.size() >= kTrialRows && repeats_) repeats_ = texts_.size() < ids_.size() - ids_.size() / 8;
}

void DistinctColumn::append(const DistinctColumn& more) {
  if (ids_.empty()) {
    *this = more;
    return;
  }
  const std::size_t before = ids_.size();
  ids_.resize(before + more.ids_.size());
  const auto put = [&](auto number) {
    std::transform(more.ids_.begin(), more.ids_.end(), ids_.begin() + static_cast<std::ptrdiff_t>(before), number);
  };
  if (repeats_) {
    std::vector<std::uint32_t> here(more.texts_.size());
    for (std::uint32_t id = 1; id < here.size(); ++id) here[id] = texts_.add(more.texts_.text(id));
    put([&](std::uint32_t id) { return here[id]; });
  } else {
    const auto first = static_cast<std::uint32_t>(texts_.size() - 1);
    texts_.append_all(more.texts_);
    put([first](std::uint32_t id) { return id == DistinctTexts::kNull ? id : first + id; });
  }
  judge();
}

}  // namespace proclens
