// The arrays of a model by name, in one place for the writer and the reader.
#pragma once

#include "model/map_model.hpp"

namespace proclens {

inline constexpr int kModelVersion = 4;
inline constexpr const char* kModelFormat = "proclens map model";

/// Calls `visit(name, values)` for each array of a model (const or not): a std::vector or a Matrix. Which there are
/// depends on its distance. The name is the
/// file name without ".npy" and never changes its meaning within a version.
template <class Model, class Visit>
void for_each_array(Model& model, const Visit& visit) {
  visit("weights", model.weights);
  if (model.distance == BagDistance::wasserstein) {
    visit("vectors", model.vectors);
    visit("reference_points", model.embedding.distribution.points);
    visit("reference_masses", model.embedding.distribution.masses);
    visit("components", model.embedding.components);
    visit("singular_values", model.embedding.singular_values);
    visit("bag_vectors", model.bags.vectors);
  }
  visit("positions", model.positions);
  visit("cluster", model.cluster);
  visit("cluster_reach", model.reach);
}

template <class T>
std::vector<std::size_t> shape_of(const std::vector<T>& values) {
  return {values.size()};
}
template <class T>
std::vector<std::size_t> shape_of(const Matrix<T>& values) {
  return {values.rows(), values.columns()};
}

template <class T>
std::span<const T> values_of(const std::vector<T>& values) {
  return values;
}
template <class T>
std::span<const T> values_of(const Matrix<T>& values) {
  return {values.data(), values.rows() * values.columns()};
}

}  // namespace proclens
