#include "fidelity/exact_distances.hpp"

#include <cmath>
#include <fstream>
#include <iomanip>

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "embed/transport/transport.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kQueryBlock = 4;
constexpr std::uint64_t kSampleStream = 1;

/// 1 − cosine between the listed vectors, row-major, in double precision.
std::vector<double> cosine_costs(const Matrix<float>& vectors, std::span<const std::uint32_t> from,
                                 std::span<const std::uint32_t> to) {
  const auto dot = [&](std::uint32_t a, std::uint32_t b) {
    double sum = 0;
    for (std::size_t j = 0; j < vectors.columns(); ++j) sum += static_cast<double>(vectors(a, j)) * vectors(b, j);
    return sum;
  };
  std::vector<double> costs;
  for (const std::uint32_t a : from) {
    for (const std::uint32_t b : to) costs.push_back(1 - dot(a, b) / std::sqrt(dot(a, a) * dot(b, b)));
  }
  return costs;
}

template <class Values>
void write_list(std::ofstream& out, const Values& values) {
  out << '[';
  for (std::size_t i = 0; i < values.size(); ++i) out << (i == 0 ? "" : ",") << values[i];
  out << ']';
}

}  // namespace

Matrix<float> exact_distances(const Context& context, const WassersteinSpace& space,
                              std::span<const std::uint32_t> queries) {
  const std::size_t all = space.bags.rows.rows();
  std::vector<std::size_t> query_of(all, queries.size());
  for (std::size_t q = 0; q < queries.size(); ++q) query_of[queries[q]] = q;
  Matrix<float> result(queries.size(), all);
  parallel_blocks(context, queries.size(), kQueryBlock, [&](std::size_t begin, std::size_t end) {
    WassersteinDistance distance(space);
    for (std::size_t q = begin; q < end; ++q) {
      context.check_cancelled();
      for (std::size_t bag = 0; bag < all; ++bag) {
        if (query_of[bag] <= q) continue;  // itself, or filled in below from the other side
        result(q, bag) = static_cast<float>(distance(queries[q], bag));
      }
    }
  });
  for (std::size_t q = 0; q < queries.size(); ++q) {
    for (std::size_t earlier = 0; earlier < q; ++earlier) result(q, queries[earlier]) = result(earlier, queries[q]);
  }
  return result;
}

void write_transport_sample(const std::filesystem::path& file, const BagDistributions& bags,
                            const Matrix<float>& vectors, const WassersteinSpace& space, std::size_t pairs) {
  std::ofstream out(file);
  out << std::setprecision(17);
  const CounterRandom random(0, kSampleStream);
  TransportSolver solver;
  WassersteinDistance distance(space);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const std::size_t a = random.below(2 * pair, bags.rows.rows());
    const std::size_t b = random.below(2 * pair + 1, bags.rows.rows());
    const std::span<const double> supply = bags.rows.row_values(a);
    const std::span<const double> demand = bags.rows.row_values(b);
    const std::vector<double> costs = cosine_costs(vectors, bags.rows.row_columns(a), bags.rows.row_columns(b));
    out << "{\"supply\":";
    write_list(out, supply);
    out << ",\"demand\":";
    write_list(out, demand);
    out << ",\"cost\":";
    write_list(out, costs);
    out << ",\"kernel\":" << solver.solve(costs.data(), demand.size(), supply, demand).cost
        << ",\"distance\":" << distance(a, b) << "}\n";
  }
  if (!out.flush()) throw Error(Fault::machine, "cannot write " + file.string());
}

}  // namespace proclens
