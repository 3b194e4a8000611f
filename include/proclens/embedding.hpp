// One vector per distinct bag, and the distance between two of them.
#pragma once

#include "proclens/matrix.hpp"

namespace proclens {

enum class EmbeddingMetric {
  one_minus_dot,  ///< d(a, b) = 1 − a·b; what the truncated SVD cut off counts as orthogonal to everything else
  cosine,         ///< d(a, b) = 1 − a·b/(‖a‖‖b‖)
};

struct Embedding {
  Matrix<float> vectors;  ///< u × d; the zero vector for a bag without information
  EmbeddingMetric metric = EmbeddingMetric::one_minus_dot;
};

/// An embedding that somebody else owns and that stays as it is while the view is used.
struct EmbeddingView {
  MatrixView<float> vectors;  ///< u × d
  EmbeddingMetric metric = EmbeddingMetric::one_minus_dot;

  EmbeddingView() = default;
  EmbeddingView(const MatrixView<float>& points, EmbeddingMetric distance) noexcept
      : vectors(points), metric(distance) {}
  EmbeddingView(const Embedding& embedding) noexcept  // implicit, as that of std::span
      : EmbeddingView(embedding.vectors, embedding.metric) {}
};

}  // namespace proclens
