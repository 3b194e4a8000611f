#include "proclens/neighbours.hpp"

#include <nanobind/stl/string.h>

#include "bindings/engine/arrays.hpp"
#include "bindings/engine/run_interruptibly.hpp"
#include "bindings/engine/stages.hpp"
#include "proclens/outlier_scores.hpp"

namespace proclens::python {
namespace {

EmbeddingMetric metric_of(const std::string& name) {
  if (name == "one_minus_dot") return EmbeddingMetric::one_minus_dot;
  if (name == "cosine") return EmbeddingMetric::cosine;
  throw std::invalid_argument("metric must be 'one_minus_dot' or 'cosine'");
}

NeighbourSearchOptions search_of(const std::string& name) {
  NeighbourSearchOptions options;
  if (name == "auto") return options;
  if (name == "exhaustive") {
    options.search = NeighbourSearch::exhaustive;
  } else if (name == "cells") {
    options.search = NeighbourSearch::cells;
  } else {
    throw std::invalid_argument("search must be 'auto', 'exhaustive' or 'cells'");
  }
  return options;
}

nb::tuple parts(Neighbours&& neighbours) {
  return nb::make_tuple(array(std::move(neighbours.index)), array(std::move(neighbours.distance)));
}

nb::tuple nearest_neighbours_of(const Array2<float>& vectors, const std::string& metric, std::size_t k,
                                const std::string& search, int threads) {
  const EmbeddingView embedding(view(vectors), metric_of(metric));
  const NeighbourSearchOptions options = search_of(search);
  return parts(run_interruptibly(
      threads, [&](const Context& context) { return nearest_neighbours(context, embedding, k, options); }));
}

nb::tuple nearest_references_of(const Array2<float>& queries, const Array2<float>& references,
                                const std::string& metric, std::size_t k, const std::string& search, int threads) {
  const EmbeddingView embedding(view(references), metric_of(metric));
  const MatrixView<float> view_of_queries = view(queries);
  const NeighbourSearchOptions options = search_of(search);
  return parts(run_interruptibly(threads, [&](const Context& context) {
    return nearest_references(context, view_of_queries, embedding, k, options);
  }));
}

nb::object outlier_scores_of(const Array2<std::uint32_t>& index, const Array2<float>& distance,
                             const Array1<std::uint32_t>& multiplicity, std::size_t k) {
  return array(outlier_scores(NeighboursView(view(index), view(distance)), view(multiplicity), k));
}

}  // namespace

void add_neighbours(nb::module_& module) {
  using namespace nb::literals;
  module.def("nearest_neighbours", &nearest_neighbours_of, "vectors"_a, "metric"_a, "k"_a, "search"_a = "auto",
             "threads"_a = 0);
  module.def("nearest_references", &nearest_references_of, "queries"_a, "references"_a, "metric"_a, "k"_a,
             "search"_a = "auto", "threads"_a = 0);
  module.def("outlier_scores", &outlier_scores_of, "index"_a, "distance"_a, "multiplicity"_a, "k"_a);
}

}  // namespace proclens::python
