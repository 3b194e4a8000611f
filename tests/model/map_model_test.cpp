// A model that is written, read and used again; and files that differ from what was written.
#include "model/map_model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "core/random.hpp"
#include "model/cluster_reach.hpp"
#include "model/place_bags.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "proclens/map.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/vocabulary_vectors.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFeatures = 40;
constexpr std::size_t kBags = 120;

/// Four kinds of bags, each with its own features and some shared ones, plus a feature that all have.
Bags made_bags() {
  const CounterRandom random(3, 0);
  Bags bags;
  bags.counts.columns = kFeatures;
  for (std::size_t i = 0; i < kBags; ++i) {
    const std::size_t kind = i % 4;
    for (std::size_t j = 0; j < kFeatures; ++j) {
      const bool own = j % 4 == kind;
      const bool has = j == 0 || random.uniform(i * kFeatures + j) < (own ? 0.8 : 0.06);
      if (!has) continue;
      bags.counts.column.push_back(static_cast<std::uint32_t>(j));
      bags.counts.value.push_back(static_cast<double>(1 + random.below(i * kFeatures + j, 3)));
    }
    bags.counts.row_start.push_back(bags.counts.column.size());
    bags.multiplicity.push_back(static_cast<std::uint32_t>(1 + i % 5));
  }
  return bags;
}

MapModel made_model(const Bags& bags, Reference reference) {
  MapOptions options;
  options.embedding.reference = reference;
  options.embedding.components = 30;
  options.cluster.min_cluster_size = 20;
  std::vector<std::string> names;
  for (std::size_t j = 0; j < kFeatures; ++j) names.push_back("c:\\windows\\" + std::to_string(j) + ".dll");
  names[1] = "\"</script>\n\\u0000\x01";  // telemetry
  return map_model("images", {{"fold_paths", "true"}}, std::move(names), make_map(Context(), bags, options), options);
}

class MapModelTest : public testing::Test {
 protected:
  MapModelTest() {
    std::string name = (fs::temp_directory_path() / "proclens-model-XXXXXX").string();
    scratch = mkdtemp(name.data());
    folder = scratch / "model";
  }
  ~MapModelTest() override { fs::remove_all(scratch); }

  static std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }
  static void put(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

  /// Changes model.json and expects the folder to be rejected for this reason.
  void expect_refused_head(const std::string& why, const std::function<void(nlohmann::json&)>& change) const {
    const std::string before = text_of(folder / "model.json");
    nlohmann::json json = nlohmann::json::parse(before);
    change(json);
    put(folder / "model.json", json.dump());
    expect_refused(why);
    put(folder / "model.json", before);
  }

  void expect_refused(const std::string& why) const {
    try {
      (void)read_model(folder);
      ADD_FAILURE() << "not refused: " << why;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
      EXPECT_FALSE(error.remedy().empty());
    }
  }

  fs::path scratch;
  fs::path folder;
};

TEST_F(MapModelTest, IsReadAsItWasWritten) {
  for (const Reference reference : {Reference::spread, Reference::centre}) {
    const MapModel model = made_model(made_bags(), reference);
    write_model(model, folder);
    const MapModel read = read_model(folder);
    EXPECT_EQ(read.lens, model.lens);
    EXPECT_EQ(read.feature_names, model.feature_names);
    EXPECT_EQ(read.weights, model.weights);
    EXPECT_EQ(read.vectors, model.vectors);
    EXPECT_EQ(read.embedding.reference, model.embedding.reference);
    EXPECT_EQ(read.embedding.max_bag_features, model.embedding.max_bag_features);
    EXPECT_EQ(read.embedding.distribution.points, model.embedding.distribution.points);
    EXPECT_EQ(read.embedding.distribution.masses, model.embedding.distribution.masses);
    EXPECT_EQ(read.embedding.components, model.embedding.components);
    EXPECT_EQ(read.embedding.singular_values, model.embedding.singular_values);
    EXPECT_EQ(read.bags.vectors, model.bags.vectors);
    EXPECT_EQ(read.bags.metric, model.bags.metric);
    EXPECT_EQ(read.positions, model.positions);
    EXPECT_EQ(read.cluster, model.cluster);
    EXPECT_EQ(read.reach, model.reach);
    EXPECT_EQ(read.neighbour_distance, model.neighbour_distance);
    EXPECT_EQ(read.layout.neighbours, model.layout.neighbours);
    EXPECT_EQ(read.layout.min_dist, model.layout.min_dist);
    EXPECT_EQ(read.layout.seed, model.layout.seed);
    fs::remove_all(folder);
  }
}

TEST_F(MapModelTest, ItsOwnBagsGetTheirOwnPositions) {
  for (const Reference reference : {Reference::spread, Reference::centre}) {
    const Bags bags = made_bags();
    write_model(made_model(bags, reference), folder);
    const MapModel model = read_model(folder);
    ASSERT_GE(model.reach.size(), 2U);
    const PlacedBags placed = place_bags(Context(), model, bags.counts, bags.counts);
    for (std::size_t i = 0; i < kBags; ++i) {
      for (std::size_t c = 0; c < model.bags.vectors.columns(); ++c) {
        ASSERT_NEAR(placed.vectors(i, c), model.bags.vectors(i, c), 2e-5) << i;
      }
      ASSERT_EQ(placed.nearest[i], i);
      ASSERT_EQ(placed.distance[i], 0);
      ASSERT_EQ(placed.positions(i, 0), model.positions(i, 0));
      ASSERT_EQ(placed.positions(i, 1), model.positions(i, 1));
      ASSERT_EQ(placed.cluster[i], model.cluster[i]);
    }
    fs::remove_all(folder);
  }
}

TEST_F(MapModelTest, ASearchByCellsPlacesTheSame) {
  for (const Reference reference : {Reference::spread, Reference::centre}) {
    const Bags bags = made_bags();
    const MapModel model = made_model(bags, reference);
    // The map's bags, and as many others: each without its last feature.
    SparseRows counts = bags.counts;
    for (std::size_t i = 0; i < kBags; ++i) {
      const auto columns = bags.counts.row_columns(i);
      const auto values = bags.counts.row_values(i);
      counts.column.insert(counts.column.end(), columns.begin(), columns.end() - 1);
      counts.value.insert(counts.value.end(), values.begin(), values.end() - 1);
      counts.row_start.push_back(counts.column.size());
    }
    const PlacedBags exhaustive = place_bags(Context(), model, bags.counts, counts);
    EXPECT_TRUE(exhaustive.search.exhaustive);
    const NeighbourSearchOptions all_cells{.search = NeighbourSearch::cells, .min_recall = 1};
    const PlacedBags by_cells = place_bags(Context(), model, bags.counts, counts, all_cells);
    EXPECT_FALSE(by_cells.search.exhaustive);
    EXPECT_EQ(by_cells.neighbours.index, exhaustive.neighbours.index);
    EXPECT_EQ(by_cells.nearest, exhaustive.nearest);
    EXPECT_EQ(by_cells.positions, exhaustive.positions);
    EXPECT_EQ(by_cells.cluster, exhaustive.cluster);
    // The map's own bags return to their places even where hardly any neighbours are found.
    const PlacedBags own =
        place_bags(Context(), model, bags.counts, bags.counts, {.search = NeighbourSearch::cells, .min_recall = 0.01});
    EXPECT_EQ(own.positions, model.positions);
    EXPECT_EQ(own.cluster, model.cluster);
  }
}

TEST_F(MapModelTest, AnotherBagIsPlacedAmongSimilarOnesAndAnEmptyOneNowhere) {
  const Bags bags = made_bags();
  const MapModel model = made_model(bags, Reference::spread);
  SparseRows counts;
  counts.columns = kFeatures;
  for (const std::uint32_t feature : {0U, 2U, 6U, 10U, 14U, 18U}) {  // of the kind 2
    counts.column.push_back(feature);
    counts.value.push_back(1);
  }
  counts.row_start = {0, counts.column.size(), counts.column.size()};
  const PlacedBags placed = place_bags(Context(), model, bags.counts, counts);
  EXPECT_EQ(placed.nearest[0] % 4, 2U);
  EXPECT_GT(placed.distance[0], 0);
  EXPECT_TRUE(std::isfinite(placed.positions(0, 0)));
  EXPECT_EQ(placed.nearest[1], PlacedBags::kNone);
  EXPECT_TRUE(std::isnan(placed.positions(1, 0)));
  EXPECT_EQ(placed.cluster[1], -1);
}

/// The same bags by the Hellinger distance, and one more that shares no feature with them.
TEST_F(MapModelTest, OnAMapByHellingerDistanceBagsKeepTheirPlacesToo) {
  Bags bags = made_bags();
  bags.counts.columns = kFeatures + 1;
  bags.counts.column.push_back(kFeatures);
  bags.counts.value.push_back(2);
  bags.counts.row_start.push_back(bags.counts.column.size());
  bags.multiplicity.push_back(3);
  MapOptions options;
  options.distance = BagDistance::hellinger;
  options.cluster.min_cluster_size = 20;
  const DataMap map = make_map(Context(), bags, options);
  EXPECT_EQ(map.objects_apart, 3U);
  EXPECT_EQ(map.outlier_score.back(), 1);
  EXPECT_EQ(map.clustering.label.back(), -1);
  std::vector<std::string> names(kFeatures + 1, "x");
  write_model(map_model("images", {}, std::move(names), map, options), folder);
  EXPECT_FALSE(fs::exists(folder / "vectors.npy"));
  const MapModel model = read_model(folder);
  EXPECT_EQ(model.distance, BagDistance::hellinger);
  ASSERT_GE(model.reach.size(), 2U);

  // The map's bags, twice the counts of the first, and a bag of a feature that only the last one has among others.
  SparseRows counts = bags.counts;
  for (std::size_t e = 0; e < bags.counts.row_columns(0).size(); ++e) {
    counts.column.push_back(bags.counts.row_columns(0)[e]);
    counts.value.push_back(2 * bags.counts.row_values(0)[e]);
  }
  counts.row_start.push_back(counts.column.size());
  counts.column.insert(counts.column.end(), {2, 6, kFeatures});
  counts.value.insert(counts.value.end(), {1, 1, 1});
  counts.row_start.push_back(counts.column.size());
  const PlacedBags placed = place_bags_by_hellinger(Context(), model, bags.counts, counts);
  for (std::size_t i = 0; i <= kBags + 1; ++i) {
    const std::size_t own = i == kBags + 1 ? 0 : i;
    ASSERT_EQ(placed.nearest[i], own);
    ASSERT_EQ(placed.distance[i], 0);
    ASSERT_EQ(placed.positions(i, 0), model.positions(own, 0));
    ASSERT_EQ(placed.positions(i, 1), model.positions(own, 1));
    ASSERT_EQ(placed.cluster[i], model.cluster[own]);
  }
  EXPECT_GT(placed.distance[kBags + 2], 0);
  EXPECT_LT(placed.distance[kBags + 2], 1);
  EXPECT_TRUE(std::isfinite(placed.positions(kBags + 2, 0)));
}

TEST(ClusterReach, IsTheLargestDistanceOfABagToItsNearestFellowMember) {
  // Unit vectors at these angles; two clusters and a noise bag.
  const std::vector<double> angle{0.0, 0.1, 0.3, 1.0, 1.05, 0.6};
  const std::vector<std::int32_t> label{0, 0, 0, 1, 1, -1};
  Embedding embedding{Matrix<float>(6, 2), EmbeddingMetric::one_minus_dot};
  for (std::size_t i = 0; i < 6; ++i) {
    embedding.vectors(i, 0) = static_cast<float>(std::cos(angle[i]));
    embedding.vectors(i, 1) = static_cast<float>(std::sin(angle[i]));
  }
  const std::vector<float> reach = cluster_reach(nearest_neighbours(Context(), embedding, 5), label, 2);
  EXPECT_NEAR(reach[0], 1 - std::cos(0.2), 1e-6);
  EXPECT_NEAR(reach[1], 1 - std::cos(0.05), 1e-6);
}

TEST_F(MapModelTest, RejectsAHeaderItDoesNotUnderstand) {
  write_model(made_model(made_bags(), Reference::spread), folder);
  expect_refused_head("its version is 1; this program reads version 4", [](auto& json) { json["version"] = 1; });
  expect_refused_head("it is not the model of a map", [](auto& json) { json["format"] = "another"; });
  expect_refused_head("has no member \"lens_parameters\"", [](auto& json) { json.erase("lens_parameters"); });
  expect_refused_head("\"lens_parameters\" contains something that is not a string",
                      [](auto& json) { json["lens_parameters"]["bin"] = 3; });
  expect_refused_head("unknown member \"colour\"", [](auto& json) { json["colour"] = 1; });
  expect_refused_head("has no member \"distance\"", [](auto& json) { json.erase("distance"); });
  expect_refused_head("unknown member \"max_bag_features\"", [](auto& json) { json["distance"] = "hellinger"; });
  expect_refused_head("has no member \"metric\"", [](auto& json) { json.erase("metric"); });
  expect_refused_head("\"metric\" has an unknown value", [](auto& json) { json["metric"] = "euclidean"; });
  expect_refused_head("\"neighbour_distance\" has an unknown value",
                      [](auto& json) { json["neighbour_distance"] = "as the crow flies"; });
  expect_refused_head("metric: does not match the reference", [](auto& json) { json["metric"] = "cosine"; });
  expect_refused_head("\"lens\" is not a string", [](auto& json) { json["lens"] = 7; });
  expect_refused_head("unknown member \"halo\"",
                      [](auto& json) { json["arrays"]["halo"] = json["arrays"]["weights"]; });
  expect_refused_head("has no member \"weights\"", [](auto& json) { json["arrays"].erase("weights"); });
  expect_refused_head("neighbours is 1", [](auto& json) { json["layout"]["neighbours"] = 1; });
  expect_refused_head("min_dist is 5", [](auto& json) { json["layout"]["min_dist"] = 5; });
  expect_refused_head("\"max_bag_features\" is not a whole number", [](auto& json) { json["max_bag_features"] = -1; });
  expect_refused_head("weights: the shape is 40, not 39", [](auto& json) { json["features"].erase(0); });
  expect_refused_head("contains something that is not a string", [](auto& json) { json["features"][0] = nullptr; });
  EXPECT_NO_THROW((void)read_model(folder));
  put(folder / "model.json", text_of(folder / "model.json").substr(0, 500));
  expect_refused("it is truncated or not JSON");
  fs::remove(folder / "model.json");
  expect_refused("it is missing");
}

TEST_F(MapModelTest, RefusesArraysThatAreCutOrForeign) {
  write_model(made_model(made_bags(), Reference::spread), folder);
  const fs::path file = folder / "vectors.npy";
  const std::string whole = text_of(file);
  put(file, whole.substr(0, whole.size() - 4));
  expect_refused("bytes, not");
  std::string changed = whole;
  changed[whole.size() / 2] ^= 1;
  put(file, changed);
  expect_refused("its digest differs");
  fs::remove(file);
  expect_refused("it is missing");
  put(file, whole);
  EXPECT_NO_THROW((void)read_model(folder));
}

/// Replaces an array by a file that is valid in itself: model.json has its size and digest.
void replace_array(const fs::path& folder, const MapModel& model, const std::string& name, const std::string& content,
                   const fs::path& scratch) {
  // Uses another model's file and entry, so that the digest need not be computed here.
  fs::remove_all(scratch / "other");
  write_model(model, scratch / "other");
  std::ifstream theirs(scratch / "other/model.json");
  std::ifstream ours(folder / "model.json");
  nlohmann::json json = nlohmann::json::parse(ours);
  json["arrays"][name] = nlohmann::json::parse(theirs)["arrays"][content];
  fs::copy_file(scratch / "other" / (content + ".npy"), folder / (name + ".npy"), fs::copy_options::overwrite_existing);
  std::ofstream(folder / "model.json") << json.dump();
}

TEST_F(MapModelTest, RefusesArraysThatContradictEachOther) {
  const MapModel model = made_model(made_bags(), Reference::spread);
  write_model(model, folder);
  replace_array(folder, model, "weights", "reference_masses", scratch);
  expect_refused("weights: the shape is");
  fs::remove_all(folder);
  write_model(model, folder);
  replace_array(folder, model, "weights", "vectors", scratch);
  expect_refused("it is not an array of type <f8");
}

TEST_F(MapModelTest, RefusesNumbersThatCannotBe) {
  const MapModel good = made_model(made_bags(), Reference::spread);
  EXPECT_EQ(inconsistency(good), "");
  const auto why = [&](const std::function<void(MapModel&)>& change) {
    MapModel model = good;
    change(model);
    return inconsistency(model);
  };
  const float nan = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(why([&](MapModel& m) { m.vectors(3, 1) = nan; }), "vectors: a value is not finite");
  EXPECT_EQ(why([&](MapModel& m) { m.positions(0, 0) = nan; }), "positions: a value is not finite");
  EXPECT_EQ(why([](MapModel& m) { m.weights[0] = -1; }), "weights: a value is negative");
  EXPECT_EQ(why([](MapModel& m) { m.embedding.distribution.masses[0] = 0; }), "reference_masses: a mass is 0");
  EXPECT_EQ(why([](MapModel& m) { m.cluster[0] = 1000; }), "cluster: unknown cluster 1000");
  EXPECT_EQ(why([](MapModel& m) { m.cluster[0] = -2; }), "cluster: unknown cluster -2");
  EXPECT_EQ(why([](MapModel& m) { m.cluster.pop_back(); }), "cluster: the shape is 119, not 120");
  EXPECT_EQ(why([](MapModel& m) { m.embedding.components = Matrix<float>(3, 2); }).substr(0, 30),
            "components: the shape is 3 × ");
  MapModel unfit;
  unfit.weights = {1};
  EXPECT_THROW(write_model(unfit, folder), std::invalid_argument);
}

TEST_F(MapModelTest, SameModelSameBytes) {
  const MapModel model = made_model(made_bags(), Reference::spread);
  write_model(model, folder);
  write_model(model, scratch / "again");
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    EXPECT_EQ(text_of(entry.path()), text_of(scratch / "again" / entry.path().filename()));
    ++files;
  }
  EXPECT_EQ(files, 11U);
}

}  // namespace
}  // namespace proclens
