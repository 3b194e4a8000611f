// Numbers for clusters chosen from the condensed tree.
#pragma once

#include <cstdint>
#include <vector>

#include "cluster/condensed_tree.hpp"
#include "neighbour/point_tree.hpp"

namespace proclens {

/// Clusters none of which contains another, numbered by falling number of objects; of equal ones the one with the lower
/// numbered place first.
struct Grouping {
  std::vector<std::uint32_t> cluster;  ///< per label, the condensed cluster
  std::vector<std::int32_t> label;     ///< per condensed cluster, the label of the chosen one that it lies in, or −1
  [[nodiscard]] bool operator==(const Grouping&) const = default;
};

/// @param chosen clusters of `condensed`, in any order
[[nodiscard]] Grouping make_grouping(const PointTree& tree, const CondensedTree& condensed,
                                     std::vector<std::uint32_t> chosen);

}  // namespace proclens
