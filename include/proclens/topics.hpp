// What sets a cluster apart, in three features.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// A feature that a cluster has more of (`difference` > 0) or less of than the whole.
struct TopicFeature {
  std::uint32_t feature = 0;
  double difference = 0;      ///< cluster's normalised mean of weighted bags minus that of all objects
  std::uint64_t objects = 0;  ///< objects of the cluster that have the feature
};

/// For each cluster the `most` features with the largest |difference|, largest first, ties by feature index; fewer when
/// fewer differ at all. Normalised mean: the sum of the rows of B over the objects, divided by its total; zero where
/// that is zero, as for a cluster of bags without information. `label` may be any grouping of the rows: the clusters, a
/// coarser layer, or 0 for a selection and −1 for the rest. Same for any number of threads; cost O(nonzeros + u + v).
/// Throws std::invalid_argument when sizes or labels do not fit. Source: docs/topics.md.
/// @param weighted B, u × v   @param multiplicity u   @param label u, −1 for none
[[nodiscard]] std::vector<std::vector<TopicFeature>> cluster_topics(const Context& context,
                                                                    const SparseRowsView& weighted,
                                                                    std::span<const std::uint32_t> multiplicity,
                                                                    std::span<const std::int32_t> label,
                                                                    std::int32_t clusters, std::size_t most = 3);

/// The topic as people read it: "> ntdll.dll > user32.dll < mscoree.dll". Labels may be telemetry and come out as they
/// are: only ever data. Empty for an empty topic.
/// @param feature_labels per feature, what is shown of its name
[[nodiscard]] std::string topic_text(const std::vector<TopicFeature>& topic,
                                     std::span<const std::string> feature_labels);

}  // namespace proclens
