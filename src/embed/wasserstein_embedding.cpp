#include "proclens/wasserstein_embedding.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <utility>

#include "core/require_valid.hpp"
#include "embed/centre_operator.hpp"
#include "embed/mean_directions.hpp"
#include "embed/reference_distribution.hpp"
#include "embed/spread_operator.hpp"
#include "embed/svd/truncated_svd.hpp"
#include "embed/transport_plans.hpp"
#include "embed/unit_vectors.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/bags.hpp"

namespace proclens {
namespace {

constexpr std::size_t kOversampling = 64;
constexpr std::size_t kCentreIterations = 2;

EmbeddingMetric metric_of(Reference reference) {
  return reference == Reference::spread ? EmbeddingMetric::one_minus_dot : EmbeddingMetric::cosine;
}

/// Bags on their way from weights to transport images. Owns what the operators borrow.
struct Transported {
  UnitVectors vectors;
  SparseRows distributions;
  SparseRows plans;
};

Transported over_unit_vectors(const Context& context, const SparseRowsView& weighted, const MatrixView<float>& vectors,
                              std::size_t max_bag_features) {
  Transported result{unit_vectors(context, vectors), {}, {}};
  result.distributions = distributions_over_points(bag_distributions(weighted, max_bag_features), result.vectors);
  return result;
}

/// The matrix of transport images, with row i scaled to (spread) or multiplied by (centre) factors[i].
std::unique_ptr<LinearOperator<float>> images(const Context& context, Reference kind, const Transported& bags,
                                              const ReferenceDistribution& reference, std::span<const float> factors) {
  if (kind == Reference::spread) {
    return std::make_unique<SpreadOperator>(context, bags.plans, bags.vectors.points, reference, factors);
  }
  return std::make_unique<CentreOperator>(bags.plans, bags.vectors.points, reference, factors);
}

/// The SVD of the images with row i weighted by factors[i]. For the spread reference the means of the bags are such a
/// good start that power iterations are not worth their time; for the bent images of the centre reference they are no
/// better than random.
TruncatedSvd<float> svd_of_images(const Context& context, const Transported& bags,
                                  const ReferenceDistribution& reference, std::span<const float> factors,
                                  const WassersteinOptions& options) {
  const bool spread = options.reference == Reference::spread;
  const auto a = images(context, options.reference, bags, reference, factors);
  return truncated_svd(
      context, *a,
      {.components = options.components,
       .oversampling = kOversampling,
       .power_iterations = spread ? 0 : kCentreIterations,
       .seed = options.seed},
      spread ? mean_directions(context, bags.distributions, bags.vectors.points, factors) : Matrix<float>());
}

}  // namespace

std::vector<std::string> WassersteinOptions::validate() const {
  std::vector<std::string> problems;
  check_option(components >= 1, "components", components, "at least 1", problems);
  check_option(reference_points >= 1, "reference_points", reference_points, "at least 1", problems);
  check_option(max_bag_features >= 1, "max_bag_features", max_bag_features, "at least 1", problems);
  return problems;
}

WassersteinEmbedding wasserstein_embedding(const Context& context, const SparseRowsView& weighted,
                                           std::span<const std::uint32_t> multiplicity,
                                           const MatrixView<float>& vectors, const WassersteinOptions& options) {
  require_valid("wasserstein_embedding", options.validate());
  require_valid("wasserstein_embedding", BagsView(weighted, multiplicity).validate());
  if (vectors.rows() != weighted.columns()) {
    throw std::invalid_argument("wasserstein_embedding: there must be one vector for each feature");
  }
  WassersteinEmbedding result;
  result.embedding.metric = metric_of(options.reference);
  WassersteinModel& model = result.model;
  model.reference = options.reference;
  model.max_bag_features = options.max_bag_features;

  Transported bags = over_unit_vectors(context, weighted, vectors, options.max_bag_features);
  model.distribution = options.reference == Reference::spread
                           ? spread_reference(context, bags.distributions, multiplicity, bags.vectors,
                                              options.reference_points, options.seed)
                           : centre_reference(context, weighted, multiplicity, vectors, options.seed);
  bags.plans = transport_plans(context, bags.distributions, bags.vectors.points, model.distribution);

  std::vector<float> root_multiplicity(multiplicity.size());
  std::transform(multiplicity.begin(), multiplicity.end(), root_multiplicity.begin(),
                 [](std::uint32_t m) { return std::sqrt(static_cast<float>(m)); });
  TruncatedSvd<float> svd = svd_of_images(context, bags, model.distribution, root_multiplicity, options);
  for (std::size_t i = 0; i < svd.scaled_left.rows(); ++i) {
    for (float& value : svd.scaled_left.row(i)) value /= root_multiplicity[i];
  }
  orient_signs(svd.scaled_left, svd.right);
  if (svd.scaled_left.columns() == 0) svd.scaled_left = Matrix<float>(weighted.rows(), 1);
  result.embedding.vectors = std::move(svd.scaled_left);
  model.components = std::move(svd.right);
  model.singular_values = std::move(svd.singular_values);
  return result;
}

Embedding project_bags(const Context& context, const WassersteinModel& model, const SparseRowsView& weighted,
                       const MatrixView<float>& vectors) {
  if (vectors.rows() != weighted.columns() || vectors.columns() != model.distribution.points.columns()) {
    throw std::invalid_argument("project_bags: the shapes do not fit");
  }
  Embedding result{Matrix<float>(weighted.rows(), std::max<std::size_t>(1, model.components.columns())),
                   metric_of(model.reference)};
  if (model.components.columns() == 0) return result;
  Transported bags = over_unit_vectors(context, weighted, vectors, model.max_bag_features);
  bags.plans = transport_plans(context, bags.distributions, bags.vectors.points, model.distribution);
  const std::vector<float> ones(weighted.rows(), 1.0F);
  result.vectors = images(context, model.reference, bags, model.distribution, ones)->apply(context, model.components);
  return result;
}

}  // namespace proclens
