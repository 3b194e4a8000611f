// The two-dimensional map: UMAP over given neighbours.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// umap-learn's parameters under its names, with its defaults where nothing else is said.
struct LayoutOptions {
  /// Size of a point's neighbourhood, itself included, as umap-learn counts. Larger neighbourhoods show more of the
  /// whole and less of what is small. No more than were found are used. At least 2.
  std::size_t neighbours = 15;

  /// How close together points may lie, in units of the map. Smaller values pack clusters more tightly. 0 … spread.
  double min_dist = 0.1;

  /// The distance at which points count as far apart: with min_dist, what sets the scale of the map. Above 0.
  double spread = 1.0;

  /// Rounds of the optimiser. 0: 1,000 up to 2,500 points, 500 up to 10,000, else 200, which is where more stop
  /// showing. At least 0.
  int epochs = 0;

  /// Points that are pushed away for each neighbour that is pulled, on average. More of them spread the map out. At
  /// least 0.
  double negative_sample_rate = 5;

  /// Size of the first steps; it falls to 0 over the epochs, in a straight line. Above 0.
  double learning_rate = 1;

  std::uint64_t seed = 42;  ///< of the start's noise and of which points are pushed

  /// What is wrong, a sentence for each option; empty when nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// Lays out u points in the plane by UMAP (McInnes, Healy, Melville 2018): the neighbours become a fuzzy graph, whose
/// slowest modes are the start and whose edges the optimiser pulls together. docs/layout.md says what differs from
/// umap-learn. The same neighbours, options and seed give the same bytes for any thread count.
/// Points without neighbours get finite, separate places beside the rest.
/// @return u × 2, finite
/// Throws std::invalid_argument when a `validate()` finds fault, Cancelled.
[[nodiscard]] Matrix<float> lay_out(const Context& context, const NeighboursView& neighbours,
                                    const LayoutOptions& options = {});

}  // namespace proclens
