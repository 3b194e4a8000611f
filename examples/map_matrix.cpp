// Maps a small matrix of counts: three kinds of objects, each with features of its own and some that all share.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <proclens/context.hpp>
#include <proclens/distinct_bags.hpp>
#include <proclens/map.hpp>
#include <vector>

namespace {

constexpr std::uint32_t kKinds = 3;
constexpr std::uint32_t kObjects = 180;
constexpr std::uint32_t kShared = 4;  // features that every object has
constexpr std::uint32_t kOwn = 12;    // features of each kind, of which an object has some

/// Objects × features in compressed sparse rows, as SciPy keeps them with 32-bit indices.
struct Counts {
  std::vector<std::uint32_t> row_start{0};
  std::vector<std::uint32_t> column;
  std::vector<double> value;
};

Counts make_counts() {
  Counts counts;
  std::uint32_t random = 1;
  for (std::uint32_t object = 0; object < kObjects; ++object) {
    for (std::uint32_t feature = 0; feature < kShared; ++feature) {
      counts.column.push_back(feature);
      counts.value.push_back(1);
    }
    for (std::uint32_t feature = 0; feature < kOwn; ++feature) {
      random = random * 1664525U + 1013904223U;
      if (random >> 30U == 0) continue;  // one in four is missing
      counts.column.push_back(kShared + object % kKinds * kOwn + feature);
      counts.value.push_back(1 + (random >> 28U) % 3);
    }
    counts.row_start.push_back(static_cast<std::uint32_t>(counts.column.size()));
  }
  return counts;
}

/// Whether objects of one kind share a cluster and those of different kinds do not.
bool clusters_are_kinds(const proclens::DistinctBags& distinct, const proclens::Clustering& clustering) {
  std::vector<std::int32_t> of_kind(kKinds, -1);
  for (std::uint32_t object = 0; object < kObjects; ++object) {
    const std::int32_t cluster = clustering.label[distinct.bag_of[object]];
    std::int32_t& known = of_kind[object % kKinds];
    if (cluster < 0) continue;  // noise
    if (known < 0) known = cluster;
    if (cluster != known) return false;
  }
  std::ranges::sort(of_kind);
  return of_kind.front() >= 0 && std::ranges::adjacent_find(of_kind) == of_kind.end();
}

}  // namespace

int main() try {
  const Counts counts = make_counts();  // stays here: the engine only looks at it
  const proclens::SparseRowsView view(kShared + kKinds * kOwn, counts.row_start, counts.column, counts.value);
  const proclens::Context context({.threads = 2});
  const proclens::DistinctBags distinct = proclens::distinct_bags(context, view);
  const proclens::DataMap map = proclens::make_map(context, distinct.bags);
  for (std::uint32_t object = 0; object < kKinds; ++object) {
    const std::uint32_t bag = distinct.bag_of[object];
    std::printf("object %u lies at %.2f, %.2f in cluster %d\n", object, map.positions(bag, 0), map.positions(bag, 1),
                map.clustering.label[bag]);
  }
  std::printf("%d clusters of %zu distinct bags\n", map.clustering.clusters, distinct.bags.distinct());
  return clusters_are_kinds(distinct, map.clustering) ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "map_matrix: %s\n", error.what());
  return 1;
}
