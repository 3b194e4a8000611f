#include "demo/plan/demo_plan.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "demo/plan/apportion.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kCoreSize = 56;
constexpr std::uint64_t kIntrusionSize = 17;

TEST(Apportion, AddsUpAndIsNeverOffByOne) {
  const std::vector<std::uint64_t> weights = {7, 0, 1, 3, 3, 1000, 12};
  const double sum = 1026;
  for (std::uint64_t total = 0; total < 3000; total += 7) {
    const auto parts = apportion(total, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::uint64_t{0}), total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double share = static_cast<double>(total * weights[i]) / sum;
      EXPECT_LT(std::abs(static_cast<double>(parts[i]) - share), 1.0);
    }
    EXPECT_EQ(parts[1], 0);
  }
}

TEST(Apportion, GivesTheRestToTheLargestRemainders) {
  EXPECT_EQ(apportion(10, std::vector<std::uint64_t>{1, 1, 1}), (std::vector<std::uint64_t>{4, 3, 3}));
  EXPECT_EQ(apportion(3, std::vector<std::uint64_t>{10, 11, 9}), (std::vector<std::uint64_t>{1, 1, 1}));
  EXPECT_THROW((void)apportion(1, std::vector<std::uint64_t>{0}), std::invalid_argument);
}

TEST(Spread, CoversTheLineWithoutLoss) {
  for (const double phase : {0.0, 0.3, 0.999}) {
    std::uint64_t sum = 0;
    for (int i = 0; i < 37; ++i) sum += spread(1000, phase, i / 37.0, (i + 1) / 37.0, 1.0);
    EXPECT_EQ(sum, 1000);
  }
}

TEST(DemoPlan, HasThePublishedFiguresAtAcme4Size) {
  const DemoPlan plan = plan_demo(1773405, kCoreSize, kIntrusionSize);
  const LineageFigures figures = lineage_figures(plan);
  EXPECT_EQ(figures.processes, 1773405);
  EXPECT_EQ(figures.duds, 12126);
  EXPECT_EQ(figures.nameless_duds, 7022);
  EXPECT_EQ(figures.duds_with_path, 12070);
  EXPECT_EQ(figures.short_lineages, 1123526);
  EXPECT_EQ(figures.short_conhosts, 1114979);
  EXPECT_EQ(figures.nonduds, 1761279);
  EXPECT_EQ(figures.proper_lineages, 649421);
  EXPECT_EQ(figures, kAcme4);
  EXPECT_TRUE(plan.not_planted.empty());
}

TEST(DemoPlan, KeepsTheSharesAtOtherSizes) {
  for (const std::uint64_t processes : {2000, 30000, 250000, 1000000, 50000000}) {
    const LineageFigures figures = lineage_figures(plan_demo(processes, kCoreSize, kIntrusionSize));
    const double scale = static_cast<double>(processes) / static_cast<double>(kAcme4.processes);
    const auto close = [&](std::uint64_t count, std::uint64_t published) {
      // Figures are sums of up to four rounded shares.
      EXPECT_LT(std::abs(static_cast<double>(count) - scale * static_cast<double>(published)), 4.0) << processes;
    };
    EXPECT_EQ(figures.processes, processes);
    close(figures.duds, kAcme4.duds);
    close(figures.nameless_duds, kAcme4.nameless_duds);
    close(figures.duds_with_path, kAcme4.duds_with_path);
    close(figures.short_lineages, kAcme4.short_lineages);
    close(figures.short_conhosts, kAcme4.short_conhosts);
    close(figures.proper_lineages, kAcme4.proper_lineages);
    close(figures.without_path, kAcme4.without_path);
  }
}

TEST(DemoPlan, PlantsEveryKindFromItsDefaultSizeOn) {
  for (const std::uint64_t processes : {30000, 40000, 100000, 5000000}) {
    const DemoPlan plan = plan_demo(processes, kCoreSize, kIntrusionSize);
    for (std::size_t i = 0; i < kKinds; ++i) EXPECT_GT(plan.count[i], 0) << kind_name(static_cast<Kind>(i));
    EXPECT_TRUE(plan.not_planted.empty()) << plan.not_planted.front();
  }
}

TEST(DemoPlan, AddsUpAtEverySmallSizeAndSaysWhatIsMissing) {
  for (std::uint64_t processes = 1; processes < 3000; ++processes) {
    const DemoPlan plan = plan_demo(processes, kCoreSize, kIntrusionSize);
    ASSERT_EQ(std::accumulate(plan.count.begin(), plan.count.end(), std::uint64_t{0}), processes);
    for (std::size_t i = 0; i < kKinds; ++i) ASSERT_EQ(plan.count[i] % group_size(static_cast<Kind>(i)), 0);
    // Whatever has a recorded parent needs a tree above it.
    if (plan[Kind::root] == 0) {
      ASSERT_EQ(plan[Kind::conhost_short] + plan[Kind::conhost_likely] + plan[Kind::core] + plan[Kind::activity], 0);
    }
    if (plan[Kind::activity] > 0) {
      ASSERT_EQ(plan[Kind::core], plan[Kind::root] * kCoreSize);
    }
    ASSERT_TRUE(plan[Kind::intrusion] == 0 || (plan[Kind::intrusion] == kIntrusionSize && plan.hosts >= 3));
    ASSERT_EQ(plan.not_planted.empty(),
              std::none_of(plan.count.begin(), plan.count.end(), [](std::uint64_t count) { return count == 0; }));
  }
}

}  // namespace
}  // namespace proclens
