// One vector per distinct bag, and the metric between them.
#pragma once

#include "proclens/matrix.hpp"

namespace proclens {

enum class EmbeddingMetric {
  one_minus_dot,  ///< d(a, b) = 1 − a·b; what the truncated SVD discarded counts as orthogonal to everything else
  cosine,         ///< d(a, b) = 1 − a·b/(‖a‖‖b‖)
};

struct Embedding {
  Matrix<float> vectors;  ///< u × d; zero for a bag without information
  EmbeddingMetric metric = EmbeddingMetric::one_minus_dot;
};

/// A non-owning view of an embedding, which must not change while the view is in use.
struct EmbeddingView {
  MatrixView<float> vectors;  ///< u × d
  EmbeddingMetric metric = EmbeddingMetric::one_minus_dot;

  EmbeddingView() = default;
  EmbeddingView(const MatrixView<float>& points, EmbeddingMetric distance) noexcept
      : vectors(points), metric(distance) {}
  EmbeddingView(const Embedding& embedding) noexcept  // implicit, like std::span's
      : EmbeddingView(embedding.vectors, embedding.metric) {}
};

}  // namespace proclens
