#include "proclens/distinct_bags.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "bag/random_counts.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

using Row = std::vector<std::pair<std::uint32_t, double>>;

Row row_of(const SparseRows& matrix, std::size_t i) {
  Row row;
  for (std::size_t k = 0; k < matrix.row_columns(i).size(); ++k) {
    row.emplace_back(matrix.row_columns(i)[k], matrix.row_values(i)[k]);
  }
  return row;
}

TEST(DistinctBags, AgreesWithAMapOfRows) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const SparseRows counts = random_counts(seed, 1 + 7 * seed, 1 + seed % 9, 1 + seed % 23, 1 + seed % 3);
    std::map<Row, std::uint32_t> number;
    std::vector<std::uint32_t> expected;
    std::vector<std::uint32_t> multiplicity;
    for (std::size_t i = 0; i < counts.rows(); ++i) {
      const auto [entry, is_new] = number.emplace(row_of(counts, i), static_cast<std::uint32_t>(number.size()));
      if (is_new) multiplicity.push_back(0);
      ++multiplicity[entry->second];
      expected.push_back(entry->second);
    }
    const DistinctBags distinct = distinct_bags(Context(), counts);
    EXPECT_EQ(distinct.bag_of, expected);
    EXPECT_EQ(distinct.bags.multiplicity, multiplicity);
    EXPECT_EQ(distinct.bags.objects(), counts.rows());
    for (const auto& [row, bag] : number) EXPECT_EQ(row_of(distinct.bags.counts, bag), row);
  }
}

TEST(DistinctBags, ExpandedIsTheInverse) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const SparseRows counts = random_counts(seed, 300, 12, 40, 2);
    EXPECT_EQ(expanded(Context(), distinct_bags(Context(), counts)), counts);
  }
}

TEST(DistinctBags, DistinguishesRowsThatDifferOnlyInAValueOrItsColumn) {
  const SparseRows counts = sparse_rows({{1, 2}, {2, 1}, {1, 0}, {0, 1}, {2, 0}, {1, 2}, {0, 0}, {0, 0}}, 2);
  const DistinctBags distinct = distinct_bags(Context(), counts);
  EXPECT_EQ(distinct.bag_of, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 0, 5, 5}));
  EXPECT_EQ(distinct.bags.multiplicity, (std::vector<std::uint32_t>{2, 1, 1, 1, 1, 2}));
}

TEST(DistinctBags, NoObjects) {
  const DistinctBags distinct = distinct_bags(Context(), sparse_rows({}, 5));
  EXPECT_EQ(distinct.bags.distinct(), 0);
  EXPECT_EQ(distinct.bags.features(), 5);
  EXPECT_TRUE(distinct.bag_of.empty());
}

TEST(DistinctBags, IsTheSameForAnyNumberOfThreads) {
  const SparseRows counts = random_counts(3, 20000, 30, 5000, 2);
  const Context one_thread({.threads = 1});
  const DistinctBags alone = distinct_bags(one_thread, counts);
  for (const int threads : {2, 5}) {
    const Context context({.threads = threads});
    const DistinctBags together = distinct_bags(context, counts);
    EXPECT_EQ(together.bag_of, alone.bag_of);
    EXPECT_EQ(together.bags.counts, alone.bags.counts);
  }
}

}  // namespace
}  // namespace proclens
