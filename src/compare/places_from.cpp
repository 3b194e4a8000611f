#include "compare/places_from.hpp"

#include <vector>

#include "proclens/layout.hpp"

namespace proclens {
namespace {

/// Small first steps keep the points near their starts; they lie as well among their neighbours as with large ones
/// (docs/compare.md).
constexpr double kLearningRate = 0.1;

bool is_on_map(const ComparedMap& map, std::uint32_t point) {
  return map.neighbours.index.columns() > 0 && map.neighbours.index(point, 0) != Neighbours::kNone;
}

/// The alignment of B's places onto A's, by the items that are on both.
Alignment align_pairs(const ComparedMap& a, const ComparedMap& b, const Matrix<float>& places_of_b,
                      const PointPairs& pairs) {
  Matrix<float> from(pairs.size(), 2);
  Matrix<float> onto(pairs.size(), 2);
  std::vector<double> weight(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      from(i, axis) = places_of_b(pairs.b[i], axis);
      onto(i, axis) = a.positions(pairs.a[i], axis);
    }
    weight[i] = is_on_map(a, pairs.a[i]) && is_on_map(b, pairs.b[i]) ? pairs.items[i] : 0;
  }
  return align(from, onto, weight);
}

/// The mean of places, each as often as it counts.
struct Mean {
  double x = 0;
  double y = 0;
  double count = 0;

  void add(double at_x, double at_y, double times) {
    x += times * at_x;
    y += times * at_y;
    count += times;
  }
};

Matrix<float> start_places(const ComparedMap& a, const ComparedMap& b, const PointPairs& pairs) {
  std::vector<Mean> of_items(b.points());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!is_on_map(a, pairs.a[i])) continue;
    of_items[pairs.b[i]].add(a.positions(pairs.a[i], 0), a.positions(pairs.a[i], 1), pairs.items[i]);
  }
  const Alignment alignment = align_pairs(a, b, b.positions, pairs);
  Matrix<float> start(b.points(), 2);
  for (std::size_t point = 0; point < b.points(); ++point) {
    Mean mean = of_items[point];
    if (mean.count == 0) {
      for (const std::uint32_t neighbour : b.neighbours.index.row(point)) {
        if (neighbour == Neighbours::kNone) break;
        const Mean& near = of_items[neighbour];
        if (near.count > 0) mean.add(near.x / near.count, near.y / near.count, 1);
      }
    }
    if (mean.count == 0) {
      const auto [x, y] = alignment(b.positions(point, 0), b.positions(point, 1));
      mean.add(x, y, 1);
    }
    start(point, 0) = static_cast<float>(mean.x / mean.count);
    start(point, 1) = static_cast<float>(mean.y / mean.count);
  }
  return start;
}

void align_places(const ComparedMap& a, const ComparedMap& b, const PointPairs& pairs, AlignedPlaces& places) {
  places.alignment = align_pairs(a, b, places.positions, pairs);
  for (std::size_t point = 0; point < b.points(); ++point) {
    const auto [x, y] = places.alignment(places.positions(point, 0), places.positions(point, 1));
    places.positions(point, 0) = x;
    places.positions(point, 1) = y;
  }
}

}  // namespace

AlignedPlaces places_from(const Context& context, const ComparedMap& a, const ComparedMap& b, const PointPairs& pairs) {
  LayoutOptions layout = b.layout;
  layout.learning_rate = kLearningRate;
  AlignedPlaces as_made{b.positions, {}};
  align_places(a, b, pairs, as_made);
  AlignedPlaces anew{lay_out_from(context, b.neighbours, start_places(a, b, pairs), layout), {}};
  align_places(a, b, pairs, anew);
  return as_made.alignment.disparity <= anew.alignment.disparity ? as_made : anew;
}

}  // namespace proclens
