#include "layout/edge_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "core/random.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

/// n points in a ring, each also joined to a few random ones and all to point 0, with random weights.
SparseRows tangle(std::size_t n) {
  const CounterRandom random(3, n);
  std::map<Edge, double> edges;
  const auto join = [&](std::size_t i, std::size_t j, std::uint64_t draw) {
    if (i == j) return;
    const auto low = static_cast<std::uint32_t>(std::min(i, j));
    const auto high = static_cast<std::uint32_t>(std::max(i, j));
    edges[{low, high}] = edges[{high, low}] = 1e-3 + random.uniform(draw) * random.uniform(draw + 1);
  };
  for (std::size_t i = 0; i < n; ++i) {
    join(i, (i + 1) % n, 10 * i);
    join(i, 0, 10 * i + 2);
    for (std::size_t k = 4; k < 8; ++k) join(i, random.below(1000000 + 10 * i + k, n), 10 * i + k);
  }
  SparseRows graph;
  graph.columns = n;
  for (std::size_t i = 0; i < n; ++i) {
    for (auto e = edges.lower_bound({static_cast<std::uint32_t>(i), 0}); e != edges.end() && e->first.first == i; ++e) {
      graph.column.push_back(e->first.second);
      graph.value.push_back(e->second);
    }
    graph.row_start.push_back(graph.column.size());
  }
  return graph;
}

double weight_of(const SparseRows& graph, const EdgePlan& plan, const EdgeBatch& batch, std::size_t k) {
  const std::uint32_t tail = plan.point[batch.tail[k]];
  const auto columns = graph.row_columns(plan.point[batch.head[k]]);
  const auto found = std::find(columns.begin(), columns.end(), tail);
  EXPECT_NE(found, columns.end());
  return graph.row_values(plan.point[batch.head[k]])[static_cast<std::size_t>(found - columns.begin())];
}

// One part, four and sixteen.
class Plans : public testing::TestWithParam<std::size_t> {};

TEST_P(Plans, HoldEveryEdgeOnceFromEitherEnd) {
  const SparseRows graph = tangle(GetParam());
  const EdgePlan plan = plan_edges(Context(), graph, 1);
  std::set<std::uint32_t> points(plan.point.begin(), plan.point.end());
  EXPECT_EQ(points.size(), graph.rows());
  EXPECT_EQ(*points.rbegin(), graph.rows() - 1);
  std::set<Edge> seen;
  for (const auto& round : plan.rounds) {
    for (const auto& task : round) {
      for (const EdgeBatch& batch : task) {
        for (std::size_t k = 0; k < batch.count; ++k) {
          EXPECT_TRUE(seen.emplace(plan.point[batch.head[k]], plan.point[batch.tail[k]]).second);
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), graph.nonzeros());
}

TEST_P(Plans, BatchesDoNotTouchThemselvesNorTasksOfARoundEachOther) {
  const EdgePlan plan = plan_edges(Context(), tangle(GetParam()), 1);
  for (const auto& round : plan.rounds) {
    std::map<std::uint32_t, std::size_t> task_of;
    for (std::size_t task = 0; task < round.size(); ++task) {
      for (const EdgeBatch& batch : round[task]) {
        ASSERT_GT(batch.count, 0U);
        ASSERT_LE(batch.count, kBatch);
        std::set<std::uint32_t> ends;
        for (std::size_t k = 0; k < batch.count; ++k) {
          for (const std::uint32_t end : {batch.head[k], batch.tail[k]}) {
            ASSERT_TRUE(ends.insert(end).second);
            ASSERT_EQ(task_of.emplace(end, task).first->second, task);
          }
        }
      }
    }
  }
}

TEST_P(Plans, BatchesAreDueAsOftenAsTheirEdgesWeigh) {
  const SparseRows graph = tangle(GetParam());
  const EdgePlan plan = plan_edges(Context(), graph, 1);
  const double strongest = *std::max_element(graph.value.begin(), graph.value.end());
  constexpr std::uint64_t kEpochs = 500;
  for (const auto& round : plan.rounds) {
    for (const auto& task : round) {
      for (const EdgeBatch& batch : task) {
        const double share = (batch.step + 1.0) / 4294967296.0;
        for (std::size_t k = 0; k < batch.count; ++k) {
          ASSERT_NEAR(weight_of(graph, plan, batch, k) / strongest / share, 1, 0.0205);
        }
        std::uint64_t times = 0;
        for (std::uint64_t epoch = 0; epoch < kEpochs; ++epoch)
          times += static_cast<std::uint64_t>(batch.is_due(epoch));
        ASSERT_NEAR(static_cast<double>(times), kEpochs * share, 1);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Plans, testing::Values(2, 3, 40, 1499, 1500, 20000));

TEST(PlanEdges, FillsBatchesWhereWeightsAreAlike) {
  // A ring: every point allows two edges.
  constexpr std::uint32_t kPoints = 4000;
  SparseRows graph;
  graph.columns = kPoints;
  for (std::uint32_t i = 0; i < kPoints; ++i) {
    for (const std::uint32_t j : {(i + 1) % kPoints, (i + kPoints - 1) % kPoints}) {
      graph.column.push_back(j);
      graph.value.push_back(0.5);
    }
    graph.row_start.push_back(graph.column.size());
  }
  std::size_t batches = 0;
  for (const auto& round : plan_edges(Context(), graph, 1).rounds) {
    for (const auto& task : round) batches += task.size();
  }
  EXPECT_LE(batches, graph.nonzeros() / kBatch + graph.nonzeros() / (4 * kBatch));
}

TEST(PlanEdges, IsTheSameForAnyNumberOfThreads) {
  const SparseRows graph = tangle(2000);
  const auto plan_with = [&](int threads) {
    const Context context({.threads = threads});
    return plan_edges(context, graph, 9);
  };
  const EdgePlan first = plan_with(1);
  for (const int threads : {2, 5}) {
    const EdgePlan again = plan_with(threads);
    ASSERT_EQ(first.point, again.point);
    ASSERT_EQ(first.rounds, again.rounds);
  }
  EXPECT_NE(first.point, plan_edges(Context(), graph, 10).point);
}

}  // namespace
}  // namespace proclens
