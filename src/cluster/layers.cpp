#include "cluster/layers.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/elementary.hpp"

namespace proclens {
namespace {

constexpr double kCoarsest = 8;  ///< number of clusters that can be taken in at a glance
constexpr double kFactor = 3;    ///< between the numbers of clusters of adjacent layers
constexpr double kMaxLayers = 5;
constexpr double kMinChange = 1.25;  ///< between adjacent layers, or one of them is redundant

/// The splits of the condensed tree above the finest clusters.
struct Splits {
  struct Pair {
    std::uint32_t left = CondensedTree::kNone;
    std::uint32_t right = CondensedTree::kNone;
  };
  std::vector<Pair> of_cluster;            ///< per condensed cluster, what it splits into
  std::vector<std::uint64_t> lesser_side;  ///< per split, the objects of its smaller side, descending
};

Splits find_splits(const CondensedTree& condensed, const Grouping& finest) {
  Splits splits{std::vector<Splits::Pair>(condensed.clusters.size()), {}};
  const auto objects = [&](std::uint32_t cluster) { return condensed.clusters[cluster].objects; };
  for (std::uint32_t i = 1; i < condensed.clusters.size(); ++i) {
    const std::uint32_t parent = condensed.clusters[i].parent;
    if (finest.label[parent] >= 0) continue;
    Splits::Pair& pair = splits.of_cluster[parent];
    if (pair.left == CondensedTree::kNone) {
      pair.left = i;
    } else {
      pair.right = i;
      splits.lesser_side.push_back(std::min(objects(pair.left), objects(pair.right)));
    }
  }
  std::ranges::sort(splits.lesser_side, std::greater());
  return splits;
}

/// The groups that result from significant splits and that no significant split divides further.
std::vector<std::uint32_t> clusters_of_min_size(const CondensedTree& condensed, const Splits& splits,
                                                std::uint64_t min_size) {
  const std::size_t count = condensed.clusters.size();
  std::vector<char> significant(count, 0);         // splits into two groups of at least the minimum size
  std::vector<char> significant_within(count, 0);  // that, or a descendant does
  for (std::size_t i = count; i-- > 0;) {
    const auto [left, right] = splits.of_cluster[i];
    if (left == CondensedTree::kNone) continue;
    significant[i] = std::min(condensed.clusters[left].objects, condensed.clusters[right].objects) >= min_size ? 1 : 0;
    significant_within[i] = significant[i] | significant_within[left] | significant_within[right];
  }
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 1; i < count; ++i) {
    if (significant[condensed.clusters[i].parent] != 0 && significant_within[i] == 0) chosen.push_back(i);
  }
  return chosen;
}

/// The desired number of clusters of each layer above the finest, coarse to fine.
std::vector<double> wanted_counts(std::size_t finest) {
  const double ratio = static_cast<double>(finest) / kCoarsest;
  if (ratio <= 1) return {};
  const double steps =
      std::clamp(std::round(reproducible::log(ratio) / reproducible::log(kFactor)), 1.0, kMaxLayers - 1);
  std::vector<double> counts;
  counts.reserve(static_cast<std::size_t>(steps));
  for (int step = 0; step < static_cast<int>(steps); ++step)
    counts.push_back(kCoarsest * reproducible::pow(ratio, step / steps));
  return counts;
}

}  // namespace

std::vector<Grouping> make_layers(const PointTree& tree, const CondensedTree& condensed, const Grouping& finest) {
  std::vector<Grouping> layers;
  const Splits splits = find_splits(condensed, finest);
  for (const double wanted : wanted_counts(finest.cluster.size())) {
    const auto real_splits = static_cast<std::size_t>(std::lround(wanted)) - 1;
    std::vector<std::uint32_t> chosen = clusters_of_min_size(condensed, splits, splits.lesser_side[real_splits - 1]);
    const auto count = static_cast<double>(chosen.size());
    const bool like_coarser = !layers.empty() && count < kMinChange * static_cast<double>(layers.back().cluster.size());
    const bool like_finest = static_cast<double>(finest.cluster.size()) < kMinChange * count;
    if (like_coarser || like_finest) continue;
    layers.push_back(make_grouping(tree, condensed, std::move(chosen)));
  }
  layers.push_back(finest);
  return layers;
}

}  // namespace proclens
