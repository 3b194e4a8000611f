#include "model/place_bags.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include "core/elementary.hpp"
#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"
#include "layout/smooth_distances.hpp"
#include "model/cluster_reach.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::size_t kQueries = 64;  // whose products with all bags are kept at once
constexpr double kSameVector = 1e-5;  // ‖a − b‖/‖a‖ within single-precision rounding

struct Found {
  Neighbours neighbours;             ///< q × k, among the map's bags
  std::vector<std::uint32_t> equal;  ///< the map's bag with the same vector
};

std::vector<double> squared_lengths(const Matrix<float>& vectors) {
  std::vector<double> squares(vectors.rows());
  for (std::size_t i = 0; i < squares.size(); ++i) {
    for (const float value : vectors.row(i)) squares[i] += static_cast<double>(value) * value;
  }
  return squares;
}

double squared_distance(std::span<const float> a, std::span<const float> b) {
  double sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) {
    const double difference = static_cast<double>(a[c]) - b[c];
    sum += difference * difference;
  }
  return sum;
}

/// The bag with the smallest ‖b‖² − 2·a·b, if its vector equals a up to rounding.
std::uint32_t equal_bag(const MapModel& model, std::span<const float> a, double square,
                        const std::vector<double>& squares, std::span<const float> products) {
  std::size_t best = 0;
  for (std::size_t bag = 1; bag < squares.size(); ++bag) {
    if (squares[bag] - 2.0 * products[bag] < squares[best] - 2.0 * products[best]) best = bag;
  }
  const double gap = squared_distance(a, model.bags.vectors.row(best));
  return gap <= kSameVector * kSameVector * square ? static_cast<std::uint32_t>(best) : PlacedBags::kNone;
}

/// By what a bag's products are multiplied to compare them; 0 for a bag without a direction, which is no neighbour.
std::vector<double> product_scales(const MapModel& model, const std::vector<double>& squares) {
  const bool cosine = model.bags.metric == EmbeddingMetric::cosine;
  std::vector<double> scales(squares.size(), 0.0);
  for (std::size_t bag = 0; bag < scales.size(); ++bag) {
    if (has_direction(model.bags, bag)) scales[bag] = cosine ? 1 / std::sqrt(squares[bag]) : 1.0;
  }
  return scales;
}

/// Writes the nearest bags of one query; a few more than needed are compared in double precision.
void write_nearest(const MapModel& model, std::span<const float> query, const std::vector<double>& scales,
                   std::span<const float> products, std::size_t row, Neighbours& result) {
  const std::size_t wanted = result.index.columns();
  const std::size_t compared = wanted + 8 + wanted / 4;
  std::vector<std::pair<double, std::uint32_t>> order;  // a heap of the nearest so far, the farthest of them first
  for (std::size_t bag = 0; bag < scales.size(); ++bag) {
    if (scales[bag] == 0) continue;
    const double score = -scales[bag] * static_cast<double>(products[bag]);
    if (order.size() == compared) {
      if (score >= order.front().first) continue;
      std::pop_heap(order.begin(), order.end());
      order.pop_back();
    }
    order.emplace_back(score, static_cast<std::uint32_t>(bag));
    std::push_heap(order.begin(), order.end());
  }
  for (auto& [distance, bag] : order)
    distance = embedding_distance(model.bags.metric, query, model.bags.vectors.row(bag));
  std::sort(order.begin(), order.end());
  for (std::size_t j = 0; j < std::min(wanted, order.size()); ++j) {
    result.distance(row, j) = static_cast<float>(order[j].first);
    result.index(row, j) = order[j].second;
  }
}

Found find_bags(const Context& context, const MapModel& model, const Embedding& queries) {
  const std::size_t q = queries.vectors.rows();
  const std::size_t u = model.positions.rows();
  const std::size_t k = queries.vectors.columns();
  const std::size_t wanted = model.layout.neighbours - 1;
  Found found{{Matrix<std::uint32_t>(q, wanted, Neighbours::kNone),
               Matrix<float>(q, wanted, std::numeric_limits<float>::infinity())},
              std::vector<std::uint32_t>(q, PlacedBags::kNone)};
  const std::vector<double> squares = squared_lengths(model.bags.vectors);
  const std::vector<double> scales = product_scales(model, squares);
  const std::vector<double> query_squares = squared_lengths(queries.vectors);
  parallel_blocks(context, q, kQueries, [&](std::size_t begin, std::size_t end) {
    Matrix<float> products(end - begin, u);
    multiply_block(Op::none, Op::transpose, end - begin, u, k, 1.0F, queries.vectors.row(begin).data(), k,
                   model.bags.vectors.data(), k, 0.0F, products.data(), u);
    for (std::size_t i = begin; i < end; ++i) {
      if (!has_direction(queries, i)) continue;
      const auto query = queries.vectors.row(i);
      const std::span<const float> row = products.row(i - begin);
      found.equal[i] = equal_bag(model, query, query_squares[i], squares, row);
      write_nearest(model, query, scales, row, i, found.neighbours);
    }
  });
  return found;
}

/// The weighted mean of the neighbours' positions.
void write_mean_position(const MapModel& model, const Neighbours& neighbours, const SmoothDistances& smooth,
                         std::size_t i, Matrix<float>& positions) {
  double total = 0;
  double x = 0;
  double y = 0;
  for (std::size_t j = 0; j < neighbours.index.columns() && neighbours.index(i, j) != Neighbours::kNone; ++j) {
    const double beyond = neighbours.distance(i, j) - smooth.rho[i];
    const double weight = beyond <= 0 || smooth.sigma[i] == 0 ? 1.0 : reproducible::exp(-beyond / smooth.sigma[i]);
    total += weight;
    x += weight * model.positions(neighbours.index(i, j), 0);
    y += weight * model.positions(neighbours.index(i, j), 1);
  }
  positions(i, 0) = static_cast<float>(x / total);
  positions(i, 1) = static_cast<float>(y / total);
}

}  // namespace

PlacedBags place_bags(const Context& context, const MapModel& model, const SparseRowsView& counts) {
  if (counts.columns() != model.weights.size()) throw std::invalid_argument("place_bags: one column for each feature");
  const std::size_t q = counts.rows();
  const std::vector<std::uint32_t> ones(q, 1);
  const SparseRows weighted = weighted_bags(BagsView(counts, ones), model.weights);
  Embedding embedding = project_bags(context, model.embedding, weighted, model.vectors);
  Found found = find_bags(context, model, embedding);
  const SmoothDistances smooth = smooth_distances(context, found.neighbours, model.layout.neighbours);
  const float nowhere = std::numeric_limits<float>::quiet_NaN();
  PlacedBags placed{{},
                    std::vector<std::uint32_t>(q, PlacedBags::kNone),
                    std::vector<float>(q, std::numeric_limits<float>::infinity()),
                    {},
                    Matrix<float>(q, 2, nowhere),
                    std::vector<std::int32_t>(q, -1)};
  for (std::size_t i = 0; i < q; ++i) {
    if (const std::uint32_t equal = found.equal[i]; equal != PlacedBags::kNone) {
      placed.nearest[i] = equal;
      placed.distance[i] = 0;
      std::ranges::copy(model.positions.row(equal), placed.positions.row(i).begin());
      placed.cluster[i] = model.cluster[equal];
      continue;
    }
    if (found.neighbours.index(i, 0) == Neighbours::kNone) continue;
    placed.nearest[i] = found.neighbours.index(i, 0);
    placed.distance[i] = found.neighbours.distance(i, 0);
    write_mean_position(model, found.neighbours, smooth, i, placed.positions);
    const std::int32_t cluster = model.cluster[placed.nearest[i]];
    const bool within = cluster >= 0 && placed.distance[i] <= model.reach[static_cast<std::size_t>(cluster)];
    placed.cluster[i] = within ? cluster : -1;
  }
  placed.vectors = std::move(embedding.vectors);
  placed.neighbours = std::move(found.neighbours);
  return placed;
}

}  // namespace proclens
