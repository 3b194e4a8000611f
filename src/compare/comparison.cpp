#include "compare/comparison.hpp"

#include <cmath>

#include "compare/common_neighbours.hpp"

namespace proclens {
namespace {

std::vector<float> distances_moved(const Comparison& comparison) {
  const PointPairs& pairs = comparison.matched.pairs;
  const Matrix<float>& from = comparison.a.positions;
  const Matrix<float>& to = comparison.places.positions;
  const double radius = comparison.places.alignment.radius;
  std::vector<float> moved(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double dx = to(pairs.b[i], 0) - from(pairs.a[i], 0);
    const double dy = to(pairs.b[i], 1) - from(pairs.a[i], 1);
    moved[i] = static_cast<float>(radius > 0 ? std::sqrt(dx * dx + dy * dy) / radius : 0);
  }
  return moved;
}

std::optional<double> mean_of_items(const std::vector<float>& agreement, const PointPairs& pairs) {
  double sum = 0;
  double items = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (std::isnan(agreement[i])) continue;
    sum += static_cast<double>(pairs.items[i]) * agreement[i];
    items += pairs.items[i];
  }
  return items > 0 ? std::optional(sum / items) : std::nullopt;
}

}  // namespace

Comparison compare_maps(const Context& context, Database& database, const std::filesystem::path& a,
                        const std::filesystem::path& b, const ComparisonOptions& options) {
  Comparison comparison;
  {
    const Stage stage(context, "match the maps");
    comparison.a = read_compared_map(database, a);
    comparison.b = read_compared_map(database, b);
    comparison.matched = match_items(database, comparison.a, comparison.b, options.match);
  }
  {
    const Stage stage(context, "compare neighbours");
    comparison.neighbours = options.neighbours;
    comparison.agreement = common_neighbours(context, comparison.matched.pairs, comparison.a.neighbours,
                                             comparison.b.neighbours, options.neighbours);
    comparison.mean_agreement = mean_of_items(comparison.agreement, comparison.matched.pairs);
  }
  const Stage stage(context, "lay out");
  comparison.places = places_from(context, comparison.a, comparison.b, comparison.matched.pairs);
  comparison.moved = distances_moved(comparison);
  return comparison;
}

}  // namespace proclens
