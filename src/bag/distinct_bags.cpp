#include "proclens/distinct_bags.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "core/hash/hash_slots.hpp"
#include "core/hash/keyed_hash.hpp"
#include "core/parallel.hpp"
#include "core/require_valid.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kRowBlock = 4096;

std::uint64_t row_hash(const SparseRowsView& matrix, std::size_t row, const HashKey& key) {
  const auto columns = matrix.row_columns(row);
  const auto values = matrix.row_values(row);
  std::uint64_t hash = keyed_hash(columns.size(), key);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    hash = folded_product(hash ^ columns[k] ^ key.first, std::bit_cast<std::uint64_t>(values[k]) ^ key.second);
  }
  return hash;
}

std::vector<std::uint64_t> row_hashes(const Context& context, const SparseRowsView& matrix, const HashKey& key) {
  std::vector<std::uint64_t> hashes(matrix.rows());
  parallel_blocks(context, matrix.rows(), kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) hashes[i] = row_hash(matrix, i, key);
  });
  return hashes;
}

bool equal_rows(const SparseRowsView& matrix, std::size_t a, std::size_t b) {
  return std::ranges::equal(matrix.row_columns(a), matrix.row_columns(b)) &&
         std::ranges::equal(matrix.row_values(a), matrix.row_values(b));
}

/// The rows of `matrix` in the order given by `pick`.
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
  if (objects >= HashSlots::kNone) {
    throw Error(Fault::data,
                "too many objects for one map: " + with_separators(objects) + "; the maximum is " +
                    with_separators(HashSlots::kNone - 1),
                "Map a shorter time span (--since, --until) or fewer hosts (--host).");
  }
  DistinctBags result;
  result.bag_of.resize(objects);
  std::vector<std::uint64_t> hashes = row_hashes(context, object_counts, HashKey::of_process());
  HashSlots bags;
  std::vector<std::size_t> first_row;
  for (std::size_t i = 0; i < objects; ++i) {
    if (i % kRowBlock == 0) context.check_cancelled();
    const auto next = static_cast<std::uint32_t>(first_row.size());
    const std::uint32_t bag = bags.find_or_add(
        hashes[i], next, [&](std::uint32_t known) { return equal_rows(object_counts, first_row[known], i); });
    if (bag == next) {
      first_row.push_back(i);
      result.bags.multiplicity.push_back(0);
    }
    ++result.bags.multiplicity[bag];
    result.bag_of[i] = bag;
    if (bags.is_crowded()) {
      hashes = row_hashes(context, object_counts, HashKey::drawn());
      bags.rebuild([&](std::uint32_t known) { return hashes[first_row[known]]; });
    }
  }
  result.bags.counts = picked_rows(context, object_counts, first_row);
  return result;
}

SparseRows expanded(const Context& context, const DistinctBags& distinct) {
  return picked_rows(context, distinct.bags.counts, distinct.bag_of);
}

}  // namespace proclens
