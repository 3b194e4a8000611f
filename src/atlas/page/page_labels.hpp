// Turns the layers of a clustering into labels with texts and positions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/page/tables/page_data.hpp"
#include "proclens/clustering.hpp"
#include "proclens/matrix.hpp"
#include "proclens/topics.hpp"

namespace proclens {

/// A topic as the page shows it. Labels are shown whole, except those of more than 200 bytes.
/// @param feature_labels per feature, the label to display
/// @param lead a process name that comes first, instead of features that are the path of a program of that name; may be
///        empty
[[nodiscard]] PageTopic page_topic(const std::vector<TopicFeature>& topic, std::span<const std::string> feature_labels,
                                   std::string_view lead = {});

/// A topic as tables have it: "> ntdll.dll > user32.dll < mscoree.dll". The names are telemetry, and are not escaped.
[[nodiscard]] std::string text_of_topic(const PageTopic& topic);

struct LabelPlace {
  float x = 0, y = 0, radius = 0;
};

/// Where the label of a group is: at the member nearest to the weighted median of the members, so it is never in an
/// empty middle; its radius is the distance within which 90% of the objects lie.
/// @param points u × 2, finite   @param multiplicity u, each ≥ 1   @param members at least one, each below u
[[nodiscard]] LabelPlace label_place(const Matrix<float>& points, std::span<const std::uint32_t> multiplicity,
                                     std::span<const std::uint32_t> members);

/// One label for each group of each layer, at its label_place(). A group with exactly the points of one in the previous
/// layer is not named again. A label's parent is that of the coarser group that contains its first member.
/// @param points u × 2, finite   @param multiplicity u, each ≥ 1
/// @param layers coarse to fine, each with u labels; the last one's clusters are the map's clusters
/// @param topics per layer, one for each of its clusters   @param leads likewise, as for page_topic(); may be empty
[[nodiscard]] std::vector<PageLayer> page_layers(const Matrix<float>& points,
                                                 std::span<const std::uint32_t> multiplicity,
                                                 std::span<const ClusterLayer> layers,
                                                 std::span<const std::vector<std::vector<TopicFeature>>> topics,
                                                 std::span<const std::string> feature_labels,
                                                 std::span<const std::vector<std::string>> leads = {});

}  // namespace proclens
