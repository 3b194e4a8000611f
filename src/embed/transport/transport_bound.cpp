#include "embed/transport/transport_bound.hpp"

#include <algorithm>
#include <limits>

#include "embed/transport/transport_lanes.hpp"

namespace proclens {
namespace {

constexpr float kMaxFloat = std::numeric_limits<float>::max();

/// The minimum of cost(i, j) − price(j) for every row i, and of cost(i, j) − price(i) for every column j.
void min_differences(const float* cost, std::size_t rows, std::size_t columns, const float* row_price,
                     const float* column_price, float* row_min, float* column_min) {
  constexpr std::size_t kLanes = LanesOf<float>::count;
  std::fill_n(column_min, columns, kMaxFloat);
  const std::size_t whole = columns / kLanes * kLanes;
  for (std::size_t i = 0; i < rows; ++i) {
    const float* const row = cost + i * columns;
    const float price = row_price[i];
    FloatLanes min_lanes = FloatLanes{} + kMaxFloat;
    for (std::size_t j = 0; j < whole; j += kLanes) {
      const FloatLanes here = lanes_at(row + j);
      const FloatLanes for_row = here - lanes_at(column_price + j);
      const FloatLanes for_column = here - price;
      min_lanes = for_row < min_lanes ? for_row : min_lanes;
      FloatLanes& below = lanes_at(column_min + j);
      below = for_column < below ? for_column : below;
    }
    float lowest = min_lanes[min_lane(min_lanes)];
    for (std::size_t j = whole; j < columns; ++j) {
      lowest = std::min(lowest, row[j] - column_price[j]);
      column_min[j] = std::min(column_min[j], row[j] - price);
    }
    row_min[i] = lowest;
  }
}

double value(std::span<const double> masses, const std::vector<float>& prices) {
  double sum = 0;
  for (std::size_t i = 0; i < masses.size(); ++i) sum += masses[i] * prices[i];
  return sum;
}

}  // namespace

double TransportBound::operator()(const float* cost, std::span<const double> supply, std::span<const double> demand) {
  const std::size_t n = supply.size();
  const std::size_t m = demand.size();
  set_means(cost, supply, demand);
  for (Prices* side : {&supply_, &demand_}) {
    side->answer.resize(side->asked.size());
    side->last.resize(side->asked.size());
  }
  min_differences(cost, n, m, supply_.asked.data(), demand_.asked.data(), supply_.answer.data(), demand_.answer.data());
  min_differences(cost, n, m, supply_.answer.data(), demand_.answer.data(), supply_.last.data(), demand_.last.data());
  return std::max(value(supply, supply_.answer) + value(demand, demand_.last),
                  value(supply, supply_.last) + value(demand, demand_.answer));
}

void TransportBound::set_means(const float* cost, std::span<const double> supply, std::span<const double> demand) {
  constexpr std::size_t kLanes = LanesOf<float>::count;
  const std::size_t m = demand.size();
  const std::size_t whole = m / kLanes * kLanes;
  share_.assign(demand.begin(), demand.end());
  supply_.asked.resize(supply.size());
  demand_.asked.assign(m, 0.0F);
  for (std::size_t i = 0; i < supply.size(); ++i) {
    const float* const row = cost + i * m;
    const auto mass = static_cast<float>(supply[i]);
    FloatLanes mean_lanes{};
    for (std::size_t j = 0; j < whole; j += kLanes) {
      mean_lanes += lanes_at(row + j) * lanes_at(share_.data() + j);
      lanes_at(demand_.asked.data() + j) += lanes_at(row + j) * mass;
    }
    float mean = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) mean += mean_lanes[lane];
    for (std::size_t j = whole; j < m; ++j) {
      mean += row[j] * share_[j];
      demand_.asked[j] += row[j] * mass;
    }
    supply_.asked[i] = mean;
  }
}

}  // namespace proclens
