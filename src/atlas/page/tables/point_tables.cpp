#include "atlas/page/tables/point_tables.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <vector>

#include "core/text.hpp"
#include "proclens/neighbours.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {
namespace {

std::vector<std::int32_t> steps(std::span<const float> shares) {
  std::vector<std::int32_t> result(shares.size());
  std::transform(shares.begin(), shares.end(), result.begin(), [](float share) {
    return static_cast<std::int32_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * 255.0F));
  });
  return result;
}

std::vector<std::int32_t> signed_numbers(std::span<const std::uint32_t> numbers) {
  return {numbers.begin(), numbers.end()};
}

/// Features, heaviest first.
std::vector<std::uint32_t> features_by_weight(const PageData& data) {
  std::vector<std::uint32_t> order(data.feature_weight.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return data.feature_weight[a] > data.feature_weight[b]; });
  return order;
}

}  // namespace

std::string points_stream(const PageData& data) {
  const std::size_t points = data.multiplicity.size();
  std::vector<float> x(points);
  std::vector<float> y(points);
  for (std::size_t i = 0; i < points; ++i) {
    x[i] = data.positions[2 * i];
    y[i] = data.positions[2 * i + 1];
  }
  const std::vector<std::int32_t> multiplicity = signed_numbers(data.multiplicity);
  const std::vector<std::int32_t> members = signed_numbers(data.members);
  const std::vector<std::int32_t> strength = steps(data.strength);
  const std::vector<std::int32_t> outlier = steps(data.outlier_score);
  std::vector<std::int32_t> placed(data.placed.begin(), data.placed.end());
  placed.resize(points);
  const std::vector<NamedValues> columns = {{"x", x},
                                            {"y", y},
                                            {"multiplicity", multiplicity},
                                            {"members", members},
                                            {"cluster", data.cluster},
                                            {"nearest", data.nearest_cluster},
                                            {"strength", strength},
                                            {"outlier", outlier},
                                            {"placed", placed}};
  return arrow_stream(columns);
}

std::string texts_stream(const TextDictionary::Sorted& texts) {
  const std::vector<std::int32_t> whole(texts.whole_bytes.begin(), texts.whole_bytes.end());
  const std::vector<NamedValues> columns = {{"text", std::span<const std::string_view>(texts.texts)}, {"whole", whole}};
  return arrow_stream(columns);
}

std::string features_stream(const PageData& data) {
  std::vector<std::string> valid;
  std::vector<double> weight;
  for (const std::uint32_t feature : features_by_weight(data)) {
    valid.push_back(valid_utf8(data.feature_names[feature]));
    weight.push_back(data.feature_weight[feature]);
  }
  const std::vector<std::string_view> names(valid.begin(), valid.end());
  const std::vector<NamedValues> columns = {{"name", std::span<const std::string_view>(names)}, {"weight", weight}};
  return arrow_stream(columns);
}

BagRows bag_rows(const PageData& data, std::uint64_t max_pairs) {
  const std::vector<std::uint32_t> order = features_by_weight(data);
  std::vector<std::int32_t> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<std::int32_t>(i);
  BagRows bags;
  std::vector<BagRows::Pair> pairs;
  for (std::size_t bag = 0; bag < data.bags->rows(); ++bag) {
    const auto features = data.bags->row_columns(bag);
    pairs.clear();
    for (std::size_t k = 0; k < features.size(); ++k) {
      pairs.emplace_back(rank[features[k]], static_cast<std::int32_t>(data.bags->row_values(bag)[k]));
    }
    bags.add(pairs);
  }
  bags.keep_to_limit(max_pairs);
  return bags;
}

std::string neighbours_stream(const PageData& data) {
  std::vector<std::int32_t> neighbour;
  std::vector<std::int32_t> distance;  // in ten-thousandths
  std::vector<std::size_t> ends(data.multiplicity.size(), 0);
  const std::size_t count =
      data.neighbours == nullptr ? 0 : std::min<std::size_t>(kPageNeighbours, data.neighbours->columns());
  for (std::size_t point = 0; point < ends.size(); ++point) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint32_t other = (*data.neighbours)(point, k);
      if (other == Neighbours::kNone) continue;
      neighbour.push_back(static_cast<std::int32_t>(other));
      distance.push_back(static_cast<std::int32_t>(std::lround((*data.neighbour_distance)(point, k) * 1e4F)));
    }
    ends[point] = neighbour.size();
  }
  const std::vector<NamedValues> columns = {{"neighbour", ArrowLists{neighbour, ends}},
                                            {"distance", ArrowLists{distance, ends}}};
  return arrow_stream(columns);
}

}  // namespace proclens
