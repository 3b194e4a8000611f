#include <nanobind/stl/string.h>

#include "bindings/engine/arrays.hpp"
#include "bindings/engine/run_interruptibly.hpp"
#include "bindings/engine/stages.hpp"
#include "proclens/clustering.hpp"
#include "proclens/topics.hpp"

namespace proclens::python {
namespace {

ClusterSelection selection_of(const std::string& name) {
  if (name == "eom") return ClusterSelection::excess_of_mass;
  if (name == "leaf") return ClusterSelection::leaf;
  throw std::invalid_argument("cluster_selection_method must be 'eom' or 'leaf'");
}

/// (labels, strengths, nearest clusters, list of the layers' labels from coarse to fine)
nb::tuple cluster_points_of(const Array2<float>& points, const Array1<std::uint32_t>& multiplicity,
                            std::size_t min_cluster_size, std::size_t min_samples, const std::string& selection,
                            int threads) {
  const MatrixView<float> view_of_points = view(points);
  const ClusterOptions options{selection_of(selection), min_cluster_size, min_samples};
  Clustering found = run_interruptibly(threads, [&](const Context& context) {
    return cluster_points(context, view_of_points, view(multiplicity), options);
  });
  nb::list layers;
  for (ClusterLayer& layer : found.layers) layers.append(array(std::move(layer.label)));
  return nb::make_tuple(array(std::move(found.label)), array(std::move(found.strength)),
                        array(std::move(found.nearest_cluster)), layers);
}

/// Per cluster a list of (feature, difference, objects of the cluster that have it).
nb::list cluster_topics_of(const nb::tuple& weighted, const Array1<std::uint32_t>& multiplicity,
                           const Array1<std::int32_t>& label, std::int32_t clusters, std::size_t max_features,
                           int threads) {
  const Csr rows(weighted);
  const SparseRowsView view_of_rows = rows.view();
  const auto topics = run_interruptibly(threads, [&](const Context& context) {
    return cluster_topics(context, view_of_rows, view(multiplicity), view(label), clusters, max_features);
  });
  nb::list result;
  for (const std::vector<TopicFeature>& topic : topics) {
    nb::list features;
    for (const TopicFeature& entry : topic) {
      features.append(nb::make_tuple(entry.feature, entry.difference, entry.objects));
    }
    result.append(features);
  }
  return result;
}

}  // namespace

void add_clusters(nb::module_& module) {
  using namespace nb::literals;
  module.def("cluster_points", &cluster_points_of, "points"_a, "multiplicity"_a, "min_cluster_size"_a, "min_samples"_a,
             "selection"_a, "threads"_a = 0);
  module.def("cluster_topics", &cluster_topics_of, "weighted"_a, "multiplicity"_a, "label"_a, "clusters"_a,
             "max_features"_a, "threads"_a = 0);
}

}  // namespace proclens::python
