#include "proclens/topics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "core/parallel.hpp"
#include "core/require_valid.hpp"

namespace proclens {
namespace {

constexpr std::size_t kClusterBlock = 16;

/// Sums over objects. Rows are always added in the same order, so that the difference between a cluster of all objects
/// and the whole is exactly 0.
struct FeatureSums {
  std::vector<double> weight;          ///< v
  std::vector<std::uint64_t> objects;  ///< v
  double total = 0;

  explicit FeatureSums(std::size_t features) : weight(features), objects(features) {}

  void add_row(const SparseRowsView& weighted, std::size_t row, std::uint32_t multiplicity) {
    const auto columns = weighted.row_columns(row);
    const auto values = weighted.row_values(row);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const double value = multiplicity * values[k];
      weight[columns[k]] += value;
      objects[columns[k]] += multiplicity;
      total += value;
    }
  }

  [[nodiscard]] double share(std::size_t feature) const { return total > 0 ? weight[feature] / total : 0; }
};

/// The rows of each label, in ascending order.
struct RowsByLabel {
  std::vector<std::size_t> start;
  std::vector<std::uint32_t> row;

  RowsByLabel(std::span<const std::int32_t> label, std::size_t clusters) : start(clusters + 1) {
    for (const std::int32_t l : label) {
      if (l >= 0) ++start[static_cast<std::size_t>(l) + 1];
    }
    std::partial_sum(start.begin(), start.end(), start.begin());
    row.resize(start.back());
    std::vector<std::size_t> next(start.begin(), start.end() - 1);
    for (std::size_t i = 0; i < label.size(); ++i) {
      if (label[i] >= 0) row[next[static_cast<std::size_t>(label[i])]++] = static_cast<std::uint32_t>(i);
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t cluster) const {
    return {row.data() + start[cluster], start[cluster + 1] - start[cluster]};
  }
};

bool stands_out_more(const TopicFeature& a, const TopicFeature& b) {
  const double size_a = std::abs(a.difference);
  const double size_b = std::abs(b.difference);
  return size_a != size_b ? size_a > size_b : a.feature < b.feature;
}

/// Finds the topics of one cluster at a time, reusing its buffers.
class TopicFinder {
 public:
  TopicFinder(const SparseRowsView& weighted, std::span<const std::uint32_t> multiplicity, const FeatureSums& all,
              const std::vector<std::uint32_t>& by_share)
      : weighted_(weighted),
        multiplicity_(multiplicity),
        all_(all),
        by_share_(by_share),
        sums_(weighted.columns()),
        listed_(weighted.columns()) {}

  std::vector<TopicFeature> find(std::span<const std::uint32_t> rows, std::size_t max_features) {
    for (const std::uint32_t row : rows) sums_.add_row(weighted_, row, multiplicity_[row]);
    std::vector<TopicFeature> candidates = present(rows);
    add_absent(candidates, max_features);
    const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(std::min(max_features, candidates.size()));
    std::partial_sort(candidates.begin(), end, candidates.end(), stands_out_more);
    candidates.erase(end, candidates.end());
    clear(rows);
    return candidates;
  }

 private:
  /// The features that objects of the cluster have.
  std::vector<TopicFeature> present(std::span<const std::uint32_t> rows) {
    std::vector<TopicFeature> found;
    for (const std::uint32_t row : rows) {
      for (const std::uint32_t feature : weighted_.row_columns(row)) {
        if (listed_[feature] != 0) continue;
        listed_[feature] = 1;
        const double difference = sums_.share(feature) - all_.share(feature);
        if (difference != 0) found.push_back({feature, difference, sums_.objects[feature]});
      }
    }
    return found;
  }

  /// Adds the features that no object of the cluster has, those most frequent in the whole first.
  void add_absent(std::vector<TopicFeature>& candidates, std::size_t max_features) const {
    std::size_t added = 0;
    for (const std::uint32_t feature : by_share_) {
      if (added == max_features) return;
      if (sums_.objects[feature] != 0) continue;
      candidates.push_back({feature, -all_.share(feature), 0});
      ++added;
    }
  }

  void clear(std::span<const std::uint32_t> rows) {
    for (const std::uint32_t row : rows) {
      for (const std::uint32_t feature : weighted_.row_columns(row)) {
        sums_.weight[feature] = 0;
        sums_.objects[feature] = 0;
        listed_[feature] = 0;
      }
    }
    sums_.total = 0;
  }

  const SparseRowsView& weighted_;
  std::span<const std::uint32_t> multiplicity_;
  const FeatureSums& all_;
  const std::vector<std::uint32_t>& by_share_;
  FeatureSums sums_;
  std::vector<char> listed_;
};

/// The sums of groups of features over the rows of one cluster at a time.
class GroupSums {
 public:
  explicit GroupSums(std::size_t groups) : weight_(groups), objects_(groups), last_row_(groups, kNoRow) {}

  void add_row(const SparseRowsView& weighted, std::uint32_t row, std::uint32_t multiplicity,
               std::span<const std::uint32_t> group) {
    const auto columns = weighted.row_columns(row);
    const auto values = weighted.row_values(row);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const std::uint32_t g = group[columns[k]];
      const double weight = multiplicity * values[k];
      if (objects_[g] == 0) used_.push_back(g);
      if (last_row_[g] != row) objects_[g] += multiplicity;
      last_row_[g] = row;
      weight_[g] += weight;
      total_ += weight;
    }
  }

  /// The heaviest groups; clears the sums.
  std::vector<TopicFeature> heaviest(std::size_t max_groups) {
    std::vector<TopicFeature> found;
    for (const std::uint32_t g : used_) {
      if (weight_[g] > 0) found.push_back({g, weight_[g] / total_, objects_[g]});
      weight_[g] = 0;
      objects_[g] = 0;
      last_row_[g] = kNoRow;
    }
    used_.clear();
    total_ = 0;
    std::ranges::sort(found, stands_out_more);
    found.resize(std::min(max_groups, found.size()));
    return found;
  }

 private:
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFFU;

  std::vector<double> weight_;
  std::vector<std::uint64_t> objects_;
  std::vector<std::uint32_t> last_row_;  ///< per group, the last row that had it
  std::vector<std::uint32_t> used_;
  double total_ = 0;
};

void require_rows(const std::string& function, const SparseRowsView& weighted,
                  std::span<const std::uint32_t> multiplicity, std::span<const std::int32_t> label,
                  std::int32_t clusters) {
  require_valid(function, weighted.validate());
  if (multiplicity.size() != weighted.rows() || label.size() != weighted.rows()) {
    throw std::invalid_argument(function + ": one multiplicity and one label per row are needed");
  }
  if (clusters < 0 || std::ranges::any_of(label, [&](std::int32_t l) { return l < -1 || l >= clusters; })) {
    throw std::invalid_argument(function + ": labels must be -1 or below the number of clusters");
  }
}

/// The features of the whole, largest share first.
std::vector<std::uint32_t> features_by_share(const FeatureSums& all) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t feature = 0; feature < all.weight.size(); ++feature) {
    if (all.weight[feature] > 0) order.push_back(feature);
  }
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::uint32_t feature) { return all.weight[feature]; });
  return order;
}

}  // namespace

std::vector<std::vector<TopicFeature>> cluster_group_topics(const Context& context, const SparseRowsView& weighted,
                                                            std::span<const std::uint32_t> multiplicity,
                                                            std::span<const std::int32_t> label, std::int32_t clusters,
                                                            std::span<const std::uint32_t> group, std::size_t groups,
                                                            std::size_t max_groups) {
  require_rows("cluster_group_topics", weighted, multiplicity, label, clusters);
  if (group.size() != weighted.columns() || std::ranges::any_of(group, [&](std::uint32_t g) { return g >= groups; })) {
    throw std::invalid_argument("cluster_group_topics: one group per feature is needed");
  }
  const auto count = static_cast<std::size_t>(clusters);
  const RowsByLabel rows(label, count);
  std::vector<std::vector<TopicFeature>> topics(count);
  parallel_blocks(context, count, kClusterBlock, [&](std::size_t begin, std::size_t end) {
    GroupSums sums(groups);
    for (std::size_t cluster = begin; cluster < end; ++cluster) {
      for (const std::uint32_t row : rows.of(cluster)) sums.add_row(weighted, row, multiplicity[row], group);
      topics[cluster] = sums.heaviest(max_groups);
    }
  });
  return topics;
}

std::vector<std::vector<TopicFeature>> cluster_topics(const Context& context, const SparseRowsView& weighted,
                                                      std::span<const std::uint32_t> multiplicity,
                                                      std::span<const std::int32_t> label, std::int32_t clusters,
                                                      std::size_t max_features) {
  require_rows("cluster_topics", weighted, multiplicity, label, clusters);
  FeatureSums all(weighted.columns());
  for (std::size_t row = 0; row < weighted.rows(); ++row) all.add_row(weighted, row, multiplicity[row]);
  const std::vector<std::uint32_t> by_share = features_by_share(all);
  const auto count = static_cast<std::size_t>(clusters);
  const RowsByLabel rows(label, count);
  std::vector<std::vector<TopicFeature>> topics(count);
  parallel_blocks(context, count, kClusterBlock, [&](std::size_t begin, std::size_t end) {
    TopicFinder finder(weighted, multiplicity, all, by_share);
    for (std::size_t cluster = begin; cluster < end; ++cluster)
      topics[cluster] = finder.find(rows.of(cluster), max_features);
  });
  return topics;
}

std::string topic_text(const std::vector<TopicFeature>& topic, std::span<const std::string> feature_labels) {
  std::string text;
  for (const TopicFeature& feature : topic) {
    if (!text.empty()) text += ' ';
    text += feature.difference > 0 ? "> " : "< ";
    text += feature_labels[feature.feature];
  }
  return text;
}

}  // namespace proclens
