#include <algorithm>
#include <cmath>

#include "model/map_model.hpp"
#include "model/model_arrays.hpp"

namespace proclens {
namespace {

std::string times(const std::vector<std::size_t>& shape) {
  std::string text;
  for (const std::size_t n : shape) text += (text.empty() ? "" : " × ") + std::to_string(n);
  return text;
}

/// The shape that an array must have, given the shapes of the others.
std::vector<std::size_t> expected_shape(const MapModel& model, std::string_view array) {
  const std::size_t features = model.feature_names.size();
  const std::size_t dimensions = model.vectors.columns();
  const std::size_t bags = model.positions.rows();
  const std::size_t points = model.embedding.distribution.masses.size();
  const std::size_t components = model.embedding.singular_values.size();
  if (array == "weights") return {features};
  if (array == "vectors") return {features, dimensions};
  if (array == "reference_points") return {points, dimensions};
  if (array == "reference_masses") return {points};
  if (array == "components") return {points * dimensions, components};
  if (array == "singular_values") return {components};
  if (array == "bag_vectors") return {bags, std::max<std::size_t>(1, components)};
  if (array == "positions") return {bags, 2};
  if (array == "cluster") return {bags};
  return {model.reach.size()};
}

/// Why the array contains an invalid value; empty if it does not.
template <class T>
std::string wrong_value(std::string_view array, std::span<const T> values, std::size_t clusters) {
  const bool negative_allowed =
      array != "weights" && array != "reference_masses" && array != "singular_values" && array != "cluster_reach";
  if constexpr (std::is_floating_point_v<T>) {
    // No early exit, so that several values are tested at a time.
    bool all_finite = true;
    for (const T value : values) all_finite &= std::isfinite(value);
    if (!all_finite) return "a value is not finite";
    if (negative_allowed) return "";
  }
  for (const T value : values) {
    if constexpr (std::is_floating_point_v<T>) {
      if (value < 0) return "a value is negative";
      if (value == 0 && array == "reference_masses") return "a mass is 0";
    } else {
      if (value < -1 || value >= static_cast<std::int64_t>(clusters)) {
        return "unknown cluster " + std::to_string(value);
      }
    }
  }
  return "";
}

std::string wrong_option(const MapModel& model) {
  if (model.embedding.max_bag_features == 0) return "max_bag_features: must be at least 1";
  if (const auto problems = model.layout.validate(); !problems.empty()) return "layout: " + problems.front();
  const bool cosine = model.bags.metric == EmbeddingMetric::cosine;
  if (cosine != (model.embedding.reference == Reference::centre)) return "metric: does not match the reference";
  return "";
}

}  // namespace

std::string inconsistency(const MapModel& model) {
  std::string why;
  for_each_array(model, [&](const char* name, const auto& array) {
    if (!why.empty()) return;
    const std::vector<std::size_t> expected = expected_shape(model, name);
    if (shape_of(array) != expected) {
      why = std::string(name) + ": the shape is " + times(shape_of(array)) + ", not " + times(expected);
    } else if (const std::string wrong = wrong_value(name, values_of(array), model.reach.size()); !wrong.empty()) {
      why = std::string(name) + ": " + wrong;
    }
  });
  return why.empty() ? wrong_option(model) : why;
}

}  // namespace proclens
