// One vector per bag, such that distances between vectors approximate the Wasserstein distances between bags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/embedding.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The distribution that every bag is transported to, and the metric of the resulting vectors.
enum class Reference {
  spread,  ///< weighted k-means centres of the vocabulary; distance 1 − dot product
  centre,  ///< vectorizers' points around one centre; cosine distance
};

struct WassersteinOptions {
  /// Which reference bags are transported to. `centre` reproduces vectorizers and ignores reference_points; `spread` is
  /// more accurate (docs/embedding.md).
  Reference reference = Reference::spread;

  /// Dimension of the vectors; capped at the number of bags. More components follow the distances more closely; time
  /// and memory grow in proportion. At least 1.
  std::size_t components = 512;

  /// r, points of the reference. More points resolve finer differences between bags; cost grows in proportion. Capped
  /// at the number of distinct directions in the vocabulary. Ignored for `centre`, which uses the median size of a bag.
  /// At least 1.
  std::size_t reference_points = 16;

  /// How many of a bag's heaviest features take part; the mass of the others is distributed over these. At least 1.
  std::size_t max_bag_features = 256;

  std::uint64_t seed = 42;  ///< of the reference and of the SVD's start

  /// What is wrong with the options, one sentence each; empty if nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// The distribution that every bag is transported to.
struct ReferenceDistribution {
  Matrix<float> points;        ///< r × d
  std::vector<double> masses;  ///< r, positive, summing to 1
};

/// What it takes, besides the vocabulary's weights and vectors, to project further bags into the same space.
struct WassersteinModel {
  Reference reference = Reference::spread;
  std::size_t max_bag_features = 256;
  ReferenceDistribution distribution;   ///< r × d and r
  Matrix<float> components;             ///< (r·d) × k, orthonormal columns: the SVD's right singular vectors
  std::vector<double> singular_values;  ///< k, descending
};

struct WassersteinEmbedding {
  Embedding embedding;  ///< u × k
  WassersteinModel model;
};

/// Linear optimal transport (Wang, Slepčev, Basu, Ozolek, Rohde 2013) of bags over the vocabulary's unit vectors under
/// cosine distance: every bag's distribution is transported exactly to one reference, the images of the reference
/// points form a row of r·d features (SpreadOperator, CentreOperator), and the rows are projected onto the k leading
/// right singular vectors of the matrix with one row per object (U·Σ); bags count with their multiplicities.
///
/// The result is that of the expanded matrix, since multiplicities enter the reference and the SVD as weights. Bits may
/// differ from those of the expanded matrix, because sums are taken in a different order.
///
/// A bag without mass on any feature that has a direction gets the zero vector. k = min(components, u, r·d), at least
/// 1. Signs: the entry of largest magnitude in each column is positive.
///
/// Memory: about 12·(r·d)·(k + 64) bytes for the SVD and 40 bytes per plan entry; a bag has at most r + (bag size) of
/// them.
/// @param weighted u × v, the weighted bags, entries finite and ≥ 0
/// @param multiplicity u
/// @param vectors v × d, see vocabulary_vectors()
/// Throws std::invalid_argument if the shapes do not match or a `validate()` reports a problem, Cancelled.
[[nodiscard]] WassersteinEmbedding wasserstein_embedding(const Context& context, const SparseRowsView& weighted,
                                                         std::span<const std::uint32_t> multiplicity,
                                                         const MatrixView<float>& vectors,
                                                         const WassersteinOptions& options = {});

/// Projects further bags over the same vocabulary into the space of `model`. A bag that the model was made from gets
/// its own vector again, up to single-precision rounding.
/// @param weighted any number of rows × v
/// @param vectors v × d, those the model was made with
/// Throws std::invalid_argument if the shapes do not match, Cancelled.
[[nodiscard]] Embedding project_bags(const Context& context, const WassersteinModel& model,
                                     const SparseRowsView& weighted, const MatrixView<float>& vectors);

}  // namespace proclens
