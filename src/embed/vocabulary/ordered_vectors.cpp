#include "proclens/ordered_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/linear_algebra/transposed.hpp"
#include "core/require_valid.hpp"
#include "embed/svd/truncated_svd.hpp"
#include "embed/vocabulary/ordered_cooccurrence.hpp"
#include "embed/vocabulary/sparse_operator.hpp"

namespace proclens {
namespace {

// The spectrum falls slowly around its 512th value, so this takes more than the vectors of unordered features do: see
// docs/vocabulary.md. Up to kExact features the SVD is exact.
constexpr std::size_t kExact = 1536;
constexpr std::size_t kExtraDirections = 64;
constexpr std::size_t kPowerIterations = 4;
constexpr std::size_t kProductsPerBasis = 2;  // rows sum to 1, so the spectrum spans little more than a power of ten
constexpr double kRounding = 1e-7;            // of singular values, relative to the largest

void scale_and_root(SparseRows& matrix) {
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    const std::span<double> row(matrix.value.data() + matrix.row_start[i], matrix.row_values(i).size());
    const double sum = std::accumulate(row.begin(), row.end(), 0.0);
    if (sum == 0) continue;
    for (double& value : row) value = std::sqrt(std::sqrt(value / sum));
  }
}

/// From A·V·Σ = U·Σ² to U·√Σ: σ^(−3/2), and 0 where σ is zero up to rounding.
std::vector<double> scales_of(const std::vector<double>& singular_values) {
  std::vector<double> scales;
  for (const double sigma : singular_values) {
    scales.push_back(sigma > kRounding * singular_values.front() ? 1 / (sigma * std::sqrt(sigma)) : 0.0);
  }
  return scales;
}

}  // namespace

std::vector<std::string> OrderedVectorOptions::validate() const {
  std::vector<std::string> problems;
  check_option(window >= 1, "window", window, "at least 1", problems);
  check_option(components >= 1, "components", components, "at least 1", problems);
  return problems;
}

Matrix<float> ordered_vectors(const Context& context, const SequencesView& sequences, std::size_t features,
                              const OrderedVectorOptions& options) {
  require_valid("ordered_vectors", options.validate());
  require_valid("ordered_vectors", sequences.validate(features));
  const std::size_t components =
      features == 0 ? 0 : std::min(options.components, std::max<std::size_t>(1, features - 1));
  SparseRows matrix = ordered_cooccurrence(context, sequences, features, options.window, options.rounds);
  scale_and_root(matrix);

  // The transpose, because bases are made for the side of columns, which is then the shorter one: Aᵀ = V·Σ·Uᵀ.
  const SparseOperator transpose(transposed(matrix));
  // A·(V·Σ) = U·Σ², so that the vector of a feature depends on its own row of A alone, and is zero if that is.
  SquaredRight<double> svd = squared_right(context, transpose,
                                           {.components = components,
                                            .oversampling = features <= kExact ? features : kExtraDirections,
                                            .power_iterations = kPowerIterations,
                                            .products_per_basis = kProductsPerBasis,
                                            .seed = options.seed});
  Matrix<double>& vectors = svd.vectors;
  const std::vector<double> scales = scales_of(svd.singular_values);
  for (std::size_t j = 0; j < features; ++j) {
    for (std::size_t k = 0; k < components; ++k) vectors(j, k) *= scales[k];
  }
  Matrix<double> none(0, components);
  orient_signs(vectors, none);
  Matrix<float> result(features, components);
  std::transform(vectors.data(), vectors.data() + features * components, result.data(),
                 [](double x) { return static_cast<float>(x); });
  return result;
}

}  // namespace proclens
