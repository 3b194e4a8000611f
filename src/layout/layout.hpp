// The two-dimensional map: UMAP over given neighbours.
#pragma once

#include <cstdint>

#include "core/matrix.hpp"
#include "neighbour/neighbours.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct LayoutOptions {
  std::size_t neighbours = 15;  ///< size of a point's neighbourhood, itself included, as umap-learn counts
  double min_dist = 0.1;        ///< how close points may lie, 0 … spread
  double spread = 1.0;          ///< scale of the map
  int epochs = 0;               ///< 0: 1,000 up to 2,500 points, 500 up to 10,000, else 200
  double negative_sample_rate = 5;
  double learning_rate = 1;
  std::uint64_t seed = 42;
};

/// Lays out u points in the plane. The same neighbours, options and seed give the same bytes for any thread count.
/// Points without neighbours get finite, separate places beside the rest.
/// @return u × 2
[[nodiscard]] Matrix<float> lay_out(const Context& context, const Neighbours& neighbours,
                                    const LayoutOptions& options = {});

}  // namespace proclens
