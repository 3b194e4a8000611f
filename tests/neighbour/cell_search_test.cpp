#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

#include "core/random.hpp"
#include "neighbour/cells.hpp"
#include "neighbour/participants.hpp"
#include "proclens/cancel.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = Neighbours::kNone;
constexpr NeighbourSearchOptions kCells{.search = NeighbourSearch::cells};

/// Points scattered around centres; shorter than one where lengths count.
Embedding scattered(std::size_t points, std::size_t centres, double spread, EmbeddingMetric metric,
                    std::uint64_t seed = 5) {
  constexpr std::size_t kColumns = 24;
  const CounterRandom of_centres(17, 0);
  const CounterRandom random(seed, 1);
  Embedding embedding{Matrix<float>(points, kColumns), metric};
  for (std::size_t i = 0; i < points; ++i) {
    const std::size_t centre = random.below(7 * i + 3, centres);
    double square = 0;
    for (std::size_t j = 0; j < kColumns; ++j) {
      const double value =
          of_centres.normal(centre * kColumns + j) + spread * random.normal(1'000'000 + i * kColumns + j);
      embedding.vectors(i, j) = static_cast<float>(value);
      square += value * value;
    }
    if (metric == EmbeddingMetric::cosine) continue;
    const double length = (0.8 + 0.2 * random.uniform(i)) / std::sqrt(square);
    for (float& value : embedding.vectors.row(i)) value = static_cast<float>(value * length);
  }
  return embedding;
}

/// The share of entries that are no farther than the exhaustive search's last.
double recall(const Neighbours& found, const Neighbours& truth) {
  std::size_t hits = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < truth.index.rows(); ++i) {
    for (std::size_t j = 0; j < truth.index.columns() && truth.index(i, j) != kNone; ++j, ++all) {
      const auto row = truth.index.row(i);
      const auto known = static_cast<std::size_t>(std::ranges::find(row, kNone) - row.begin());
      hits += found.distance(i, j) <= truth.distance(i, known - 1) ? 1 : 0;
    }
  }
  return static_cast<double>(hits) / static_cast<double>(all);
}

void expect_equal(const Neighbours& a, const Neighbours& b) {
  EXPECT_EQ(a.index, b.index);
  EXPECT_EQ(a.distance, b.distance);
}

/// What must hold of any result: valid, as many neighbours as the exhaustive search finds, without the point itself or
/// repeats, and every distance that of the exhaustive search where both list the same neighbour.
void expect_sound(const Neighbours& found, const Neighbours& truth) {
  ASSERT_EQ(NeighboursView(found).validate(), "");
  for (std::size_t i = 0; i < found.index.rows(); ++i) {
    const auto missing = [i](const Neighbours& of) { return std::ranges::count(of.index.row(i), kNone); };
    ASSERT_EQ(missing(found), missing(truth)) << "point " << i;
    std::set<std::uint32_t> listed;
    for (std::size_t j = 0; j < found.index.columns() && found.index(i, j) != kNone; ++j) {
      ASSERT_NE(found.index(i, j), i);
      ASSERT_TRUE(listed.insert(found.index(i, j)).second) << "twice among the neighbours of " << i;
      const auto row = truth.index.row(i);
      const auto same = std::ranges::find(row, found.index(i, j));
      if (same == row.end()) continue;
      ASSERT_EQ(found.distance(i, j), truth.distance(i, static_cast<std::size_t>(same - row.begin())));
    }
  }
}

TEST(CellSearch, FindsTheShareOfNeighboursThatIsAskedForAndMeasuresIt) {
  for (const EmbeddingMetric metric : {EmbeddingMetric::one_minus_dot, EmbeddingMetric::cosine}) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      const Embedding embedding = scattered(4000, 150, 0.35, metric, seed);
      const Neighbours truth = nearest_neighbours(Context(), embedding, 15);
      NeighbourSearchReport report;
      const Neighbours found = nearest_neighbours(Context(), embedding, 15, kCells, &report);
      expect_sound(found, truth);
      EXPECT_FALSE(report.exhaustive);
      EXPECT_GE(report.cells, 80U);
      EXPECT_LT(report.cells_searched, report.cells / 4);
      EXPECT_EQ(report.sampled, 512U);
      EXPECT_GE(report.recall, 0.99);
      EXPECT_GE(recall(found, truth), 0.98);
      EXPECT_NEAR(report.recall, recall(found, truth), 0.01);
    }
  }
}

TEST(CellSearch, SearchesMoreCellsWherePointsHardlyCluster) {
  const Embedding embedding = scattered(2000, 2000, 3, EmbeddingMetric::one_minus_dot);
  const Neighbours truth = nearest_neighbours(Context(), embedding, 15);
  NeighbourSearchReport low;
  NeighbourSearchReport high;
  const Neighbours found = nearest_neighbours(
      Context(), embedding, 15, {.search = NeighbourSearch::cells, .min_recall = 0.7, .sample = 2000}, &low);
  (void)nearest_neighbours(Context(), embedding, 15,
                           {.search = NeighbourSearch::cells, .min_recall = 0.98, .sample = 2000}, &high);
  EXPECT_LT(low.cells_searched, high.cells_searched);
  EXPECT_GE(high.recall, 0.98);
  // All points were sampled, so the measurement is the truth.
  EXPECT_DOUBLE_EQ(low.recall, recall(found, truth));
  EXPECT_LT(low.recall, 0.9);
}

TEST(CellSearch, AllCellsAreAnExhaustiveSearch) {
  for (const EmbeddingMetric metric : {EmbeddingMetric::one_minus_dot, EmbeddingMetric::cosine}) {
    const Embedding embedding = scattered(1500, 1500, 3, metric);
    NeighbourSearchReport report;
    const NeighbourSearchOptions all{.search = NeighbourSearch::cells, .min_recall = 1, .sample = 1500};
    const Neighbours found = nearest_neighbours(Context(), embedding, 20, all, &report);
    expect_equal(found, nearest_neighbours(Context(), embedding, 20));
    EXPECT_EQ(report.recall, 1);
  }
}

TEST(CellSearch, AutomaticIsExhaustiveForFewPointsOrWhereCellsDoNotHelp) {
  NeighbourSearchReport report;
  const Embedding few = scattered(900, 30, 0.3, EmbeddingMetric::cosine);
  expect_equal(nearest_neighbours(Context(), few, 15, {}, &report), nearest_neighbours(Context(), few, 15));
  EXPECT_TRUE(report.exhaustive);
  // Without any structure most cells would have to be searched.
  const Embedding even = scattered(4000, 4000, 5, EmbeddingMetric::cosine);
  expect_equal(nearest_neighbours(Context(), even, 15, {.exhaustive_points = 100}, &report),
               nearest_neighbours(Context(), even, 15));
  EXPECT_TRUE(report.exhaustive);
  const Embedding clustered = scattered(4000, 150, 0.3, EmbeddingMetric::cosine);
  (void)nearest_neighbours(Context(), clustered, 15, {.exhaustive_points = 100}, &report);
  EXPECT_FALSE(report.exhaustive);
}

TEST(CellSearch, IsTheSameForAnyNumberOfThreads) {
  for (const EmbeddingMetric metric : {EmbeddingMetric::one_minus_dot, EmbeddingMetric::cosine}) {
    const Embedding embedding = scattered(3000, 80, 0.5, metric);
    const Matrix<float> queries = scattered(700, 80, 0.5, metric, 6).vectors;
    const Context one_thread({.threads = 1});
    const Neighbours first = nearest_neighbours(one_thread, embedding, 15, kCells);
    const Neighbours placed = nearest_references(one_thread, queries, embedding, 15, kCells);
    for (const int threads : {2, 3, 5}) {
      const Context context({.threads = threads});
      expect_equal(nearest_neighbours(context, embedding, 15, kCells), first);
      expect_equal(nearest_references(context, queries, embedding, 15, kCells), placed);
    }
  }
}

TEST(CellSearch, IdenticalRowsAreAtDistanceZero) {
  Embedding embedding{Matrix<float>(3000, 8, 0.25F), EmbeddingMetric::cosine};
  const Neighbours found = nearest_neighbours(Context(), embedding, 15, kCells);
  expect_sound(found, nearest_neighbours(Context(), embedding, 15));
  for (std::size_t i = 0; i < 3000; ++i) {
    for (std::size_t j = 0; j < 15; ++j) ASSERT_EQ(found.distance(i, j), 0.0F);
  }
}

TEST(CellSearch, OneGiantCellIsDivided) {
  // Nine points of ten are one bag, up to noise or exactly.
  for (const double noise : {1e-4, 0.0}) {
    Embedding embedding = scattered(4000, 100, 0.3, EmbeddingMetric::one_minus_dot);
    const CounterRandom random(3, 3);
    for (std::size_t i = 0; i < 4000; ++i) {
      if (i % 10 == 0) continue;
      for (std::size_t j = 0; j < embedding.vectors.columns(); ++j) {
        embedding.vectors(i, j) = static_cast<float>(0.2 + noise * random.normal(i * 24 + j));
      }
    }
    const Participants points(Context(), embedding);
    const Cells cells = make_cells(Context(), points, 100);
    std::size_t largest = 0;
    for (std::size_t cell = 0; cell < cells.size(); ++cell) largest = std::max(largest, cells.of(cell).size());
    EXPECT_LE(largest, 4U * 40U);
    NeighbourSearchReport report;
    const Neighbours found = nearest_neighbours(Context(), embedding, 15, kCells, &report);
    const Neighbours truth = nearest_neighbours(Context(), embedding, 15);
    expect_sound(found, truth);
    EXPECT_GE(recall(found, truth), 0.98);
  }
}

TEST(CellSearch, CellsHoldEveryPointOnce) {
  for (const std::size_t count : {1U, 7U, 60U, 500U, 900U}) {
    const Embedding embedding = scattered(500, 20, 0.4, EmbeddingMetric::one_minus_dot);
    const Participants points(Context(), embedding);
    const Cells cells = make_cells(Context(), points, count);
    std::vector<std::uint32_t> sorted = cells.members;
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> all(500);
    std::iota(all.begin(), all.end(), 0U);
    EXPECT_EQ(sorted, all);
    ASSERT_EQ(cells.start.size(), cells.size() + 1);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      EXPECT_FALSE(cells.of(cell).empty());
      EXPECT_TRUE(std::ranges::is_sorted(cells.of(cell)));
    }
  }
}

TEST(CellSearch, CentresAreTheMeanDirectionAsLongAsTheLongestMember) {
  Embedding embedding{Matrix<float>(2, 2), EmbeddingMetric::one_minus_dot};
  embedding.vectors(0, 0) = 0.5F;
  embedding.vectors(1, 1) = 0.9F;
  const Cells cells = make_cells(Context(), Participants(Context(), embedding), 1);
  ASSERT_EQ(cells.size(), 1U);
  EXPECT_NEAR(cells.centres(0, 0), 0.9 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(cells.centres(0, 1), 0.9 * std::sqrt(0.5), 1e-6);
}

TEST(CellSearch, FewerRowsThanCellsOrNeighbours) {
  for (const std::size_t points : {1U, 2U, 3U, 10U}) {
    const Embedding embedding = scattered(points, 3, 0.5, EmbeddingMetric::cosine);
    expect_equal(nearest_neighbours(Context(), embedding, 12, kCells), nearest_neighbours(Context(), embedding, 12));
  }
  EXPECT_EQ(nearest_neighbours(Context(), Embedding{}, 3, kCells).index.rows(), 0U);
  EXPECT_EQ(nearest_neighbours(Context(), scattered(5, 2, 1, EmbeddingMetric::cosine), 0, kCells).index.columns(), 0U);
}

TEST(CellSearch, RowsWithoutADirectionAreApart) {
  Embedding embedding = scattered(2000, 60, 0.3, EmbeddingMetric::one_minus_dot);
  for (std::size_t i = 0; i < 2000; i += 3) std::ranges::fill(embedding.vectors.row(i), 0.0F);
  const Neighbours found = nearest_neighbours(Context(), embedding, 15, kCells);
  expect_sound(found, nearest_neighbours(Context(), embedding, 15));
  for (std::size_t i = 0; i < 2000; ++i) {
    for (const std::uint32_t neighbour : found.index.row(i)) {
      if (i % 3 == 0) {
        ASSERT_EQ(neighbour, kNone);
      } else {
        ASSERT_NE(neighbour % 3, 0U);
      }
    }
  }
  const Embedding none{Matrix<float>(50, 4), EmbeddingMetric::one_minus_dot};
  EXPECT_EQ(nearest_neighbours(Context(), none, 2, kCells).index, Matrix<std::uint32_t>(50, 2, kNone));
}

TEST(CellSearch, IsolatedRowsStillFindTheirNearest) {
  // Every tenth point is orthogonal to all but its neighbours of ten.
  Embedding embedding{Matrix<float>(1000, 130), EmbeddingMetric::one_minus_dot};
  for (std::size_t i = 0; i < 1000; ++i) {
    const std::size_t direction = i % 10 == 0 ? 30 + i / 10 : i % 30;
    embedding.vectors(i, direction) = 1;
    embedding.vectors(i, (direction + 1) % 130) += static_cast<float>(1e-3 * static_cast<double>(i % 7));
  }
  const Neighbours truth = nearest_neighbours(Context(), embedding, 5);
  NeighbourSearchReport report;
  const Neighbours found = nearest_neighbours(Context(), embedding, 5, kCells, &report);
  expect_sound(found, truth);
  EXPECT_GE(recall(found, truth), 0.98);
}

TEST(NearestReferences, AgreeWithAnExhaustiveSearchOfBoth) {
  for (const EmbeddingMetric metric : {EmbeddingMetric::one_minus_dot, EmbeddingMetric::cosine}) {
    const Embedding references = scattered(4000, 150, 0.3, metric);
    Matrix<float> queries = scattered(600, 150, 0.3, metric, 6).vectors;
    std::ranges::fill(queries.row(9), 0.0F);
    // The oracle: queries and references in one embedding, of whose neighbours the references are kept.
    Embedding both{Matrix<float>(4600, queries.columns()), metric};
    std::copy_n(references.vectors.data(), 4000 * queries.columns(), both.vectors.data());
    std::copy_n(queries.data(), 600 * queries.columns(), both.vectors.row(4000).data());
    const Neighbours all = nearest_neighbours(Context(), both, 700);
    const Neighbours exact =
        nearest_references(Context(), queries, references, 15, {.search = NeighbourSearch::exhaustive});
    for (std::size_t q = 0; q < 600; ++q) {
      std::vector<std::uint32_t> expected;
      for (const std::uint32_t point : all.index.row(4000 + q)) {
        if (point < 4000 && expected.size() < 15) expected.push_back(point);
      }
      expected.resize(15, kNone);
      ASSERT_TRUE(std::ranges::equal(exact.index.row(q), expected)) << "query " << q;
    }
    NeighbourSearchReport report;
    const Neighbours found = nearest_references(Context(), queries, references, 15, kCells, &report);
    EXPECT_FALSE(report.exhaustive);
    EXPECT_GE(report.recall, 0.99);
    EXPECT_GE(recall(found, exact), 0.98);
    EXPECT_EQ(found.index(9, 0), kNone);
  }
}

TEST(NearestReferences, QueriesThatAreReferencesFindThemselvesFirst) {
  const Embedding embedding = scattered(3000, 100, 0.3, EmbeddingMetric::cosine);
  const Neighbours others = nearest_neighbours(Context(), embedding, 14, kCells);
  const Neighbours found = nearest_references(Context(), embedding.vectors, embedding, 15, kCells);
  for (std::size_t i = 0; i < 3000; ++i) {
    ASSERT_EQ(found.index(i, 0), i);
    ASSERT_EQ(found.distance(i, 0), 0.0F);
  }
  EXPECT_GE(recall(others, nearest_neighbours(Context(), embedding, 14)), 0.98);
}

TEST(NearestReferences, NothingToFind) {
  const Embedding references = scattered(10, 2, 0.3, EmbeddingMetric::cosine);
  EXPECT_EQ(nearest_references(Context(), Matrix<float>(0, 24), references, 3, kCells).index.rows(), 0U);
  const Embedding none{Matrix<float>(0, 24), EmbeddingMetric::cosine};
  EXPECT_EQ(nearest_references(Context(), references.vectors, none, 3, kCells).index,
            Matrix<std::uint32_t>(10, 3, kNone));
}

TEST(NearestReferences, RejectWhatCannotBeCompared) {
  const Embedding references = scattered(10, 2, 0.3, EmbeddingMetric::cosine);
  EXPECT_THROW((void)nearest_references(Context(), Matrix<float>(3, 7, 1.0F), references, 3), std::invalid_argument);
  Matrix<float> queries(3, 24, 1.0F);
  queries(1, 2) = std::numeric_limits<float>::infinity();
  EXPECT_THROW((void)nearest_references(Context(), queries, references, 3), std::invalid_argument);
  EXPECT_THROW((void)nearest_neighbours(Context(), references, 3, {.min_recall = 0}), std::invalid_argument);
  EXPECT_THROW((void)nearest_neighbours(Context(), references, 3, {.min_recall = 1.5}), std::invalid_argument);
  EXPECT_THROW((void)nearest_neighbours(Context(), references, 3, {.sample = 0}), std::invalid_argument);
}

TEST(CellSearch, StopsWhenCancelled) {
  CancelFlag cancel;
  cancel.request();
  const Context context({.cancel = &cancel});
  EXPECT_THROW((void)nearest_neighbours(context, scattered(2000, 50, 0.3, EmbeddingMetric::cosine), 15, kCells),
               Cancelled);
}

}  // namespace
}  // namespace proclens
