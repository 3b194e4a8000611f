#include "telemetry/hash_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlockHashes = 1U << 15U;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_well_formed_hash(std::string_view hash) { return hash_of_digits(hash).has_value(); }

std::string normal_hash(std::string_view hash) {
  std::string text(trimmed(hash));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

HashIndex::HashIndex(const Context& context, const TextColumn& hashes) {
  std::vector<HashBytes> keys(hashes.size());
  std::vector<std::uint8_t> has_key(hashes.size());
  parallel_blocks(context, hashes.size(), kBlockHashes, [&](std::size_t begin, std::size_t end) {
    for (std::size_t row = begin; row < end; ++row) {
      const std::optional<HashBytes> key = hash_of_digits(trimmed(hashes[row]));
      keys[row] = key.value_or(HashBytes{});
      has_key[row] = key ? 1 : 0;
    }
  });
  for (std::size_t row = 0; row < hashes.size(); ++row) {
    if (has_key[row] == 0 && !trimmed(hashes[row]).empty()) {
      odd_texts_.emplace_back(normal_hash(hashes[row]), static_cast<std::int32_t>(row));
    }
  }
  std::sort(odd_texts_.begin(), odd_texts_.end());
  for (const auto& [text, row] : odd_texts_) odd_rows_.push_back(row);
  sort_keys(context, std::move(keys), has_key);
  for_each_hash([this](std::span<const std::int32_t>) { ++hashes_; });
}

/// Distributes rows to buckets in order, then sorts each bucket by itself.
void HashIndex::sort_keys(const Context& context, std::vector<HashBytes> keys,
                          const std::vector<std::uint8_t>& has_key) {
  const int bits = std::clamp(static_cast<int>(std::bit_width(keys.size())), 1, 30);
  shift_ = static_cast<unsigned>(64 - bits);
  directory_.assign((std::size_t{1} << bits) + 1, 0);
  for (std::size_t row = 0; row < keys.size(); ++row) directory_[(keys[row].high >> shift_) + 1] += has_key[row];
  for (std::size_t bucket = 1; bucket < directory_.size(); ++bucket) directory_[bucket] += directory_[bucket - 1];

  struct Entry {
    HashBytes key;
    std::int32_t row;
  };
  std::vector<Entry> entries(directory_.back());
  std::vector<std::uint32_t> next(directory_.begin(), directory_.end() - 1);
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (has_key[row] != 0) entries[next[keys[row].high >> shift_]++] = {keys[row], static_cast<std::int32_t>(row)};
  }
  keys_ = std::move(keys);
  keys_.resize(entries.size());
  rows_.resize(entries.size());
  parallel_blocks(context, next.size(), kBlockHashes, [&](std::size_t begin, std::size_t end) {
    for (std::size_t bucket = begin; bucket < end; ++bucket) {
      std::sort(entries.begin() + directory_[bucket], entries.begin() + directory_[bucket + 1],
                [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
    }
    for (std::size_t i = directory_[begin]; i < directory_[end]; ++i) {
      keys_[i] = entries[i].key;
      rows_[i] = entries[i].row;
    }
  });
}

std::span<const std::int32_t> HashIndex::find(std::string_view hash) const {
  hash = trimmed(hash);
  const std::optional<HashBytes> key = hash_of_digits(hash);
  return key ? find_key(*key) : find_odd(hash);
}

std::span<const std::int32_t> HashIndex::find_key(const HashBytes& key) const {
  const std::size_t bucket = key.high >> shift_;
  if (bucket + 1 >= directory_.size()) return {};  // only in an empty index
  const auto end_of_bucket = keys_.begin() + directory_[bucket + 1];
  const auto begin = std::lower_bound(keys_.begin() + directory_[bucket], end_of_bucket, key);
  if (begin == end_of_bucket || *begin != key) return {};
  const auto end = std::upper_bound(begin + 1, end_of_bucket, key);
  return {rows_.data() + (begin - keys_.begin()), static_cast<std::size_t>(end - begin)};
}

std::span<const std::int32_t> HashIndex::find_odd(std::string_view trimmed_hash) const {
  if (odd_texts_.empty()) return {};
  // Rows are never negative, so this sorts before all rows of the text.
  const std::pair<std::string, std::int32_t> wanted(normal_hash(trimmed_hash), -1);
  const auto begin = std::lower_bound(odd_texts_.begin(), odd_texts_.end(), wanted);
  const auto end = std::upper_bound(begin, odd_texts_.end(), wanted,
                                    [](const auto& text, const auto& known) { return text.first < known.first; });
  return {odd_rows_.data() + (begin - odd_texts_.begin()), static_cast<std::size_t>(end - begin)};
}

void HashIndex::find_first(std::span<const std::string_view> hashes, std::span<std::int32_t> rows) const {
  constexpr std::size_t kBatch = 64;
  std::array<std::optional<HashBytes>, kBatch> keys;
  for (std::size_t begin = 0; begin < hashes.size(); begin += kBatch) {
    const std::size_t count = std::min(kBatch, hashes.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      keys[i] = rows_.empty() ? std::nullopt : hash_of_digits(trimmed(hashes[begin + i]));
      if (keys[i]) __builtin_prefetch(&directory_[keys[i]->high >> shift_]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (!keys[i]) continue;
      const std::uint32_t at = directory_[keys[i]->high >> shift_];
      if (at == rows_.size()) continue;
      __builtin_prefetch(&keys_[at]);
      __builtin_prefetch(&rows_[at]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const auto found = keys[i] ? find_key(*keys[i]) : find(hashes[begin + i]);
      rows[begin + i] = found.empty() ? kNoRow : found.front();
    }
  }
}

}  // namespace proclens
