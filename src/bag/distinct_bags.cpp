#include "proclens/distinct_bags.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <span>

#include "core/parallel.hpp"
#include "core/require_valid.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kRowBlock = 4096;
constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();

/// One round of a multiply-and-fold hash: the two halves of the 128-bit product, added.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t row_hash(const SparseRowsView& matrix, std::size_t row) {
  constexpr std::uint64_t kColumnKey = 0x9E3779B97F4A7C15ULL;
  constexpr std::uint64_t kValueKey = 0xD6E8FEB86659FD93ULL;
  const auto columns = matrix.row_columns(row);
  const auto values = matrix.row_values(row);
  std::uint64_t hash = mixed(columns.size() ^ kColumnKey, kValueKey);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    hash = mixed(hash ^ columns[k] ^ kColumnKey, std::bit_cast<std::uint64_t>(values[k]) ^ kValueKey);
  }
  return hash;
}

std::vector<std::uint64_t> row_hashes(const Context& context, const SparseRowsView& matrix) {
  std::vector<std::uint64_t> hashes(matrix.rows());
  parallel_blocks(context, matrix.rows(), kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) hashes[i] = row_hash(matrix, i);
  });
  return hashes;
}

bool equal_rows(const SparseRowsView& matrix, std::size_t a, std::size_t b) {
  return std::ranges::equal(matrix.row_columns(a), matrix.row_columns(b)) &&
         std::ranges::equal(matrix.row_values(a), matrix.row_values(b));
}

/// Open addressing over the distinct rows found so far.
class RowTable {
 public:
  explicit RowTable(const SparseRowsView& matrix)
      : matrix_(matrix), slots_(std::bit_ceil(2 * matrix.rows() + 1)), mask_(slots_.size() - 1) {}

  /// The distinct bag that equals `row`; a new one, whose first row this is, if there is none yet.
  std::uint32_t find_or_add(std::size_t row, std::uint64_t hash) {
    std::size_t slot = hash & mask_;
    for (; slots_[slot].bag != kEmpty; slot = (slot + 1) & mask_) {
      const Slot& candidate = slots_[slot];
      if (candidate.hash == hash && equal_rows(matrix_, first_row_[candidate.bag], row)) return candidate.bag;
    }
    const auto bag = static_cast<std::uint32_t>(first_row_.size());
    slots_[slot] = {hash, bag};
    first_row_.push_back(row);
    return bag;
  }

  [[nodiscard]] const std::vector<std::size_t>& first_rows() const noexcept { return first_row_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t bag = kEmpty;
  };
  const SparseRowsView& matrix_;
  std::vector<Slot> slots_;
  std::size_t mask_;
  std::vector<std::size_t> first_row_;
};

/// The rows of `matrix` in the order that `pick` names.
template <class Index>
SparseRows picked_rows(const Context& context, const SparseRowsView& matrix, const std::vector<Index>& pick) {
  SparseRows result;
  result.columns = matrix.columns();
  result.row_start.reserve(pick.size() + 1);
  for (const Index row : pick) result.row_start.push_back(result.row_start.back() + matrix.row_columns(row).size());
  result.column.resize(result.row_start.back());
  result.value.resize(result.row_start.back());
  parallel_blocks(context, pick.size(), kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::ranges::copy(matrix.row_columns(pick[i]), result.column.begin() + result.row_start[i]);
      std::ranges::copy(matrix.row_values(pick[i]), result.value.begin() + result.row_start[i]);
    }
  });
  return result;
}

}  // namespace

DistinctBags distinct_bags(const Context& context, const SparseRowsView& object_counts) {
  require_valid("distinct_bags", object_counts.validate());
  const std::size_t objects = object_counts.rows();
  if (objects >= kEmpty) {
    throw Error(
        Fault::data,
        "too many objects for one map: " + with_separators(objects) + ", at most " + with_separators(kEmpty - 1),
        "Map a shorter time span (--since, --until) or fewer hosts (--host).");
  }
  DistinctBags result;
  result.bag_of.resize(objects);
  const std::vector<std::uint64_t> hashes = row_hashes(context, object_counts);
  RowTable table(object_counts);
  for (std::size_t i = 0; i < objects; ++i) {
    if (i % kRowBlock == 0) context.check_cancelled();
    const std::uint32_t bag = table.find_or_add(i, hashes[i]);
    result.bag_of[i] = bag;
    if (bag == result.bags.multiplicity.size()) result.bags.multiplicity.push_back(0);
    ++result.bags.multiplicity[bag];
  }
  result.bags.counts = picked_rows(context, object_counts, table.first_rows());
  return result;
}

SparseRows expanded(const Context& context, const DistinctBags& distinct) {
  return picked_rows(context, distinct.bags.counts, distinct.bag_of);
}

}  // namespace proclens
