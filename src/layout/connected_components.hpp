// The connected components of a graph.
#pragma once

#include <cstdint>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// Components, numbered by their lowest point: component 0 contains point 0.
struct Components {
  std::vector<std::uint32_t> component;             ///< of each point
  std::vector<std::vector<std::uint32_t>> members;  ///< of each component, ascending

  [[nodiscard]] std::size_t count() const noexcept { return members.size(); }
};

/// The connected components of a symmetric graph. A point without edges is a component of its own.
[[nodiscard]] Components connected_components(const SparseRows& graph);

}  // namespace proclens
