// Topics: the features that set a cluster apart.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// A feature that is more (`difference` > 0) or less frequent in a cluster than in the whole.
struct TopicFeature {
  std::uint32_t feature = 0;
  double difference = 0;      ///< normalised mean of the cluster's weighted bags minus that of all objects
  std::uint64_t objects = 0;  ///< objects of the cluster that have the feature
};

/// For each cluster the `max_features` features with the largest |difference|, largest first, ties by feature index;
/// fewer if fewer differ at all. Normalised mean: the sum of the rows of B over the objects, divided by its total; zero
/// where that total is zero, as for a cluster of bags without information. `label` may be any grouping of the rows: the
/// clusters, a coarser layer, or 0 for a selection and −1 for the rest. The same for any number of threads; cost
/// O(nonzeros + u + v). Throws std::invalid_argument if sizes or labels do not match. Source: docs/topics.md.
/// @param weighted B, u × v   @param multiplicity u   @param label u, −1 for none
[[nodiscard]] std::vector<std::vector<TopicFeature>> cluster_topics(
    const Context& context, const SparseRowsView& weighted, std::span<const std::uint32_t> multiplicity,
    std::span<const std::int32_t> label, std::int32_t clusters, std::size_t max_features = 3);

/// For each cluster the `max_groups` groups of features with the largest sum of weights over the cluster's objects,
/// largest first, ties by group: `feature` is the group and `difference` its share of the cluster's total weight.
/// Groups without weight are not listed. The same for any number of threads; cost O(nonzeros + u + groups · clusters).
/// Throws std::invalid_argument if sizes, labels or groups do not match.
/// @param group per feature, its group   @param groups how many there are; otherwise as for cluster_topics()
[[nodiscard]] std::vector<std::vector<TopicFeature>> cluster_group_topics(
    const Context& context, const SparseRowsView& weighted, std::span<const std::uint32_t> multiplicity,
    std::span<const std::int32_t> label, std::int32_t clusters, std::span<const std::uint32_t> group,
    std::size_t groups, std::size_t max_groups = 3);

/// The topic as it is displayed: "> ntdll.dll > user32.dll < mscoree.dll". Labels may be telemetry and are not escaped:
/// the caller must treat the text as data. Empty for an empty topic.
/// @param feature_labels per feature, the label to display
[[nodiscard]] std::string topic_text(const std::vector<TopicFeature>& topic,
                                     std::span<const std::string> feature_labels);

}  // namespace proclens
