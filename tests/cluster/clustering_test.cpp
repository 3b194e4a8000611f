#include "proclens/clustering.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

#include "cluster/obvious_clustering.hpp"
#include "cluster/random_map.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

std::size_t samples_of(const ClusterOptions& options) {
  return options.min_samples != 0 ? options.min_samples : options.min_cluster_size;
}

void expect_equal(const Clustering& a, const Clustering& b) {
  EXPECT_EQ(a.clusters, b.clusters);
  EXPECT_EQ(a.label, b.label);
  EXPECT_EQ(a.strength, b.strength);
  EXPECT_EQ(a.nearest_cluster, b.nearest_cluster);
  ASSERT_EQ(a.layers.size(), b.layers.size());
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    EXPECT_EQ(a.layers[i].label, b.layers[i].label);
    EXPECT_EQ(a.layers[i].clusters, b.layers[i].clusters);
  }
}

/// What must hold for any input.
void expect_sound(const Clustering& clustering, std::span<const std::uint32_t> multiplicity,
                  const ClusterOptions& options) {
  std::map<std::int32_t, std::uint64_t> objects;
  for (std::size_t i = 0; i < multiplicity.size(); ++i) {
    objects[clustering.label[i]] += multiplicity[i];
    EXPECT_GE(clustering.strength[i], 0);
    EXPECT_LE(clustering.strength[i], 1);
    EXPECT_LT(clustering.nearest_cluster[i], clustering.clusters);
    EXPECT_EQ(clustering.nearest_cluster[i] < 0, clustering.clusters == 0);
    if (clustering.label[i] >= 0) {
      EXPECT_EQ(clustering.nearest_cluster[i], clustering.label[i]);
    }
  }
  objects.erase(-1);
  EXPECT_EQ(objects.size(), static_cast<std::size_t>(clustering.clusters));
  EXPECT_NE(clustering.clusters, 1);  // the root is never a cluster, and splits into two
  std::uint64_t before = ~std::uint64_t{0};
  for (const auto& [label, count] : objects) {
    EXPECT_GE(label, 0);
    EXPECT_GE(count, options.min_cluster_size);
    EXPECT_LE(count, before) << "clusters are numbered by falling size";
    before = count;
  }
  ASSERT_FALSE(clustering.layers.empty());
  EXPECT_EQ(clustering.layers.back().label, clustering.label);
  EXPECT_EQ(clustering.layers.back().clusters, clustering.clusters);
}

Clustering cluster_map(const RandomMap& map, const ClusterOptions& options = {}, const Context& context = Context()) {
  Clustering clustering = cluster_points(context, map.points, map.multiplicity, options);
  expect_sound(clustering, map.multiplicity, options);
  return clustering;
}

/// Every point once per object, with a point's copies one after another or, if `interleaved`, in rounds.
std::pair<RandomMap, std::vector<std::size_t>> expanded(const RandomMap& map, bool interleaved) {
  std::vector<std::size_t> origin;
  for (std::size_t i = 0; i < map.multiplicity.size(); ++i) {
    origin.insert(origin.end(), interleaved ? 1 : map.multiplicity[i], i);
  }
  for (std::uint32_t round = 1; interleaved && origin.size() < 100000 && round < 1000; ++round) {
    for (std::size_t i = 0; i < map.multiplicity.size(); ++i) {
      if (map.multiplicity[i] > round) origin.push_back(i);
    }
  }
  RandomMap result{Matrix<float>(origin.size(), 2), std::vector<std::uint32_t>(origin.size(), 1)};
  for (std::size_t k = 0; k < origin.size(); ++k) {
    result.points(k, 0) = map.points(origin[k], 0);
    result.points(k, 1) = map.points(origin[k], 1);
  }
  return {result, origin};
}

double adjusted_rand_index(const std::map<std::pair<int, int>, std::uint64_t>& table) {
  std::map<int, double> rows;
  std::map<int, double> columns;
  const auto pairs = [](double n) { return n * (n - 1) / 2; };
  double both = 0;
  double n = 0;
  for (const auto& [key, count] : table) {
    const auto c = static_cast<double>(count);
    rows[key.first] += c;
    columns[key.second] += c;
    both += pairs(c);
    n += c;
  }
  double in_rows = 0;
  double in_columns = 0;
  for (const auto& [label, count] : rows) in_rows += pairs(count);
  for (const auto& [label, count] : columns) in_columns += pairs(count);
  const double expected = in_rows * in_columns / pairs(n);
  return (both - expected) / ((in_rows + in_columns) / 2 - expected);
}

struct Variety {
  RandomMapOptions map;
  ClusterOptions options;
};

std::vector<Variety> varieties() {
  return {
      {{.points = 120, .heaps = 4}, {.min_cluster_size = 5}},
      {{.points = 150, .heaps = 5}, {.min_cluster_size = 10}},
      {{.points = 100, .heaps = 4, .max_objects = 4}, {.min_cluster_size = 6}},
      {{.points = 100, .heaps = 4, .max_objects = 60}, {.min_cluster_size = 10}},
      {{.points = 110, .heaps = 3, .grid = 0.5, .max_objects = 2}, {.min_cluster_size = 5}},
      {{.points = 90, .heaps = 3, .grid = 1, .max_objects = 5}, {.min_cluster_size = 8}},
      {{.points = 120, .heaps = 5}, {.min_cluster_size = 4, .min_samples = 1}},
      {{.points = 120, .heaps = 5, .max_objects = 3}, {.min_cluster_size = 4, .min_samples = 20}},
      {{.points = 80, .heaps = 5, .grid = 0.5, .max_objects = 30}, {.min_cluster_size = 2, .min_samples = 5}},
  };
}

TEST(ClusterPoints, AgreesWithTheObviousWay) {
  for (const Variety& variety : varieties()) {
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
      SCOPED_TRACE(testing::Message() << variety.map.points << " points, min_cluster_size "
                                      << variety.options.min_cluster_size << ", seed " << seed);
      const RandomMap map = random_map(seed, variety.map);
      const Clustering clustering = cluster_map(map, variety.options);
      const ObviousClustering obvious(map.points, map.multiplicity, variety.options.min_cluster_size,
                                      samples_of(variety.options));
      EXPECT_EQ(clustering.label, obvious.label);
      EXPECT_EQ(clustering.nearest_cluster, obvious.nearest);
      for (std::size_t i = 0; i < obvious.label.size(); ++i) {
        EXPECT_NEAR(clustering.strength[i], obvious.strength[i], 1e-6);
      }
    }
  }
}

TEST(ClusterPoints, AgreesWithFastHdbscan) {
  std::ifstream golden(std::string(PROCLENS_TESTS) + "/cluster/golden/maps.txt");
  ASSERT_TRUE(golden);
  int maps = 0;
  for (std::string word, name; golden >> word >> name; ++maps) {
    SCOPED_TRACE(name);
    ASSERT_EQ(word, "map");
    std::size_t positions = 0;
    std::int32_t clusters = 0;
    double own_agreement = 0;
    ClusterOptions options;
    golden >> positions >> options.min_cluster_size >> options.min_samples >> clusters >> own_agreement;
    std::string line;
    std::getline(golden, line);
    RandomMap map{Matrix<float>(positions, 2), std::vector<std::uint32_t>(positions)};
    std::vector<std::vector<std::pair<int, std::uint64_t>>> labels(positions);
    std::vector<double> strength(positions, -1);
    for (std::size_t i = 0; i < positions; ++i) {
      std::getline(golden, line);
      std::istringstream entries(line);
      entries >> map.points(i, 0) >> map.points(i, 1) >> map.multiplicity[i];
      for (std::string entry; entries >> entry && entry != "/";) {
        const std::size_t colon = entry.find(':');
        labels[i].emplace_back(std::stoi(entry), std::stoull(entry.substr(colon + 1)));
      }
      entries >> strength[i];
    }
    ASSERT_TRUE(golden);
    const Clustering clustering = cluster_map(map, options);
    EXPECT_EQ(clustering.clusters, clusters);
    std::map<std::pair<int, int>, std::uint64_t> table;
    for (std::size_t i = 0; i < positions; ++i) {
      for (const auto& [label, count] : labels[i]) table[{label, clustering.label[i]}] += count;
    }
    // For equal distances fast_hdbscan depends on the order of rows in ways that cannot all be reproduced. Required are
    // 0.999 with the default min_samples, equality if no distances are equal, and always at least the agreement of
    // fast_hdbscan with itself on reordered rows.
    const bool by_default = options.min_samples == options.min_cluster_size;
    EXPECT_GE(adjusted_rand_index(table), by_default ? std::max(0.999, own_agreement) : own_agreement);
    for (std::size_t i = 0; i < positions; ++i) {
      const bool comparable = strength[i] >= 0 && labels[i][0].first >= 0 && clustering.label[i] >= 0;
      if (comparable) {
        EXPECT_NEAR(clustering.strength[i], strength[i], 2e-5);
      }
    }
  }
  EXPECT_EQ(maps, 8);
}

TEST(ClusterPoints, ObjectsInsteadOfMultiplicitiesChangeNothing) {
  for (const Variety& variety : varieties()) {
    const RandomMap map = random_map(77, variety.map);
    const Clustering folded = cluster_map(map, variety.options);
    for (const bool interleaved : {false, true}) {
      const auto [objects, origin] = expanded(map, interleaved);
      const Clustering unfolded = cluster_map(objects, variety.options);
      Clustering expected;
      expected.clusters = folded.clusters;
      expected.layers.resize(folded.layers.size());
      for (const std::size_t i : origin) {
        expected.label.push_back(folded.label[i]);
        expected.strength.push_back(folded.strength[i]);
        expected.nearest_cluster.push_back(folded.nearest_cluster[i]);
        for (std::size_t l = 0; l < folded.layers.size(); ++l) {
          expected.layers[l].clusters = folded.layers[l].clusters;
          expected.layers[l].label.push_back(folded.layers[l].label[i]);
        }
      }
      expect_equal(unfolded, expected);
    }
  }
}

TEST(ClusterPoints, TheOrderOfThePointsDecidesOnlyBetweenEqualDistances) {
  // With min_samples 1 the reach is the plain distance, and no two of those are equal here.
  const RandomMap map = random_map(5, {.points = 400, .heaps = 9, .max_objects = 3});
  const ClusterOptions options{.min_cluster_size = 7, .min_samples = 1};
  const Clustering clustering = cluster_map(map, options);
  RandomMap reversed = map;
  const std::size_t n = map.multiplicity.size();
  for (std::size_t i = 0; i < n; ++i) {
    reversed.points(i, 0) = map.points(n - 1 - i, 0);
    reversed.points(i, 1) = map.points(n - 1 - i, 1);
    reversed.multiplicity[i] = map.multiplicity[n - 1 - i];
  }
  const Clustering other = cluster_map(reversed, options);
  std::map<std::int32_t, std::int32_t> same;  // clusters of equal size may have swapped numbers
  for (std::size_t i = 0; i < n; ++i) {
    const auto [known, is_new] = same.emplace(clustering.nearest_cluster[i], other.nearest_cluster[n - 1 - i]);
    EXPECT_EQ(known->second, other.nearest_cluster[n - 1 - i]);
    EXPECT_EQ(clustering.label[i] < 0, other.label[n - 1 - i] < 0);
    EXPECT_EQ(clustering.strength[i], other.strength[n - 1 - i]);
  }
  EXPECT_EQ(same.size(), static_cast<std::size_t>(clustering.clusters));
}

TEST(ClusterPoints, NoiseReachesNoOtherClusterOverShorterSteps) {
  const RandomMap map = random_map(12, {.points = 250, .heaps = 8, .max_objects = 12});
  const Clustering clustering = cluster_map(map, {.min_cluster_size = 8});
  const ObviousClustering obvious(map.points, map.multiplicity, 8, 8);
  const std::size_t positions = obvious.positions();
  std::size_t noise = 0;
  for (std::size_t i = 0; i < clustering.label.size(); ++i) {
    if (clustering.label[i] >= 0) continue;
    ++noise;
    // The least longest step from here to every position, over the complete graph.
    std::vector<double> longest(positions, std::numeric_limits<double>::infinity());
    std::vector<char> done(positions, 0);
    longest[obvious.position_of[i]] = 0;
    for (std::size_t round = 0; round < positions; ++round) {
      std::size_t next = positions;
      for (std::size_t p = 0; p < positions; ++p) {
        if (done[p] == 0 && (next == positions || longest[p] < longest[next])) next = p;
      }
      done[next] = 1;
      for (std::size_t p = 0; p < positions; ++p) {
        longest[p] = std::min(longest[p], std::max(longest[next], obvious.reach(next, p)));
      }
    }
    double to_nearest = std::numeric_limits<double>::infinity();
    double to_any = std::numeric_limits<double>::infinity();
    for (std::size_t k = 0; k < clustering.label.size(); ++k) {
      const double step = longest[obvious.position_of[k]];
      if (clustering.label[k] >= 0) to_any = std::min(to_any, step);
      if (clustering.label[k] == clustering.nearest_cluster[i]) to_nearest = std::min(to_nearest, step);
    }
    EXPECT_EQ(to_nearest, to_any);
  }
  EXPECT_GT(noise, 10);
}

TEST(ClusterPoints, NoiseIsWeakerThanTheMembersOfItsNearestCluster) {
  const RandomMap map = random_map(31, {.points = 600, .heaps = 12, .max_objects = 40});
  const Clustering clustering = cluster_map(map);
  std::vector<float> weakest(static_cast<std::size_t>(clustering.clusters), 1.0F);
  const auto weakest_of = [&](std::size_t i) -> float& {
    return weakest[static_cast<std::size_t>(clustering.nearest_cluster[i])];
  };
  for (std::size_t i = 0; i < clustering.label.size(); ++i) {
    if (clustering.label[i] >= 0) weakest_of(i) = std::min(weakest_of(i), clustering.strength[i]);
  }
  for (std::size_t i = 0; i < clustering.label.size(); ++i) {
    if (clustering.label[i] < 0) {
      EXPECT_LE(clustering.strength[i], weakest_of(i));
    }
  }
}

TEST(ClusterPoints, IsTheSameForAnyNumberOfThreads) {
  const RandomMap map = random_map(9, {.points = 5000, .heaps = 60, .grid = 0.01, .max_objects = 20});
  const Clustering alone = cluster_map(map, {}, Context({.threads = 1}));
  EXPECT_GT(alone.clusters, 20);
  for (const int threads : {2, 5}) {
    expect_equal(cluster_map(map, {}, Context({.threads = threads})), alone);
  }
}

RandomMap map_of(const std::vector<std::pair<float, float>>& points, std::vector<std::uint32_t> multiplicity = {}) {
  RandomMap map{Matrix<float>(points.size(), 2), std::move(multiplicity)};
  for (std::size_t i = 0; i < points.size(); ++i) {
    map.points(i, 0) = points[i].first;
    map.points(i, 1) = points[i].second;
  }
  map.multiplicity.resize(points.size(), 1);
  return map;
}

void expect_all_noise(const RandomMap& map, const ClusterOptions& options = {}) {
  const Clustering clustering = cluster_map(map, options);
  EXPECT_EQ(clustering.clusters, 0);
  EXPECT_EQ(clustering.label, std::vector<std::int32_t>(map.multiplicity.size(), -1));
  EXPECT_EQ(clustering.strength, std::vector<float>(map.multiplicity.size(), 0.0F));
}

TEST(ClusterPoints, TooFewForTwoClustersIsAllNoise) {
  expect_all_noise(map_of({}));
  expect_all_noise(map_of({{1, 2}}));
  expect_all_noise(map_of({{1, 2}}, {1000000}));
  expect_all_noise(map_of({{1, 2}, {1, 2}, {1, 2}}, {5, 500, 50000}));
  expect_all_noise(map_of({{0, 0}, {1, 0}, {5, 5}}));
  expect_all_noise(map_of({{0, 0}, {1, 0}, {5, 5}}), {.min_cluster_size = 2, .min_samples = 500});
  expect_all_noise(random_map(1, {.points = 9}));
}

TEST(ClusterPoints, CoincidentObjectsAreAClusterOfTheirOwn) {
  const Clustering two = cluster_map(map_of({{0, 0}, {3, 4}}, {4000000000U, 11}));
  EXPECT_EQ(two.label, (std::vector<std::int32_t>{0, 1}));
  EXPECT_EQ(two.strength, (std::vector<float>{1, 1}));

  const Clustering with_lone = cluster_map(map_of({{0, 0}, {3, 4}, {1, 0}, {30, 0}}, {100, 50, 1, 2}));
  EXPECT_EQ(with_lone.label, (std::vector<std::int32_t>{0, 1, 0, -1}));
  EXPECT_EQ(with_lone.nearest_cluster, (std::vector<std::int32_t>{0, 1, 0, 1}));
  EXPECT_GT(with_lone.strength[3], 0);
  EXPECT_LT(with_lone.strength[3], with_lone.strength[2]);
}

TEST(ClusterPoints, FarOutliersAndTinyGapsStayFinite) {
  RandomMap map = random_map(4, {.points = 200, .heaps = 2, .max_objects = 20});
  map.points(0, 0) = 3e38F;
  map.points(0, 1) = -3e38F;
  map.points(1, 0) = -3e38F;
  map.points(2, 0) = 0;
  map.points(2, 1) = 0;
  map.points(3, 0) = 1e-45F;
  map.points(3, 1) = -0.0F;
  map.multiplicity[2] = map.multiplicity[3] = 100;
  const Clustering clustering = cluster_map(map);
  EXPECT_EQ(clustering.label[0], -1);
  EXPECT_GE(clustering.label[2], 0);
  EXPECT_GE(clustering.label[3], 0);
  EXPECT_NE(clustering.label[2], clustering.label[3]);
}

TEST(ClusterPoints, NegativeZeroIsZero) {
  const Clustering clustering = cluster_map(map_of({{0.0F, 0.0F}, {-0.0F, 0.0F}, {7, 7}}, {6, 6, 20}));
  EXPECT_EQ(clustering.label, (std::vector<std::int32_t>{1, 1, 0}));
}

TEST(ClusterPoints, APlaneInASpaceOfMoreDimensionsIsClusteredLikeThePlane) {
  const ClusterOptions options{.min_cluster_size = 5};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const RandomMap map = random_map(seed, {.points = 300, .grid = seed % 2 == 0 ? 0.25 : 0, .max_objects = 3});
    // The two squares are added in the plane's order, so that distances have the same bits.
    Matrix<float> space(map.points.rows(), 4);
    for (std::size_t i = 0; i < space.rows(); ++i) {
      space(i, 1) = map.points(i, 1);
      space(i, 2) = map.points(i, 0);
      space(i, 3) = 7;
    }
    expect_equal(cluster_points(Context(), map.points, map.multiplicity, options),
                 cluster_points(Context(), space, map.multiplicity, options));
  }
}

TEST(ClusterPoints, ALineIsClusteredLikeALineInThePlane) {
  const RandomMap map = random_map(3, {.points = 200, .max_objects = 3});
  Matrix<float> line(map.points.rows(), 1);
  Matrix<float> plane(map.points.rows(), 2);
  for (std::size_t i = 0; i < line.rows(); ++i) line(i, 0) = plane(i, 0) = map.points(i, 0);
  const ClusterOptions options{.min_cluster_size = 5};
  expect_equal(cluster_points(Context(), line, map.multiplicity, options),
               cluster_points(Context(), plane, map.multiplicity, options));
}

TEST(ClusterPoints, RejectsWhatDoesNotFit) {
  const RandomMap map = random_map(1, {.points = 5});
  const std::vector<std::uint32_t> four(4, 1);
  const std::vector<std::uint32_t> with_zero{1, 1, 0, 1, 1};
  EXPECT_THROW((void)cluster_points(Context(), map.points, four), std::invalid_argument);
  EXPECT_THROW((void)cluster_points(Context(), map.points, with_zero), std::invalid_argument);
  EXPECT_THROW((void)cluster_points(Context(), map.points, map.multiplicity, {.min_cluster_size = 1}),
               std::invalid_argument);
  EXPECT_THROW((void)cluster_points(Context(), Matrix<float>(5, 0), map.multiplicity), std::invalid_argument);
  EXPECT_THROW((void)cluster_points(Context(), map_of({{NAN, 0}}).points, std::vector<std::uint32_t>{1}),
               std::invalid_argument);
}

/// A million points, each slightly farther from the previous one: every merge adds one point to all the earlier ones,
/// so the tree has maximum depth.
void cluster_a_long_chain(Clustering& clustering) {
  constexpr std::size_t kPoints = 1000000;
  RandomMap map{Matrix<float>(kPoints, 2), std::vector<std::uint32_t>(kPoints, 1)};
  for (std::size_t i = 0; i < kPoints; ++i) {
    const float height = 3e-7F * static_cast<float>(i);
    map.points(i, 0) = static_cast<float>(i);
    map.points(i, 1) = i % 2 == 0 ? height : -height;
  }
  map.multiplicity[0] = map.multiplicity[1] = 50;  // so that there are two clusters to be near
  clustering =
      cluster_points(Context({.threads = 1}), map.points, map.multiplicity, {.min_cluster_size = 10, .min_samples = 1});
}

TEST(ClusterPoints, AMillionPointsInOneChainNeedLittleStack) {
  Clustering clustering;
  pthread_attr_t attributes;
  ASSERT_EQ(pthread_attr_init(&attributes), 0);
  ASSERT_EQ(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
  pthread_t thread{};
  const auto run = [](void* result) -> void* {
    cluster_a_long_chain(*static_cast<Clustering*>(result));
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &clustering), 0);
  ASSERT_EQ(pthread_join(thread, nullptr), 0);
  pthread_attr_destroy(&attributes);
  ASSERT_EQ(clustering.clusters, 2);
  EXPECT_EQ(clustering.label[0] + clustering.label[1], 1);
  EXPECT_EQ(clustering.label[500000], -1);
  EXPECT_EQ(clustering.nearest_cluster[999999], clustering.label[1]);
}

}  // namespace
}  // namespace proclens
