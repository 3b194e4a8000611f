#include "atlas/page/page_labels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/random.hpp"

namespace proclens {
namespace {

using Topics = std::vector<std::vector<std::vector<TopicFeature>>>;

const std::vector<std::string> kLabels = {"ntdll.dll", "libc.so", "plain"};

/// One topic per group: feature `group` modulo three.
Topics topics_for(const std::vector<ClusterLayer>& layers) {
  Topics topics;
  for (const ClusterLayer& layer : layers) {
    auto& own = topics.emplace_back();
    for (std::int32_t group = 0; group < layer.clusters; ++group)
      own.push_back({{static_cast<std::uint32_t>(group % 3), 1, 1}});
  }
  return topics;
}

TEST(PageTopic, ShowsLabelsAndTheDirection) {
  const PageTopic topic = page_topic({{0, 0.5, 1}, {1, -0.2, 1}, {2, 0.1, 1}}, kLabels);
  ASSERT_EQ(topic.size(), 3U);
  EXPECT_EQ(topic[0].name, "ntdll.dll");
  EXPECT_TRUE(topic[0].more);
  EXPECT_EQ(topic[1].name, "libc.so");
  EXPECT_FALSE(topic[1].more);
  EXPECT_EQ(topic[2].name, "plain");
}

TEST(PageLayers, NamesAGroupOnceAndLinksItToItsCluster) {
  // Six points; coarse: {0,1,2,3} and {4,5}; fine: {0,1}, {2,3}, {4,5}. The second coarse group is the third cluster.
  Matrix<float> points(6, 2);
  for (std::size_t i = 0; i < 6; ++i) points(i, 0) = static_cast<float>(i);
  const std::vector<std::uint32_t> multiplicity = {1, 1, 1, 1, 1, 5};
  const std::vector<ClusterLayer> layers = {{{0, 0, 0, 0, 1, 1}, 2}, {{0, 0, 1, 1, 2, 2}, 3}};
  const std::vector<PageLayer> result = page_layers(points, multiplicity, layers, topics_for(layers), kLabels);
  ASSERT_EQ(result.size(), 2U);
  ASSERT_EQ(result[0].size(), 2U);
  ASSERT_EQ(result[1].size(), 2U);
  EXPECT_EQ(result[0][0].cluster, -1);
  EXPECT_EQ(result[0][0].parent, -1);
  EXPECT_EQ(result[0][0].objects, 4U);
  EXPECT_EQ(result[0][1].cluster, 2);
  EXPECT_EQ(result[0][1].objects, 6U);
  EXPECT_EQ(result[0][1].x, 5.0F) << "the median goes by processes";
  EXPECT_EQ(result[1][0].cluster, 0);
  EXPECT_EQ(result[1][0].parent, 0);
  EXPECT_EQ(result[1][1].cluster, 1);
  EXPECT_EQ(result[1][1].parent, 0);
}

TEST(PageLayers, FollowsAnUnchangedGroupThroughSeveralLayers) {
  Matrix<float> points(4, 2);
  const std::vector<std::uint32_t> multiplicity = {1, 1, 1, 1};
  // {0,1} stays unchanged until the last layer splits it; the parent of its parts is the label given first.
  const std::vector<ClusterLayer> layers = {
      {{-1, -1, 0, 0}, 1}, {{1, 1, 0, 0}, 2}, {{0, 0, 1, 1}, 2}, {{0, 1, 2, 2}, 3}};
  const std::vector<PageLayer> result = page_layers(points, multiplicity, layers, topics_for(layers), kLabels);
  ASSERT_EQ(result[0].size(), 1U);
  ASSERT_EQ(result[1].size(), 1U);
  EXPECT_TRUE(result[2].empty());
  ASSERT_EQ(result[3].size(), 2U);
  EXPECT_EQ(result[0][0].cluster, 2);
  EXPECT_EQ(result[1][0].cluster, -1);
  EXPECT_EQ(result[3][0].parent, 1);
  EXPECT_EQ(result[3][1].parent, 1);
}

TEST(PageLayers, PutsALabelOnAMemberNearTheMiddleWithMostMembersInReach) {
  constexpr std::size_t kPoints = 500;
  const CounterRandom random(3, 0);
  Matrix<float> points(kPoints, 2);
  std::vector<std::uint32_t> multiplicity(kPoints);
  ClusterLayer layer;
  layer.clusters = 4;
  for (std::size_t i = 0; i < kPoints; ++i) {
    points(i, 0) = static_cast<float>(random.normal(4 * i));
    points(i, 1) = static_cast<float>(random.normal(4 * i + 1));
    multiplicity[i] = static_cast<std::uint32_t>(1 + random.below(8 * i + 5, 30));
    layer.label.push_back(static_cast<std::int32_t>(random.below(8 * i + 6, 5)) - 1);
  }
  const std::vector<ClusterLayer> layers = {layer};
  const std::vector<PageLayer> result = page_layers(points, multiplicity, layers, topics_for(layers), kLabels);
  ASSERT_EQ(result[0].size(), 4U);
  for (const PageLabel& label : result[0]) {
    std::uint64_t objects = 0;
    std::uint64_t in_reach = 0;
    std::uint64_t nearer = 0;
    bool on_a_member = false;
    for (std::size_t i = 0; i < kPoints; ++i) {
      if (layer.label[i] != label.cluster) continue;
      const float away = std::hypot(points(i, 0) - label.x, points(i, 1) - label.y);
      objects += multiplicity[i];
      if (away <= label.radius) in_reach += multiplicity[i];
      if (away < label.radius) nearer += multiplicity[i];
      on_a_member = on_a_member || away == 0;
    }
    EXPECT_TRUE(on_a_member);
    EXPECT_EQ(label.objects, objects);
    EXPECT_GE(static_cast<double>(in_reach), 0.9 * static_cast<double>(objects));
    EXPECT_LT(static_cast<double>(nearer), 0.9 * static_cast<double>(objects));
    EXPECT_LT(std::hypot(label.x, label.y), 0.6F);
  }
}

TEST(PageLayers, HasNoLabelsWithoutClusters) {
  const std::vector<ClusterLayer> layers = {{{-1, -1}, 0}};
  const std::vector<std::uint32_t> multiplicity = {1, 1};
  const std::vector<PageLayer> result =
      page_layers(Matrix<float>(2, 2), multiplicity, layers, topics_for(layers), kLabels);
  ASSERT_EQ(result.size(), 1U);
  EXPECT_TRUE(result[0].empty());
}

TEST(PageTopic, ALeadingNameComesFirstInsteadOfThePathOfItsProgram) {
  const std::vector<std::string> labels = {"\"c:\\Windows\\REG.exe\"", "add", "c:\\x\\reg.exe"};
  const std::vector<TopicFeature> topic = {{0, 0.5, 1}, {1, 0.25, 1}, {2, -0.125, 1}};
  EXPECT_EQ(text_of_topic(page_topic(topic, labels)), "> \"c:\\Windows\\REG.exe\" > add < c:\\x\\reg.exe");
  EXPECT_EQ(text_of_topic(page_topic(topic, labels, "reg.exe")), "> reg.exe > add < c:\\x\\reg.exe");
  EXPECT_EQ(text_of_topic(page_topic({}, labels, "reg.exe")), "> reg.exe");
}

TEST(PageTopic, OnlyVeryLongLabelsAreCutAndNeverWithinACharacter) {
  const std::vector<std::string> labels = {std::string(200, 'x'), std::string(199, 'y') + "éé"};
  EXPECT_EQ(page_topic({{0, 1, 1}}, labels)[0].name, labels[0]);
  EXPECT_EQ(page_topic({{1, 1, 1}}, labels)[0].name, std::string(199, 'y') + "…");
}

}  // namespace
}  // namespace proclens
