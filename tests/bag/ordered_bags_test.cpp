#include "proclens/ordered_bags.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "bag/random_counts.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

Sequences objects_of(const std::vector<std::vector<std::uint32_t>>& lines) {
  Sequences objects;
  for (const auto& line : lines) {
    objects.feature.insert(objects.feature.end(), line.begin(), line.end());
    objects.start.push_back(objects.feature.size());
    objects.multiplicity.push_back(1);
  }
  return objects;
}

TEST(OrderedBags, MergesEqualSequencesAndBagsThatDifferOnlyInOrder) {
  const OrderedBags bags = ordered_bags(Context(), objects_of({{2, 0, 2}, {}, {0, 2, 2}, {2, 0, 2}, {1}}), 3);
  EXPECT_EQ(bags.sequence_of, (std::vector<std::uint32_t>{0, 1, 2, 0, 3}));
  EXPECT_EQ(bags.sequences.start, (std::vector<std::size_t>{0, 3, 3, 6, 7}));
  EXPECT_EQ(bags.sequences.feature, (std::vector<std::uint32_t>{2, 0, 2, 0, 2, 2, 1}));
  EXPECT_EQ(bags.sequences.multiplicity, (std::vector<std::uint32_t>{2, 1, 1, 1}));
  EXPECT_EQ(bags.distinct.bag_of, (std::vector<std::uint32_t>{0, 1, 0, 0, 2}));
  EXPECT_EQ(bags.distinct.bags.multiplicity, (std::vector<std::uint32_t>{3, 1, 1}));
  EXPECT_EQ(bags.distinct.bags.counts, sparse_rows({{1, 0, 2}, {}, {0, 1, 0}}, 3));
}

TEST(OrderedBags, NoObjectsNoFeatures) {
  EXPECT_EQ(ordered_bags(Context(), Sequences(), 0).distinct.bags.distinct(), 0U);
  EXPECT_EQ(ordered_bags(Context(), objects_of({{}, {}}), 0).distinct.bags.multiplicity,
            (std::vector<std::uint32_t>{2}));
}

TEST(OrderedBags, SaysWhatIsWrongWithSequences) {
  Sequences objects = objects_of({{0, 1}, {1}});
  EXPECT_EQ(SequencesView(objects).validate(2), "");
  EXPECT_EQ(SequencesView(objects).validate(1), "a sequence has a feature that does not exist");
  objects.start[1] = 5;
  EXPECT_EQ(SequencesView(objects).validate(2), "the offsets of sequences must not descend");
  objects.start.back() = 2;
  EXPECT_EQ(SequencesView(objects).validate(2), "the offsets of sequences must lead from 0 to the number of entries");
  objects.multiplicity[0] = 0;
  EXPECT_EQ(SequencesView(objects).validate(2), "multiplicities must be at least 1");
  objects.multiplicity.pop_back();
  EXPECT_THROW((void)ordered_bags(Context(), objects, 2), std::invalid_argument);
}

}  // namespace
}  // namespace proclens
