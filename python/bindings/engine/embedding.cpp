#include <nanobind/stl/string.h>

#include <algorithm>

#include "bindings/engine/arrays.hpp"
#include "bindings/engine/run_interruptibly.hpp"
#include "bindings/engine/stages.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens::python {
namespace {

Reference reference_of(const std::string& name) {
  if (name == "spread") return Reference::spread;
  if (name == "centre") return Reference::centre;
  throw std::invalid_argument("reference must be 'spread' or 'centre'");
}

Matrix<float> owned(const MatrixView<float>& view) {
  Matrix<float> matrix(view.rows(), view.columns());
  for (std::size_t i = 0; i < view.rows(); ++i) std::ranges::copy(view.row(i), matrix.row(i).begin());
  return matrix;
}

/// (embedding, reference points, their masses, components, singular values)
nb::tuple wasserstein_embedding_of(const nb::tuple& weighted, const Array1<std::uint32_t>& multiplicity,
                                   const Array2<float>& vectors, const std::string& reference, std::size_t components,
                                   std::size_t reference_points, std::size_t max_bag_features, std::uint64_t seed,
                                   int threads) {
  const Csr rows(weighted);
  const SparseRowsView view_of_rows = rows.view();
  const MatrixView<float> view_of_vectors = view(vectors);
  const WassersteinOptions options{reference_of(reference), components, reference_points, max_bag_features, seed};
  WassersteinEmbedding made = run_interruptibly(threads, [&](const Context& context) {
    return wasserstein_embedding(context, view_of_rows, view(multiplicity), view_of_vectors, options);
  });
  return nb::make_tuple(array(std::move(made.embedding.vectors)), array(std::move(made.model.distribution.points)),
                        array(std::move(made.model.distribution.masses)), array(std::move(made.model.components)),
                        array(std::move(made.model.singular_values)));
}

nb::object project_bags_of(const nb::tuple& weighted, const Array2<float>& vectors, const std::string& reference,
                           std::size_t max_bag_features, const Array2<float>& points, const Array1<double>& masses,
                           const Array2<float>& components, const Array1<double>& singular_values, int threads) {
  const Csr rows(weighted);
  const SparseRowsView view_of_rows = rows.view();
  const MatrixView<float> view_of_vectors = view(vectors);
  WassersteinModel model{
      reference_of(reference), max_bag_features, {owned(view(points)), {}}, owned(view(components)), {}};
  const std::span<const double> mass = view(masses);
  const std::span<const double> values = view(singular_values);
  model.distribution.masses.assign(mass.begin(), mass.end());
  model.singular_values.assign(values.begin(), values.end());
  return array(std::move(run_interruptibly(threads, [&](const Context& context) {
                           return project_bags(context, model, view_of_rows, view_of_vectors);
                         }).vectors));
}

}  // namespace

void add_embedding(nb::module_& module) {
  using namespace nb::literals;
  module.def("wasserstein_embedding", &wasserstein_embedding_of, "weighted"_a, "multiplicity"_a, "vectors"_a,
             "reference"_a, "components"_a, "reference_points"_a, "max_bag_features"_a, "seed"_a, "threads"_a = 0);
  module.def("project_bags", &project_bags_of, "weighted"_a, "vectors"_a, "reference"_a, "max_bag_features"_a,
             "points"_a, "masses"_a, "components"_a, "singular_values"_a, "threads"_a = 0);
}

}  // namespace proclens::python
