// One vector per distinct bag, and the distance between two of them.
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.hpp"

namespace proclens {

enum class EmbeddingMetric {
  one_minus_dot,  ///< d(a, b) = 1 − a·b; what the truncated SVD cut off counts as orthogonal to everything else
  cosine,         ///< d(a, b) = 1 − a·b/(‖a‖‖b‖)
};

struct Embedding {
  Matrix<float> vectors;  ///< u × d; the zero vector for a bag without information
  EmbeddingMetric metric = EmbeddingMetric::one_minus_dot;
};

}  // namespace proclens
