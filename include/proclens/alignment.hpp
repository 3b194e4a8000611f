// Turns, mirrors and scales one layout onto another.
#pragma once

#include <array>
#include <span>

#include "proclens/matrix.hpp"

namespace proclens {

/// A similarity of the plane: x becomes scale · (x − from)ᵀ · turn + to.
struct Alignment {
  std::array<std::array<double, 2>, 2> turn{{{1, 0}, {0, 1}}};  ///< orthogonal; mirrors if its determinant is −1
  double scale = 1;
  std::array<double, 2> from{};
  std::array<double, 2> to{};
  double radius = 0;     ///< root mean square distance of the points aligned to from their mean
  double disparity = 1;  ///< 0 … 1: what is left of the squared distances, as scipy.spatial.procrustes gives it

  [[nodiscard]] std::array<float, 2> operator()(float x, float y) const noexcept;
};

/// The best alignment of n points onto n others (orthogonal Procrustes, Schönemann 1966): both are centred and divided
/// by their root mean square, and turn = U·Vᵀ for the singular value decomposition U·Σ·Vᵀ of pointsᵀ·onto; the result
/// has the size of `onto`. For two dimensions this has a closed form. Without extent on either side nothing is turned
/// or scaled, and the disparity is 1.
/// @param points n × 2, finite   @param onto n × 2, finite   @param weight n, ≥ 0: how often each pair counts
/// Throws std::invalid_argument if the shapes do not match.
[[nodiscard]] Alignment align(const MatrixView<float>& points, const MatrixView<float>& onto,
                              std::span<const double> weight);

}  // namespace proclens
