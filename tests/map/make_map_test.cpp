#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bag/random_counts.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/error.hpp"
#include "proclens/map.hpp"

namespace proclens {
namespace {

Bags example_bags() { return distinct_bags(Context(), random_counts(5, 600, 40, 150, 3)).bags; }

void expect_equal(const DataMap& actual, const DataMap& expected) {
  EXPECT_EQ(actual.weights, expected.weights);
  EXPECT_EQ(actual.weighted, expected.weighted);
  EXPECT_EQ(actual.vectors, expected.vectors);
  EXPECT_EQ(actual.embedded.embedding.vectors, expected.embedded.embedding.vectors);
  EXPECT_EQ(actual.embedded.model.components, expected.embedded.model.components);
  EXPECT_EQ(actual.neighbours.index, expected.neighbours.index);
  EXPECT_EQ(actual.neighbours.distance, expected.neighbours.distance);
  EXPECT_EQ(actual.positions, expected.positions);
  EXPECT_EQ(actual.clustering.label, expected.clustering.label);
  EXPECT_EQ(actual.clustering.strength, expected.clustering.strength);
  EXPECT_EQ(actual.outlier_score, expected.outlier_score);
}

/// Few components and epochs: the tests do not depend on them.
MapOptions quick_options() {
  MapOptions options;
  options.embedding.components = 24;
  options.vocabulary.components = 24;
  options.layout.epochs = 50;
  return options;
}

TEST(MakeMap, KnownVectorsGiveTheMapThatTheyCameFrom) {
  const Bags bags = example_bags();
  const DataMap map = make_map(Context(), bags, quick_options());
  expect_equal(make_map(Context(), bags, map.vectors, quick_options()), map);
  EXPECT_THROW(static_cast<void>(make_map(Context(), bags, Matrix<float>(3, 2), quick_options())),
               std::invalid_argument);
}

TEST(MakeMap, ByHellingerDistanceNeedsNoVectors) {
  const Bags bags = example_bags();
  MapOptions options = quick_options();
  options.distance = BagDistance::hellinger;
  const DataMap map = make_map(Context({.threads = 1}), bags, options);
  EXPECT_GT(map.clustering.clusters, 1);
  EXPECT_EQ(map.vectors.columns(), 0U);
  EXPECT_EQ(map.embedded.embedding.vectors.columns(), 0U);
  const Neighbours expected = hellinger_neighbours(Context(), hellinger_rows(map.weighted), 14);
  EXPECT_EQ(map.neighbours.index, expected.index);
  EXPECT_EQ(map.neighbours.distance, expected.distance);
  expect_equal(make_map(Context({.threads = 3}), bags, options), map);
  options.exact_neighbours = true;
  EXPECT_THROW((void)make_map(Context(), bags, options), std::invalid_argument);
}

TEST(MakeMap, ByHellingerDistanceThereMustBeCommonFeatures) {
  Bags bags;
  bags.counts.columns = 4;
  for (std::uint32_t i = 0; i < 4; ++i) {
    bags.counts.column.push_back(i);
    bags.counts.value.push_back(1);
    bags.counts.row_start.push_back(bags.counts.column.size());
    bags.multiplicity.push_back(2);
  }
  MapOptions options = quick_options();
  options.distance = BagDistance::hellinger;
  EXPECT_THROW((void)make_map(Context(), bags, options), Error);
}

TEST(MakeMap, TwoContextsAtOnceGiveTheSameBytes) {
  const Bags bags = example_bags();
  MapOptions options = quick_options();
  options.exact_neighbours = true;
  const DataMap alone = make_map(Context({.threads = 1}), bags, options);
  EXPECT_GT(alone.clustering.clusters, 1);
  std::array<DataMap, 2> maps;
  const Context narrow({.threads = 1});
  const Context wide({.threads = 3});
  std::thread other([&] { maps[1] = make_map(wide, bags, options); });
  maps[0] = make_map(narrow, bags, options);
  other.join();
  for (const DataMap& map : maps) expect_equal(map, alone);
  EXPECT_EQ(narrow.progress().reports().size(), 7U);
  EXPECT_EQ(wide.progress().reports().size(), 7U);
}

TEST(MakeMap, NeighboursAreByTransportOrByWhatIsAsked) {
  const Bags bags = example_bags();
  const Context context;
  const auto expect_neighbours = [](const DataMap& map, NeighbourDistance distance, const Neighbours& expected) {
    EXPECT_EQ(map.neighbour_distance, distance);
    EXPECT_EQ(map.neighbours.index, expected.index);
    EXPECT_EQ(map.neighbours.distance, expected.distance);
  };
  MapOptions options = quick_options();
  options.layout.neighbours = 9;
  TransportNeighbourOptions transport;
  transport.neighbours = 8;
  const DataMap usual = make_map(context, bags, options);
  expect_neighbours(usual, NeighbourDistance::transport,
                    transport_neighbours(context, usual.weighted, usual.vectors, transport));
  options.exact_neighbours = true;
  transport = TransportNeighbourOptions::exact();
  transport.neighbours = 8;
  expect_neighbours(make_map(context, bags, options), NeighbourDistance::exact_transport,
                    transport_neighbours(context, usual.weighted, usual.vectors, transport));
  options.exact_neighbours = false;
  options.embedding.reference = Reference::centre;
  const DataMap centre = make_map(context, bags, options);
  expect_neighbours(centre, NeighbourDistance::embedding, nearest_neighbours(context, centre.embedded.embedding, 8));
}

TEST(MakeMap, SearchesByCellsIfAsked) {
  const Bags bags = example_bags();
  MapOptions options = quick_options();
  const DataMap exhaustive = make_map(Context(), bags, options);
  EXPECT_TRUE(exhaustive.search.exhaustive);
  options.search = {.search = NeighbourSearch::cells, .min_recall = 1};
  const DataMap by_cells = make_map(Context(), bags, options);
  EXPECT_FALSE(by_cells.search.exhaustive);
  EXPECT_EQ(by_cells.search.recall, 1);
  options.search.min_recall = 2;
  EXPECT_THROW((void)make_map(Context(), bags, options), std::invalid_argument);
}

/// Requests a stop as soon as a stage begins.
class StoppingProgress : public Progress {
 public:
  StoppingProgress(CancelFlag& cancel, std::string stage) : cancel_(cancel), stage_(std::move(stage)) {}

 protected:
  void started(const std::string& name, std::uint64_t) override {
    if (name == stage_) cancel_.request();
  }

 private:
  CancelFlag& cancel_;
  std::string stage_;
};

TEST(MakeMap, StopsInTheStageInWhichItIsAskedTo) {
  const Bags bags = example_bags();
  for (const char* stage : {"relate features", "embed bags", "find neighbours", "lay out", "cluster"}) {
    CancelFlag cancel;
    StoppingProgress progress(cancel, stage);
    const Context context({.cancel = &cancel, .progress = &progress});
    EXPECT_THROW((void)make_map(context, bags, quick_options()), Cancelled) << stage;
    EXPECT_EQ(progress.reports().back().name, stage);
  }
}

TEST(MakeMap, ReadsAViewAsItReadsWhatItOwns) {
  const Bags bags = example_bags();
  const std::vector<std::uint32_t> narrow(bags.counts.row_start.begin(), bags.counts.row_start.end());
  const BagsView view({bags.counts.columns, narrow, bags.counts.column, bags.counts.value}, bags.multiplicity);
  EXPECT_EQ(view.objects(), bags.objects());
  expect_equal(make_map(Context(), view, quick_options()), make_map(Context(), bags, quick_options()));
}

/// Rows that are not contiguous in memory, with other values between them.
struct Strided {
  explicit Strided(const Matrix<float>& matrix) : rows(matrix.rows()), columns(matrix.columns()) {
    data.assign(rows * (columns + 3), -7.0F);
    for (std::size_t i = 0; i < rows; ++i) {
      std::ranges::copy(matrix.row(i), data.begin() + static_cast<std::ptrdiff_t>(i * (columns + 3)));
    }
  }
  [[nodiscard]] MatrixView<float> view() const { return {data.data(), rows, columns, columns + 3}; }

  std::size_t rows, columns;
  std::vector<float> data;
};

TEST(Stages, ReadRowsThatLieApart) {
  const Context context;
  const Bags bags = example_bags();
  const DataMap map = make_map(context, bags, quick_options());
  const Strided vectors(map.vectors);
  WassersteinOptions options;
  options.components = 24;
  EXPECT_EQ(wasserstein_embedding(context, map.weighted, bags.multiplicity, vectors.view(), options).embedding.vectors,
            map.embedded.embedding.vectors);
  EXPECT_EQ(project_bags(context, map.embedded.model, map.weighted, vectors.view()).vectors,
            project_bags(context, map.embedded.model, map.weighted, map.vectors).vectors);
  const Strided embedding(map.embedded.embedding.vectors);
  const Neighbours neighbours =
      nearest_neighbours(context, EmbeddingView(embedding.view(), map.embedded.embedding.metric), 14);
  const Neighbours of_contiguous_rows = nearest_neighbours(context, map.embedded.embedding, 14);
  EXPECT_EQ(neighbours.index, of_contiguous_rows.index);
  EXPECT_EQ(neighbours.distance, of_contiguous_rows.distance);
  const Strided positions(map.positions);
  EXPECT_EQ(cluster_points(context, positions.view(), bags.multiplicity).label,
            cluster_points(context, map.positions, bags.multiplicity).label);
}

TEST(MapOptions, SayWhatIsWrongWithNameValueAndRange) {
  MapOptions options;
  EXPECT_TRUE(options.validate().empty());
  options.weight.prior_strength = 0;
  options.vocabulary.components = 0;
  options.embedding.reference_points = 0;
  options.layout.min_dist = 2;
  options.layout.neighbours = 1;
  options.cluster.min_cluster_size = 1;
  const std::vector<std::string> problems = options.validate();
  EXPECT_EQ(problems, (std::vector<std::string>{
                          "weight.prior_strength is 0.000000, must be above 0",
                          "vocabulary.components is 0, must be at least 1",
                          "embedding.reference_points is 0, must be at least 1",
                          "layout.neighbours is 1, must be at least 2",
                          "layout.min_dist is 2.000000, must be from 0 to spread",
                          "cluster.min_cluster_size is 1, must be at least 2",
                      }));
  try {
    (void)make_map(Context(), example_bags(), options);
    FAIL() << "the options were taken";
  } catch (const std::invalid_argument& error) {
    for (const std::string& problem : problems) {
      EXPECT_NE(std::string(error.what()).find(problem), std::string::npos) << error.what();
    }
  }
}

TEST(MakeMap, TheVectorsOfSequencesComeFromTheirOrder) {
  Sequences objects;
  for (std::uint32_t i = 0; i < 60; ++i) {
    for (const std::uint32_t feature : {i % 3, 3 + i % 5, 3 + i % 7}) objects.feature.push_back(feature);
    if (i % 2 == 0) std::swap(objects.feature[3 * i], objects.feature[3 * i + 1]);
    objects.start.push_back(objects.feature.size());
    objects.multiplicity.push_back(1);
  }
  const OrderedBags bags = ordered_bags(Context(), objects, 10);
  MapOptions options = quick_options();
  options.ordered.components = 6;
  const DataMap map = make_map(Context(), bags.distinct.bags, bags.sequences, options);
  EXPECT_EQ(map.vectors, ordered_vectors(Context(), bags.sequences, 10, options.ordered));
  EXPECT_NE(map.vectors, make_map(Context(), bags.distinct.bags, options).vectors);
  const Bags others = distinct_bags(Context(), random_counts(5, 20, 9, 15, 3)).bags;
  EXPECT_THROW((void)make_map(Context(), others, bags.sequences, options), std::invalid_argument);
}

TEST(MakeMap, RefusesBagsThatAreNone) {
  Bags bags = example_bags();
  bags.counts.column.back() = static_cast<std::uint32_t>(bags.counts.columns);
  EXPECT_THROW((void)make_map(Context(), bags, quick_options()), std::invalid_argument);
  bags = example_bags();
  bags.multiplicity.pop_back();
  EXPECT_THROW((void)make_map(Context(), bags, quick_options()), std::invalid_argument);
  bags = example_bags();
  bags.multiplicity.back() = 0;
  EXPECT_THROW((void)make_map(Context(), bags, quick_options()), std::invalid_argument);
}

TEST(MakeMap, SaysThatThereIsNothingToMap) {
  const Bags equal{sparse_rows({{1, 2, 3}}, 3), {40}};
  EXPECT_THROW((void)make_map(Context(), equal), Error);
  EXPECT_THROW((void)make_map(Context(), BagsView()), Error);
}

TEST(NeighboursView, SaysWhatIsWrong) {
  Neighbours neighbours{Matrix<std::uint32_t>(2, 2, Neighbours::kNone), Matrix<float>(2, 2, 1.0F)};
  neighbours.index(0, 0) = 1;
  EXPECT_EQ(NeighboursView(neighbours).validate(), "");
  neighbours.index(1, 1) = 0;
  EXPECT_EQ(NeighboursView(neighbours).validate(), "point 1: a neighbour comes after a place that is left over");
  neighbours.index(1, 0) = 2;
  EXPECT_EQ(NeighboursView(neighbours).validate(), "point 1: neighbour 2 is no point");
  neighbours.index(1, 0) = 0;
  neighbours.distance(1, 1) = 0.5F;
  EXPECT_EQ(NeighboursView(neighbours).validate(), "point 1: distances must ascend");
  EXPECT_THROW((void)lay_out(Context(), neighbours), std::invalid_argument);
}

}  // namespace
}  // namespace proclens
