#include "atlas/page/tables/page_texts.hpp"

#include <algorithm>
#include <numeric>

#include "core/text.hpp"

namespace proclens {

namespace {

using Bytes = std::uint64_t;  // 0 for a text that was not cut

/// How much of a text is kept: at most `max_bytes` bytes, and no partial UTF-8 sequence.
std::size_t cut_at(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text.size();
  while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0U) == 0x80U) --max_bytes;
  return max_bytes;
}

std::string_view start_of(std::string_view key) { return key.substr(0, key.size() - sizeof(Bytes)); }
Bytes whole_bytes_of(std::string_view key) { return word_at<Bytes>(key.data() + key.size() - sizeof(Bytes)); }

}  // namespace

std::uint32_t TextDictionary::find(std::string_view text, std::size_t max_bytes) {
  const std::size_t end = cut_at(text, max_bytes);
  const Bytes whole_bytes = text.size() > max_bytes ? text.size() : 0;
  key_.assign(text.substr(0, end));
  key_.append(reinterpret_cast<const char*>(&whole_bytes), sizeof whole_bytes);
  return keys_.find(key_);
}

std::uint32_t TextDictionary::number(const std::optional<std::string_view>& text, TextBudget& budget) {
  if (!text) return 0;
  if (const std::uint32_t known = find(*text, budget.text_bytes); known != 0) return known;
  if (budget.bytes_left == 0) {
    if (const std::uint32_t known = find(*text, budget.late_text_bytes); known != 0) return known;
  }
  const std::uint32_t number = keys_.add(key_);
  const std::string_view start = start_of(key_);
  std::string& repaired = repaired_.emplace_back(valid_utf8(start));
  budget.bytes_left -= std::min<std::uint64_t>(budget.bytes_left, repaired.size());
  if (repaired == start) repaired = {};
  if (whole_bytes_of(key_) > 0) ++cut_;
  return number;
}

TextDictionary::Sorted TextDictionary::sorted() const {
  const auto text = [&](std::uint32_t i) {
    return repaired_[i].empty() ? start_of(keys_.text(i + 1)) : std::string_view(repaired_[i]);
  };
  std::vector<std::uint32_t> order(size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return text(a) < text(b); });
  Sorted result;
  result.rank_of.assign(size() + 1, 0);
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    result.texts.push_back(text(order[rank]));
    result.whole_bytes.push_back(whole_bytes_of(keys_.text(order[rank] + 1)));
    result.rank_of[order[rank] + 1] = static_cast<std::uint32_t>(rank + 1);
  }
  return result;
}

}  // namespace proclens
