#include "atlas/page/page_texts.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/text.hpp"

namespace proclens {

TextDictionary::View TextDictionary::cut_to(std::string_view text, std::size_t most) {
  if (text.size() <= most) return {text, 0};
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not inside a UTF-8 sequence
  return {text.substr(0, end), text.size()};
}

std::uint32_t TextDictionary::number(const std::optional<std::string_view>& text, TextBudget& budget) {
  if (!text) return 0;
  View view = cut_to(*text, budget.text_bytes);
  if (const auto found = number_of_.find(view); found != number_of_.end()) return found->second;
  if (budget.bytes_left == 0) {
    view = cut_to(*text, budget.late_text_bytes);
    if (const auto found = number_of_.find(view); found != number_of_.end()) return found->second;
  }

  const auto number = static_cast<std::uint32_t>(kept_.size() + 1);
  const auto added = number_of_.emplace(Key{std::string(view.start), view.whole_bytes}, number).first;
  Kept kept{&added->first, valid_utf8(view.start)};
  if (kept.repaired == view.start) kept.repaired.clear();
  if (view.whole_bytes > 0) ++cut_;
  budget.bytes_left -= std::min<std::uint64_t>(budget.bytes_left, kept.text().size());
  kept_.push_back(std::move(kept));
  return number;
}

TextDictionary::Sorted TextDictionary::sorted() const {
  std::vector<std::uint32_t> order(kept_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return kept_[a].text() < kept_[b].text(); });
  Sorted result;
  result.rank_of.assign(kept_.size() + 1, 0);
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const Kept& kept = kept_[order[rank]];
    result.texts.push_back(kept.text());
    result.whole_bytes.push_back(kept.key->whole_bytes);
    result.rank_of[order[rank] + 1] = static_cast<std::uint32_t>(rank + 1);
  }
  return result;
}

}  // namespace proclens
