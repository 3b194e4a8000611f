// Every bag as one vector, so that the distance between vectors follows the Wasserstein distance between bags.
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

enum class Reference {
  spread,  ///< k-means centres of the vocabulary with their masses; distance 1 − dot
  centre,  ///< vectorizers' points around one centre; cosine distance
};

struct WassersteinOptions {
  Reference reference = Reference::spread;

  /// Length of the vectors; fewer when there are fewer bags. More follow the distances more closely and cost time and
  /// memory in proportion. At least 1.
  std::size_t components = 512;

  /// r, points of the reference. More see finer differences between bags and cost in proportion; there are fewer when
  /// the vocabulary has fewer distinct directions. Ignored for `centre`, which takes the median size of a bag. At least
  /// 1.
  std::size_t reference_points = 16;

  /// The heaviest features of a bag that take part; the others' weight is shared among these. At least 1.
  std::size_t max_bag_features = 256;

  std::uint64_t seed = 42;  ///< of the reference and of the SVD's start

  /// What is wrong, a sentence for each option; empty when nothing is.
  [[nodiscard]] std::vector<std::string> validate() const;
};

/// What every bag is transported to.
struct ReferenceDistribution {
  Matrix<float> points;        ///< r × d
  std::vector<double> masses;  ///< r, positive, of sum 1
};

/// What projecting another bag into the same space needs, besides the vocabulary's weights and vectors.
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
/// points make a row of r·d features (SpreadOperator, CentreOperator), and the rows are projected on the k leading
/// right singular vectors of the matrix with one row per object (U·Σ), bags counting with their multiplicities.
///
/// The result is that of the expanded matrix: multiplicities enter the reference and the SVD as weights. Bits may
/// differ from those of expanded rows, since sums are taken in another order.
///
/// A bag without mass on any feature that has a direction gets the zero vector. k = min(components, u, r·d), at
/// least 1. Signs: the entry of largest magnitude in each column is positive.
///
/// Memory: about 12·(r·d)·(k + 64) bytes for the SVD and 40 bytes per plan entry, at most r + bag size of them a bag.
/// @param weighted u × v, the weighted bags, entries finite and ≥ 0
/// @param multiplicity u
/// @param vectors v × d, see vocabulary_vectors()
/// Throws std::invalid_argument when shapes do not fit or a `validate()` finds fault, Cancelled.
[[nodiscard]] WassersteinEmbedding wasserstein_embedding(const Context& context, const SparseRowsView& weighted,
                                                         std::span<const std::uint32_t> multiplicity,
                                                         const MatrixView<float>& vectors,
                                                         const WassersteinOptions& options = {});

/// Where other bags over the same vocabulary fall: the embedding that they would have had, were the model the same.
/// A bag of the embedded ones gets its vector again, up to rounding of single precision.
/// @param weighted any number of rows × v
/// @param vectors v × d, those the model was made with
/// Throws std::invalid_argument when shapes do not fit, Cancelled.
[[nodiscard]] Embedding project_bags(const Context& context, const WassersteinModel& model,
                                     const SparseRowsView& weighted, const MatrixView<float>& vectors);

}  // namespace proclens
