#include "embed/pair_costs.hpp"

#include <algorithm>

namespace proclens {
namespace {

constexpr std::uint32_t kAbsent = 0xFFFFFFFFU;

}  // namespace

PairCosts::PairCosts(const SparseRows& bags, const GroundCosts& ground_costs, const Matrix<float>& all)
    : bags_(bags), ground_costs_(ground_costs), all_(all), column_of_(bags.columns, kAbsent) {}

void PairCosts::turn_to(std::uint32_t bag, std::span<const std::uint32_t> partners) {
  bag_ = bag;
  for (const std::uint32_t direction : union_) column_of_[direction] = kAbsent;
  union_.clear();
  for (const std::uint32_t partner : partners) {
    for (const std::uint32_t direction : bags_.row_columns(partner)) {
      if (column_of_[direction] != kAbsent) continue;
      column_of_[direction] = static_cast<std::uint32_t>(union_.size());
      union_.push_back(direction);
    }
  }
  const auto rows = bags_.row_columns(bag);
  panel_.resize(std::max(panel_.size(), rows.size() * union_.size()));
  if (all_.empty()) {
    ground_costs_.between(rows, union_, panel_.data(), gathered_);
    return;
  }
  float* out = panel_.data();
  for (const std::uint32_t row : rows) {
    const float* const from = all_.row(row).data();
    for (const std::uint32_t column : union_) *out++ = from[column];
  }
}

const float* PairCosts::to(std::uint32_t partner) {
  const std::size_t rows = bags_.row_columns(bag_).size();
  const auto columns = bags_.row_columns(partner);
  costs_.resize(std::max(costs_.size(), rows * columns.size()));
  float* out = costs_.data();
  if (bag_ < partner) {
    for (std::size_t i = 0; i < rows; ++i) {
      const float* const from = panel_.data() + i * union_.size();
      for (const std::uint32_t column : columns) *out++ = from[column_of_[column]];
    }
  } else {
    for (const std::uint32_t column : columns) {
      const float* const from = panel_.data() + column_of_[column];
      for (std::size_t i = 0; i < rows; ++i) *out++ = from[i * union_.size()];
    }
  }
  return costs_.data();
}

}  // namespace proclens
