// An index of the rows of a column by hash.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash/hash_bytes.hpp"
#include "proclens/context.hpp"
#include "telemetry/columns.hpp"

namespace proclens {

/// Whether a hash is well formed: exactly 32 hexadecimal digits.
[[nodiscard]] bool is_well_formed_hash(std::string_view hash);

/// The form in which hashes are compared: trimmed, ASCII letters in upper case.
[[nodiscard]] std::string normal_hash(std::string_view hash);

/// Finds rows by hash. Hashes of 32 hexadecimal digits are sorted as 128-bit numbers, with a directory on their leading
/// bits: one or two steps if they are evenly distributed, as checksums are, and never more than log2(n), even for
/// hostile hashes. Any other text is sorted as text. About 25 bytes per row. Does not refer to the column after
/// construction.
class HashIndex {
 public:
  HashIndex() = default;
  /// O(n) for evenly distributed hashes, O(n log n) at worst. Rows with an empty text have no hash.
  HashIndex(const Context& context, const TextColumn& hashes);

  /// The rows with this hash, ascending; none for an empty or blank one. May be called from several threads.
  [[nodiscard]] std::span<const std::int32_t> find(std::string_view hash) const;

  /// The first row with each of these hashes, or kNoRow; faster than as many calls of find(), since it prefetches the
  /// memory of later look-ups. `rows` must be as long as `hashes`.
  void find_first(std::span<const std::string_view> hashes, std::span<std::int32_t> rows) const;
  static constexpr std::int32_t kNoRow = -1;

  /// The number of distinct hashes.
  [[nodiscard]] std::size_t hashes() const noexcept { return hashes_; }

  /// Calls visit(rows) once per hash, with the rows that have it, ascending.
  template <class Visit>
  void for_each_hash(Visit visit) const {
    const auto scan = [&visit](const std::vector<std::int32_t>& rows, auto same_as_next) {
      for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        for (end = begin + 1; end < rows.size() && same_as_next(end - 1);) ++end;
        visit(std::span(rows).subspan(begin, end - begin));
      }
    };
    scan(rows_, [this](std::size_t i) { return keys_[i] == keys_[i + 1]; });
    scan(odd_rows_, [this](std::size_t i) { return odd_texts_[i].first == odd_texts_[i + 1].first; });
  }

 private:
  [[nodiscard]] std::span<const std::int32_t> find_key(const HashBytes& key) const;
  [[nodiscard]] std::span<const std::int32_t> find_odd(std::string_view trimmed_hash) const;
  void sort_keys(const Context& context, std::vector<HashBytes> keys, const std::vector<std::uint8_t>& has_key);
  unsigned shift_ = 63;                   // the directory covers the bits of a key from here up
  std::vector<std::uint32_t> directory_;  // where the keys with these leading bits start
  std::vector<HashBytes> keys_;
  std::vector<std::int32_t> rows_;                               // parallel to keys_
  std::vector<std::pair<std::string, std::int32_t>> odd_texts_;  // texts that are not keys, sorted
  std::vector<std::int32_t> odd_rows_;                           // parallel to odd_texts_
  std::size_t hashes_ = 0;
};

}  // namespace proclens
