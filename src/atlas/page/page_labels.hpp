// Turns the layers of a clustering into labels with texts and positions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "atlas/page/tables/page_data.hpp"
#include "proclens/clustering.hpp"
#include "proclens/matrix.hpp"
#include "proclens/topics.hpp"

namespace proclens {

/// A topic as the page shows it.
/// @param feature_labels per feature, the label to display
[[nodiscard]] PageTopic page_topic(const std::vector<TopicFeature>& topic, std::span<const std::string> feature_labels);

/// One label for each group of each layer. Its position is that of the member nearest to the weighted median of the
/// members, so it is never in an empty middle; its radius is the distance within which 90% of the objects lie. A group
/// with exactly the points of one in the previous layer is not named again. A label's parent is that of the coarser
/// group that contains its first member.
/// @param points u × 2, finite   @param multiplicity u, each ≥ 1
/// @param layers coarse to fine, each with u labels; the last one's clusters are the map's clusters
/// @param topics per layer, one for each of its clusters
[[nodiscard]] std::vector<PageLayer> page_layers(const Matrix<float>& points,
                                                 std::span<const std::uint32_t> multiplicity,
                                                 std::span<const ClusterLayer> layers,
                                                 std::span<const std::vector<std::vector<TopicFeature>>> topics,
                                                 std::span<const std::string> feature_labels);

}  // namespace proclens
