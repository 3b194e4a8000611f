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

/// umap-learn's parameters under its names, and with its defaults unless noted.
struct LayoutOptions {
  /// Size of a point's neighbourhood, counting the point itself, as umap-learn does. Larger values show more of the
  /// global structure and less local detail. Capped at the number of neighbours given plus 1. At least 2.
  std::size_t neighbours = 15;

  /// How close together points may lie, in map units. Smaller values pack clusters more tightly. 0 … spread.
  double min_dist = 0.1;

  /// The distance at which points count as far apart; together with min_dist it sets the scale of the map. Above 0.
  double spread = 1.0;

  /// Rounds of the optimiser. 0 chooses by size: 1,000 up to 2,500 points, 500 up to 10,000, else 200; beyond these
  /// more rounds make no visible difference. At least 0.
  int epochs = 0;

  /// Points pushed away per neighbour pulled, on average. Larger values spread the map out. At least 0.
  double negative_sample_rate = 5;

  /// Size of the first steps; decreases linearly to 0 over the epochs. Above 0.
  double learning_rate = 1;

  std::uint64_t seed = 42;  ///< of the initial noise and of the choice of points to push

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// Lays out u points in the plane by UMAP (McInnes, Healy, Melville 2018): the neighbours become a fuzzy graph whose
/// slowest modes are the initial layout and whose edges the optimiser pulls together. docs/layout.md says what differs
/// from umap-learn. The same neighbours, options and seed give the same bytes for any number of threads.
/// Points without neighbours get finite, distinct positions next to the rest.
/// @return u × 2, finite
/// Throws std::invalid_argument if a `validate()` reports a problem, Cancelled.
[[nodiscard]] Matrix<float> lay_out(const Context& context, const NeighboursView& neighbours,
                                    const LayoutOptions& options = {});

/// The same from given places instead of the graph's modes, so that the layout resembles the one that they come from: a
/// second map of the same things, laid out from the places that they have on the first. Equal places are told apart by
/// noise of 1e-4 from the seed.
/// @param start u × 2, finite, in units of a layout; ignored for points without neighbours
/// Throws std::invalid_argument also if `start` has another shape or is not finite.
[[nodiscard]] Matrix<float> lay_out_from(const Context& context, const NeighboursView& neighbours,
                                         const MatrixView<float>& start, const LayoutOptions& options = {});

}  // namespace proclens
