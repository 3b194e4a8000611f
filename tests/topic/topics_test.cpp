#include "proclens/topics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

using Topic = std::vector<TopicFeature>;

/// A random sparse matrix with some empty rows, with multiplicities and labels.
struct Grouped {
  SparseRows weighted;
  std::vector<std::uint32_t> multiplicity;
  std::vector<std::int32_t> label;
  std::int32_t clusters = 0;
};

Grouped random_grouped(std::uint64_t seed, std::size_t rows, std::size_t features, std::int32_t clusters) {
  const CounterRandom random(seed, 7);
  Grouped result;
  result.weighted.columns = features;
  result.clusters = clusters;
  std::uint64_t draw = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const bool empty = random.uniform(draw++) < 0.05;
    for (std::uint32_t j = 0; j < features; ++j) {
      if (random.uniform(draw++) > 0.2 || empty) continue;
      result.weighted.column.push_back(j);
      result.weighted.value.push_back(-std::log(1 - random.uniform(draw++)));
    }
    result.weighted.row_start.push_back(result.weighted.column.size());
    result.multiplicity.push_back(static_cast<std::uint32_t>(1 + random.below(draw++, 9)));
    result.label.push_back(static_cast<std::int32_t>(random.below(draw++, static_cast<std::uint64_t>(clusters) + 1)) -
                           1);
  }
  return result;
}

/// The share of each feature in the objects for which `wanted(row)` holds, and how many of them have it, computed one
/// object at a time.
template <class Wanted>
std::pair<std::vector<double>, std::vector<std::uint64_t>> shares(const Grouped& data, Wanted wanted) {
  std::vector<double> share(data.weighted.columns);
  std::vector<std::uint64_t> objects(data.weighted.columns);
  double total = 0;
  for (std::size_t i = 0; i < data.label.size(); ++i) {
    for (std::uint32_t copy = 0; copy < data.multiplicity[i] && wanted(i); ++copy) {
      for (std::size_t k = 0; k < data.weighted.row_columns(i).size(); ++k) {
        share[data.weighted.row_columns(i)[k]] += data.weighted.row_values(i)[k];
        ++objects[data.weighted.row_columns(i)[k]];
        total += data.weighted.row_values(i)[k];
      }
    }
  }
  for (double& value : share) value = total > 0 ? value / total : 0;
  return {share, objects};
}

std::vector<Topic> obvious_topics(const Grouped& data, std::size_t max_features) {
  const auto null = shares(data, [](std::size_t) { return true; }).first;
  std::vector<Topic> topics;
  for (std::int32_t cluster = 0; cluster < data.clusters; ++cluster) {
    const auto [share, objects] = shares(data, [&](std::size_t i) { return data.label[i] == cluster; });
    Topic topic;
    for (std::uint32_t j = 0; j < null.size(); ++j) {
      if (share[j] != null[j]) topic.push_back({j, share[j] - null[j], objects[j]});
    }
    std::ranges::stable_sort(topic, std::ranges::greater(), [](const auto& f) { return std::abs(f.difference); });
    topic.resize(std::min(max_features, topic.size()));
    topics.push_back(topic);
  }
  return topics;
}

void expect_same(const std::vector<Topic>& actual, const std::vector<Topic>& expected) {
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t c = 0; c < actual.size(); ++c) {
    SCOPED_TRACE(c);
    ASSERT_EQ(actual[c].size(), expected[c].size());
    for (std::size_t k = 0; k < actual[c].size(); ++k) {
      EXPECT_EQ(actual[c][k].feature, expected[c][k].feature);
      EXPECT_NEAR(actual[c][k].difference, expected[c][k].difference, 1e-12);
      EXPECT_EQ(actual[c][k].objects, expected[c][k].objects);
    }
  }
}

TEST(ClusterTopics, AgreeWithNumpyOverExpandedRows) {
  std::ifstream golden(std::string(PROCLENS_TESTS) + "/topic/golden/topics.txt");
  ASSERT_TRUE(golden);
  int cases = 0;
  for (std::string word, name; golden >> word >> name; ++cases) {
    SCOPED_TRACE(name);
    ASSERT_EQ(word, "case");
    Grouped data;
    std::size_t rows = 0;
    golden >> rows >> data.weighted.columns >> data.clusters;
    std::string line;
    std::getline(golden, line);
    char colon = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      std::getline(golden, line);
      std::istringstream entries(line);
      entries >> data.multiplicity.emplace_back() >> data.label.emplace_back();
      std::uint32_t feature = 0;
      for (double weight = 0; entries >> feature >> colon >> weight;) {
        data.weighted.column.push_back(feature);
        data.weighted.value.push_back(weight);
      }
      data.weighted.row_start.push_back(data.weighted.column.size());
    }
    std::vector<Topic> expected(static_cast<std::size_t>(data.clusters), Topic(3));
    for (Topic& topic : expected) {
      for (TopicFeature& f : topic) golden >> f.feature >> colon >> f.difference >> colon >> f.objects;
    }
    ASSERT_TRUE(golden);
    expect_same(cluster_topics(Context(), data.weighted, data.multiplicity, data.label, data.clusters), expected);
  }
  EXPECT_EQ(cases, 3);
}

TEST(ClusterTopics, AgreeWithTheObviousWay) {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Grouped data = random_grouped(seed, 20 + 5 * seed, 4 + 2 * seed, 1 + static_cast<std::int32_t>(seed) * 2);
    expect_same(cluster_topics(Context(), data.weighted, data.multiplicity, data.label, data.clusters, 1 + seed % 5),
                obvious_topics(data, 1 + seed % 5));
  }
}

TEST(ClusterTopics, WorkForAnySelectionOfRows) {
  Grouped data = random_grouped(3, 80, 20, 1);
  for (std::size_t i = 0; i < data.label.size(); ++i) data.label[i] = i % 7 == 2 ? 0 : -1;
  expect_same(cluster_topics(Context(), data.weighted, data.multiplicity, data.label, 1), obvious_topics(data, 3));
}

TEST(ClusterTopics, ACommonFeatureThatAClusterLacksIsNamed) {
  // Three objects have feature 0 only, one has feature 1 only.
  const SparseRows weighted{2, {0, 1, 2}, {0, 1}, {2.0, 2.0}};
  const std::vector<std::uint32_t> multiplicity{3, 1};
  const std::vector<std::int32_t> label{0, 1};
  expect_same(cluster_topics(Context(), weighted, multiplicity, label, 2),
              {{{0, 0.25, 3}, {1, -0.25, 0}}, {{0, -0.75, 0}, {1, 0.75, 1}}});
}

TEST(ClusterTopics, AllObjectsTogetherHaveNoTopic) {
  Grouped data = random_grouped(4, 60, 15, 1);
  std::ranges::fill(data.label, 0);
  EXPECT_TRUE(cluster_topics(Context(), data.weighted, data.multiplicity, data.label, 1)[0].empty());
}

TEST(ClusterTopics, BagsWithoutInformationMakeNoNonsense) {
  const SparseRows weighted{2, {0, 0, 1}, {1}, {1.0}};
  const std::vector<std::uint32_t> multiplicity{5, 1};
  expect_same(cluster_topics(Context(), weighted, multiplicity, std::vector<std::int32_t>{0, -1}, 1), {{{1, -1.0, 0}}});
  const SparseRows nothing{2, {0, 0}, {}, {}};
  EXPECT_TRUE(
      cluster_topics(Context(), nothing, std::vector<std::uint32_t>{5}, std::vector<std::int32_t>{0}, 1)[0].empty());
}

TEST(ClusterTopics, ALabelWithoutRowsLacksWhatTheOthersHave) {
  const SparseRows weighted{1, {0, 1}, {0}, {1.0}};
  expect_same(cluster_topics(Context(), weighted, std::vector<std::uint32_t>{2}, std::vector<std::int32_t>{1}, 2),
              {{{0, -1.0, 0}}, {}});
}

TEST(ClusterTopics, RejectWhatDoesNotFit) {
  const SparseRows weighted{1, {0, 1}, {0}, {1.0}};
  const std::vector<std::uint32_t> one{1};
  EXPECT_THROW((void)cluster_topics(Context(), weighted, {}, std::vector<std::int32_t>{0}, 1), std::invalid_argument);
  EXPECT_THROW((void)cluster_topics(Context(), weighted, one, {}, 1), std::invalid_argument);
  EXPECT_THROW((void)cluster_topics(Context(), weighted, one, std::vector<std::int32_t>{1}, 1), std::invalid_argument);
  EXPECT_THROW((void)cluster_topics(Context(), weighted, one, std::vector<std::int32_t>{-2}, 1), std::invalid_argument);
}

TEST(ClusterTopics, AreTheSameForAnyNumberOfThreads) {
  const Grouped data = random_grouped(8, 2000, 60, 150);
  const auto find = [&](const Context& context) {
    return cluster_topics(context, data.weighted, data.multiplicity, data.label, data.clusters);
  };
  const std::vector<Topic> alone = find(Context({.threads = 1}));
  for (const int threads : {2, 5}) {
    const std::vector<Topic> together = find(Context({.threads = threads}));
    for (std::size_t c = 0; c < alone.size(); ++c) {
      for (std::size_t k = 0; k < alone[c].size(); ++k) {
        EXPECT_EQ(together[c][k].feature, alone[c][k].feature);
        EXPECT_EQ(together[c][k].difference, alone[c][k].difference);
      }
    }
  }
}

TEST(TopicText, ShowsLabelsWithTheirSigns) {
  const std::vector<std::string> labels{"ntdll.dll", "libc.so", "a/b c"};
  EXPECT_EQ(topic_text({{0, 0.5, 1}, {2, -0.25, 0}, {1, 0.1, 3}}, labels), "> ntdll.dll < a/b c > libc.so");
  EXPECT_EQ(topic_text({}, labels), "");
}

TEST(ClusterGroupTopics, AreTheHeaviestSumsOfGroups) {
  // Three bags over five features of three groups, two clusters and a bag in none.
  SparseRows weighted;
  weighted.columns = 5;
  for (const auto& row : std::vector<std::vector<std::pair<std::uint32_t, double>>>{
           {{0, 1}, {1, 2}, {2, 4}}, {{1, 1}, {3, 8}}, {{4, 3}}, {{2, 9}}, {}}) {
    for (const auto& [feature, weight] : row) {
      weighted.column.push_back(feature);
      weighted.value.push_back(weight);
    }
    weighted.row_start.push_back(weighted.column.size());
  }
  const std::vector<std::uint32_t> multiplicity = {2, 1, 5, 7, 1};
  const std::vector<std::int32_t> label = {0, 0, 1, -1, 1};
  const std::vector<std::uint32_t> group = {0, 0, 1, 2, 2};
  const auto topics = cluster_group_topics(Context(), weighted, multiplicity, label, 2, group, 3, 2);
  ASSERT_EQ(topics.size(), 2U);
  ASSERT_EQ(topics[0].size(), 2U);
  // Group 1 has 2·4, group 2 has 8, group 0 has 2·3 + 1 of 23 in all; the first of two equal ones comes first.
  EXPECT_EQ(topics[0][0].feature, 1U);
  EXPECT_DOUBLE_EQ(topics[0][0].difference, 8.0 / 23);
  EXPECT_EQ(topics[0][0].objects, 2U);
  EXPECT_EQ(topics[0][1].feature, 2U);
  EXPECT_EQ(topics[0][1].objects, 1U);
  ASSERT_EQ(topics[1].size(), 1U);
  EXPECT_EQ(topics[1][0].feature, 2U);
  EXPECT_DOUBLE_EQ(topics[1][0].difference, 1);
  EXPECT_EQ(topics[1][0].objects, 5U);
  EXPECT_THROW(static_cast<void>(cluster_group_topics(Context(), weighted, multiplicity, label, 2, group, 2)),
               std::invalid_argument);
}

}  // namespace
}  // namespace proclens
