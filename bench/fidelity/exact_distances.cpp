#include "fidelity/exact_distances.hpp"

#include <cmath>
#include <fstream>
#include <iomanip>

#include "core/blas.hpp"
#include "core/cancel.hpp"
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "core/random.hpp"
#include "embed/transport.hpp"

namespace proclens {
namespace {

constexpr std::size_t kQueryBlock = 4;
constexpr std::uint64_t kSampleStream = 1;

/// Gathers the part of the ground cost that one pair of bags needs, row-major.
void gather(const SparseRows& bags, const Matrix<double>& costs, std::size_t a, std::size_t b,
            std::vector<double>& block) {
  block.clear();
  for (const std::uint32_t from : bags.row_columns(a)) {
    const std::span<const double> row = costs.row(from);
    for (const std::uint32_t to : bags.row_columns(b)) block.push_back(row[to]);
  }
}

double distance(TransportSolver& solver, const SparseRows& bags, std::size_t a, std::size_t b,
                const std::vector<double>& block) {
  return solver.solve(block.data(), bags.row_columns(b).size(), bags.row_values(a), bags.row_values(b)).cost;
}

template <class Values>
void write_list(std::ofstream& out, const Values& values) {
  out << '[';
  for (std::size_t i = 0; i < values.size(); ++i) out << (i == 0 ? "" : ",") << values[i];
  out << ']';
}

}  // namespace

Matrix<double> ground_costs(const Matrix<float>& vectors) {
  Matrix<double> unit(vectors.rows(), vectors.columns());
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    double square = 0;
    for (const float value : vectors.row(i)) square += static_cast<double>(value) * value;
    if (square == 0) continue;
    for (std::size_t j = 0; j < vectors.columns(); ++j) unit(i, j) = vectors(i, j) / std::sqrt(square);
  }
  Matrix<double> costs(vectors.rows(), vectors.rows(), 1.0);
  multiply(Op::none, Op::transpose, -1.0, unit, unit, 1.0, costs);
  for (std::size_t i = 0; i < costs.rows(); ++i) {
    for (double& cost : costs.row(i)) cost = std::max(cost, 0.0);
    costs(i, i) = 0;
  }
  return costs;
}

Matrix<float> exact_distances(const BagDistributions& bags, const Matrix<double>& costs,
                              std::span<const std::uint32_t> queries) {
  const std::size_t all = bags.rows.rows();
  std::vector<std::size_t> query_of(all, queries.size());
  for (std::size_t q = 0; q < queries.size(); ++q) query_of[queries[q]] = q;
  Matrix<float> result(queries.size(), all);
  parallel_blocks(queries.size(), kQueryBlock, [&](std::size_t begin, std::size_t end) {
    TransportSolver solver;
    std::vector<double> block;
    for (std::size_t q = begin; q < end; ++q) {
      check_cancelled();
      for (std::size_t bag = 0; bag < all; ++bag) {
        if (query_of[bag] <= q) continue;  // itself, or filled in below from the other side
        gather(bags.rows, costs, queries[q], bag, block);
        result(q, bag) = static_cast<float>(distance(solver, bags.rows, queries[q], bag, block));
      }
    }
  });
  for (std::size_t q = 0; q < queries.size(); ++q) {
    for (std::size_t earlier = 0; earlier < q; ++earlier) result(q, queries[earlier]) = result(earlier, queries[q]);
  }
  return result;
}

void write_transport_sample(const std::filesystem::path& file, const BagDistributions& bags,
                            const Matrix<double>& costs, std::size_t pairs) {
  std::ofstream out(file);
  out << std::setprecision(17);
  const CounterRandom random(0, kSampleStream);
  TransportSolver solver;
  std::vector<double> block;
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const std::size_t a = random.below(2 * pair, bags.rows.rows());
    const std::size_t b = random.below(2 * pair + 1, bags.rows.rows());
    gather(bags.rows, costs, a, b, block);
    out << "{\"supply\":";
    write_list(out, bags.rows.row_values(a));
    out << ",\"demand\":";
    write_list(out, bags.rows.row_values(b));
    out << ",\"cost\":";
    write_list(out, block);
    out << ",\"distance\":" << distance(solver, bags.rows, a, b, block) << "}\n";
  }
  if (!out.flush()) throw Error(Fault::machine, "cannot write " + file.string());
}

}  // namespace proclens
