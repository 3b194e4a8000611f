#include "embed/transport_plans.hpp"

#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "embed/transport/transport.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBagsPerBlock = 32;

/// The plan rows of a block of bags, before they are concatenated.
struct PlanBlock {
  std::vector<std::size_t> row_size;
  std::vector<std::uint32_t> column;
  std::vector<double> value;
};

/// Solves one bag. The rows of the cost matrix are the reference points, so that the flows come in column order.
void append_plan(TransportSolver& solver, std::span<const std::uint32_t> points, std::span<const double> masses,
                 const Matrix<float>& point_costs, const ReferenceDistribution& reference, std::vector<float>& cost,
                 PlanBlock& block) {
  const std::size_t r = reference.masses.size();
  const std::size_t n = points.size();
  block.row_size.push_back(0);
  if (n == 0) return;
  cost.resize(r * n);
  for (std::size_t e = 0; e < n; ++e) {
    const float* from = point_costs.row(points[e]).data();
    for (std::size_t k = 0; k < r; ++k) cost[k * n + e] = from[k];
  }
  for (const TransportFlow& flow : solver.solve(cost.data(), n, reference.masses, masses).flows) {
    block.column.push_back(static_cast<std::uint32_t>(flow.from * point_costs.rows() + points[flow.to]));
    block.value.push_back(flow.mass);
    ++block.row_size.back();
  }
}

}  // namespace

SparseRows transport_plans(const Context& context, const SparseRows& distributions, const Matrix<float>& points,
                           const ReferenceDistribution& reference) {
  const std::size_t w = points.rows();
  const std::size_t r = reference.masses.size();
  if (distributions.columns != w) throw std::invalid_argument("transport_plans: one column per point");
  SparseRows plans;
  plans.columns = r * w;
  if (plans.columns > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(Fault::data, "the vocabulary is too large for transport: " + with_separators(w) + " features times " +
                                 with_separators(r) + " reference points");
  }
  Matrix<float> costs(w, r);
  multiply(context, Op::none, Op::transpose, -1.0F, points, reference.points, 0.0F, costs);

  std::vector<PlanBlock> blocks((distributions.rows() + kBagsPerBlock - 1) / kBagsPerBlock);
  parallel_blocks(context, distributions.rows(), kBagsPerBlock, [&](std::size_t begin, std::size_t end) {
    TransportSolver solver;
    std::vector<float> cost;
    for (std::size_t i = begin; i < end; ++i) {
      append_plan(solver, distributions.row_columns(i), distributions.row_values(i), costs, reference, cost,
                  blocks[begin / kBagsPerBlock]);
    }
  });
  plans.row_start.reserve(distributions.rows() + 1);
  for (PlanBlock& block : blocks) {
    for (const std::size_t size : block.row_size) plans.row_start.push_back(plans.row_start.back() + size);
    plans.column.insert(plans.column.end(), block.column.begin(), block.column.end());
    plans.value.insert(plans.value.end(), block.value.begin(), block.value.end());
    block = {};
  }
  return plans;
}

}  // namespace proclens
