// Numbers clusters selected from the condensed tree.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// Disjoint clusters, numbered by decreasing number of objects; ties by the lowest-numbered position.
struct Grouping {
  std::vector<std::uint32_t> cluster;  ///< per label, its condensed cluster
  /// Per condensed cluster, the label of the selected cluster that contains it, or −1.
  std::vector<std::int32_t> label;
  [[nodiscard]] bool operator==(const Grouping&) const = default;
};

/// @param chosen clusters of `condensed`, in any order
[[nodiscard]] Grouping make_grouping(const PointTree& tree, const CondensedTree& condensed,
                                     std::vector<std::uint32_t> chosen);

}  // namespace proclens
