#include "core/hash/distinct_texts.hpp"

#include <algorithm>

namespace proclens {

std::uint32_t DistinctTexts::find(std::string_view text) const {
  const std::uint32_t id =
      slots_.find(keyed_hash(text, key_), [&](std::uint32_t known) { return same_text(this->text(known), text); });
  return id == HashSlots::kNone ? kNull : id;
}

std::uint32_t DistinctTexts::add(std::string_view text) {
  const auto next = static_cast<std::uint32_t>(ends_.size());
  const std::uint32_t id = slots_.find_or_add(keyed_hash(text, key_), next,
                                              [&](std::uint32_t known) { return same_text(this->text(known), text); });
  if (id == next) append(text);
  if (slots_.is_crowded()) {
    key_ = HashKey::drawn();
    slots_.rebuild([&](std::uint32_t known) { return keyed_hash(this->text(known), key_); });
  }
  return id;
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

/// Decides after the first rows whether looking texts up is worth it.
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
