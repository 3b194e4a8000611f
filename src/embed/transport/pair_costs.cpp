#include "embed/transport/pair_costs.hpp"

#include <algorithm>

namespace proclens {
namespace {

constexpr std::uint32_t kAbsent = 0xFFFFFFFFU;

}  // namespace

PairCosts::PairCosts(const SparseRows& bags, const GroundCosts& ground_costs, const Matrix<float>& all)
    : bags_(bags), ground_costs_(ground_costs), all_(all), column_of_(bags.columns, kAbsent) {}

void PairCosts::select(std::uint32_t bag, std::span<const std::uint32_t> partners) {
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

const float* PairCosts::to(std::uint32_t partner, std::span<const std::uint32_t> own,
                           std::span<const std::uint32_t> theirs) {
  const auto directions = bags_.row_columns(partner);
  const std::size_t width = union_.size();
  columns_.clear();
  for (const std::uint32_t position : theirs) columns_.push_back(column_of_[directions[position]]);
  costs_.resize(std::max(costs_.size(), own.size() * theirs.size()));
  float* out = costs_.data();
  if (bag_ < partner) {
    for (const std::uint32_t row : own) {
      const float* const from = panel_.data() + row * width;
      for (const std::uint32_t column : columns_) *out++ = from[column];
    }
  } else {
    for (const std::uint32_t column : columns_) {
      for (const std::uint32_t row : own) *out++ = panel_[row * width + column];
    }
  }
  return costs_.data();
}

}  // namespace proclens
