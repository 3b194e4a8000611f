// Exact transport compared with LEMON's network simplex on the same problems, with one thread; answers are compared
// before anything is timed. Then the exact neighbour search.
//
//   transport_bench DATASET [--problems N] [--threads T] [--write PROBLEMS]
//
// The problems are those of a map of DATASET: bags to the spread reference, bags to bags near them in the embedding,
// bags to random other bags; and random costs of the usual size. Times are processor times of the calling thread, the
// minimum of five runs per problem; LEMON's exclude building its graph. --write saves the problems for
// bench/transport_pot.py, which times POT on them.
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "embed/reference_distribution.hpp"
#include "embed/transport/transport.hpp"
#include "embed/unit_vectors.hpp"
#include "embed/wasserstein_distance.hpp"
#include "lens/lens_bags.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/vocabulary_vectors.hpp"
#include "proclens/wasserstein_embedding.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/selection.hpp"

#define LEMON_ONLY_TEMPLATES
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace {

using namespace proclens;

constexpr int kRuns = 5;
constexpr double kAgreement = 1e-9;

double seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Problem {
  std::vector<float> cost;  // supply × demand
  std::vector<double> supply;
  std::vector<double> demand;
};

struct Answer {
  double cost = 0;
  double seconds = 0;
};

Answer solve(TransportSolver& solver, const Problem& problem) {
  Answer answer{0, 1e9};
  for (int run = 0; run < kRuns; ++run) {
    const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    answer.cost = solver.solve(problem.cost.data(), problem.demand.size(), problem.supply, problem.demand).cost;
    answer.seconds = std::min(answer.seconds, seconds(CLOCK_THREAD_CPUTIME_ID) - start);
  }
  return answer;
}

/// Masses as integers that sum to 2⁵⁰: LEMON considers sums that differ by rounding infeasible.
std::vector<std::int64_t> in_units(const std::vector<double>& masses) {
  std::vector<std::int64_t> units;
  units.reserve(masses.size());
  const double total = std::accumulate(masses.begin(), masses.end(), 0.0);
  for (const double mass : masses) units.push_back(std::llround(mass / total * 0x1p50));
  *std::max_element(units.begin(), units.end()) +=
      (std::int64_t{1} << 50U) - std::accumulate(units.begin(), units.end(), std::int64_t{0});
  return units;
}

Answer solve_with_lemon(const Problem& problem) {
  const auto supply = in_units(problem.supply);
  const auto demand = in_units(problem.demand);
  const int n = static_cast<int>(supply.size());
  const int m = static_cast<int>(demand.size());
  lemon::SmartDigraph graph;
  graph.reserveNode(n + m);
  graph.reserveArc(n * m);
  for (int k = 0; k < n + m; ++k) graph.addNode();
  lemon::SmartDigraph::ArcMap<double> cost(graph);
  lemon::SmartDigraph::NodeMap<std::int64_t> flow(graph);
  for (int i = 0; i < n; ++i) flow[graph.nodeFromId(i)] = supply[i];
  for (int j = 0; j < m; ++j) flow[graph.nodeFromId(n + j)] = -demand[j];
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < m; ++j) {
      cost[graph.addArc(graph.nodeFromId(i), graph.nodeFromId(n + j))] = problem.cost[i * m + j];
    }
  }
  Answer answer{0, 1e9};
  for (int run = 0; run < kRuns; ++run) {
    const double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, double> simplex(graph);
    simplex.costMap(cost).supplyMap(flow).run();
    answer.cost = simplex.totalCost<double>() * 0x1p-50;
    answer.seconds = std::min(answer.seconds, seconds(CLOCK_THREAD_CPUTIME_ID) - start);
  }
  return answer;
}

bool compare(const char* name, const std::vector<Problem>& problems) {
  TransportSolver solver;
  double ours = 0;
  double lemons = 0;
  double arcs = 0;
  double worst = 0;
  for (const Problem& problem : problems) {
    const Answer a = solve(solver, problem);
    const Answer b = solve_with_lemon(problem);
    worst = std::max(worst, std::abs(a.cost - b.cost));
    ours += a.seconds;
    lemons += b.seconds;
    arcs += static_cast<double>(problem.cost.size());
  }
  if (worst > kAgreement) {
    std::printf("%-22s COSTS DIFFER by up to %.3g\n", name, worst);
    return false;
  }
  const auto count = static_cast<double>(problems.size());
  std::printf("%-22s %6zu %8.0f %10.1f %10.1f %8.1f   %.1e\n", name, problems.size(), arcs / count, 1e6 * ours / count,
              1e6 * lemons / count, lemons / ours, worst);
  return true;
}

void write(const std::string& path, const std::vector<std::vector<Problem>>& sets) {
  std::ofstream file(path, std::ios::binary);
  const auto put = [&](const auto* values, std::size_t count) {
    file.write(reinterpret_cast<const char*>(values), static_cast<std::streamsize>(count * sizeof(*values)));
  };
  for (std::size_t set = 0; set < sets.size(); ++set) {
    for (const Problem& problem : sets[set]) {
      const std::int64_t header[3] = {static_cast<std::int64_t>(set), static_cast<std::int64_t>(problem.supply.size()),
                                      static_cast<std::int64_t>(problem.demand.size())};
      put(header, 3);
      put(problem.supply.data(), problem.supply.size());
      put(problem.demand.data(), problem.demand.size());
      put(problem.cost.data(), problem.cost.size());
    }
  }
}

Problem random_problem(const CounterRandom& random, std::size_t n, std::size_t m) {
  Problem problem;
  std::uint64_t next = 0;
  for (std::size_t k = 0; k < n * m; ++k) problem.cost.push_back(static_cast<float>(random.uniform(next++)));
  for (std::size_t i = 0; i < n; ++i) problem.supply.push_back(-std::log(1 - random.uniform(next++)));
  for (std::size_t j = 0; j < m; ++j) problem.demand.push_back(-std::log(1 - random.uniform(next++)));
  for (std::vector<double>* masses : {&problem.supply, &problem.demand}) {
    const double total = std::accumulate(masses->begin(), masses->end(), 0.0);
    for (double& mass : *masses) mass /= total;
  }
  return problem;
}

/// The stages of a map up to its neighbours.
struct Embedded {
  SparseRows weighted;
  std::vector<std::uint32_t> multiplicity;
  Matrix<float> vectors;
  Embedding embedding;
};

Embedded embed(const Context& context, const std::string& folder) {
  Database database;
  const Dataset dataset(folder);
  for (const StdviewTable table :
       {StdviewTable::process, StdviewTable::process_path, StdviewTable::process_image_load}) {
    open_table(database, dataset, table, "transport_bench", {});
  }
  const SelectionCounts selected = select_processes(database, {});
  const ImageBags bags = image_bags(context, database, selected.selected);
  Embedded embedded;
  embedded.multiplicity = bags.distinct.bags.multiplicity;
  embedded.weighted = weighted_bags(bags.distinct.bags, information_weights(context, bags.distinct.bags));
  embedded.vectors = vocabulary_vectors(context, embedded.weighted, embedded.multiplicity);
  embedded.embedding =
      wasserstein_embedding(context, embedded.weighted, embedded.multiplicity, embedded.vectors).embedding;
  return embedded;
}

/// Draws problems from a dataset's bags.
class Problems {
 public:
  Problems(const Context& context, const Embedded& embedded, const Matrix<std::uint32_t>& candidates)
      : candidates_(candidates),
        units_(unit_vectors(context, embedded.vectors)),
        bags_(distributions_over_points(bag_distributions(embedded.weighted), units_)),
        reference_(spread_reference(context, bags_, embedded.multiplicity, units_, 64, 42)) {
    for (std::uint32_t bag = 0; bag < bags_.rows(); ++bag) {
      if (candidates_(bag, 0) != Neighbours::kNone) drawn_from_.push_back(bag);
    }
  }

  [[nodiscard]] Problem to_reference(std::uint64_t draw) const {
    const std::uint32_t bag = any(3 * draw);
    return problem(reference_.masses, bags_.row_values(bag), [&](std::size_t k, std::size_t e) {
      return cost(reference_.points.row(k), units_.points.row(bags_.row_columns(bag)[e]));
    });
  }

  [[nodiscard]] Problem to_near_bag(std::uint64_t draw) const {
    const std::uint32_t bag = any(3 * draw);
    const auto row = candidates_.row(bag);
    const auto found = static_cast<std::size_t>(std::find(row.begin(), row.end(), Neighbours::kNone) - row.begin());
    return between(bag, row[random_.below(3 * draw + 1, found)]);
  }

  [[nodiscard]] Problem to_any_bag(std::uint64_t draw) const { return between(any(3 * draw), any(3 * draw + 2)); }

 private:
  [[nodiscard]] std::uint32_t any(std::uint64_t draw) const {
    return drawn_from_[random_.below(draw, drawn_from_.size())];
  }

  static float cost(std::span<const float> x, std::span<const float> y) {
    double sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      sum += std::pow(static_cast<double>(x[k]) - static_cast<double>(y[k]), 2);
    }
    return static_cast<float>(0.5 * sum);
  }

  template <class CostOf>
  static Problem problem(std::span<const double> supply, std::span<const double> demand, const CostOf& cost_of) {
    Problem result{{}, {supply.begin(), supply.end()}, {demand.begin(), demand.end()}};
    for (std::size_t i = 0; i < supply.size(); ++i) {
      for (std::size_t j = 0; j < demand.size(); ++j) result.cost.push_back(cost_of(i, j));
    }
    return result;
  }

  [[nodiscard]] Problem between(std::uint32_t a, std::uint32_t b) const {
    return problem(bags_.row_values(a), bags_.row_values(b), [&](std::size_t i, std::size_t j) {
      return cost(units_.points.row(bags_.row_columns(a)[i]), units_.points.row(bags_.row_columns(b)[j]));
    });
  }

  const Matrix<std::uint32_t>& candidates_;
  UnitVectors units_;
  SparseRows bags_;
  ReferenceDistribution reference_;
  std::vector<std::uint32_t> drawn_from_;
  CounterRandom random_{1, 1};
};

/// Compares a few bags' neighbours with their candidates' distances, computed one by one.
bool agrees(const Context& context, const Embedded& embedded, const Matrix<std::uint32_t>& candidates,
            const Neighbours& found) {
  const WassersteinSpace space = wasserstein_space(context, bag_distributions(embedded.weighted), embedded.vectors);
  WassersteinDistance distance(space);
  const std::size_t step = std::max<std::size_t>(1, candidates.rows() / 20);
  for (std::size_t bag = 0; bag < candidates.rows(); bag += step) {
    std::vector<double> sorted;
    for (const std::uint32_t other : candidates.row(bag)) {
      if (other != Neighbours::kNone) sorted.push_back(distance(bag, other));
    }
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t k = 0; k < std::min(sorted.size(), found.index.columns()); ++k) {
      if (std::abs(sorted[k] - found.distance(bag, k)) > 1e-6) return false;
    }
  }
  return true;
}

bool search(const Context& context, const Embedded& embedded, const Matrix<std::uint32_t>& candidates) {
  const BagDistributions bags = bag_distributions(embedded.weighted);
  const double wall = seconds(CLOCK_MONOTONIC);
  const double processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
  ExactSearchCounts counts;
  const Neighbours found = exact_neighbours(context, candidates, bags, embedded.vectors, {}, &counts);
  const double wall_taken = seconds(CLOCK_MONOTONIC) - wall;
  const double processor_taken = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
  if (!agrees(context, embedded, candidates, found)) {
    std::printf("exact neighbours DIFFER from the candidates ranked one by one\n");
    return false;
  }
  const auto share = [&](std::uint64_t part) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(counts.pairs);
  };
  std::printf(
      "exact neighbours of %zu bags among %zu candidates each: %llu pairs, %.1f%% ruled out by the quick bound, %.1f%% "
      "by "
      "a first basis, %.1f%% solved; %.2f s wall, %.2f s processor\n",
      candidates.rows(), candidates.columns(), static_cast<unsigned long long>(counts.pairs), share(counts.bounded),
      share(counts.started), share(counts.solved), wall_taken, processor_taken);
  return true;
}

int run(int argc, char** argv) {
  std::size_t count = 300;
  std::string path;
  int threads = 0;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string word = argv[i];
    if (word == "--problems") count = std::strtoul(argv[i + 1], nullptr, 10);
    if (word == "--threads") threads = std::atoi(argv[i + 1]);
    if (word == "--write") path = argv[i + 1];
  }
  const Context context({.threads = threads});
  const Embedded embedded = embed(context, argv[1]);
  const Neighbours candidates = nearest_neighbours(context, embedded.embedding, 64);
  const Problems problems(context, embedded, candidates.index);
  std::vector<std::vector<Problem>> sets(4);
  for (std::uint64_t draw = 0; draw < count; ++draw) {
    sets[0].push_back(problems.to_reference(draw));
    sets[1].push_back(problems.to_near_bag(draw));
    sets[2].push_back(problems.to_any_bag(draw));
    sets[3].push_back(random_problem(CounterRandom(2, draw), 64, 40));
  }
  if (!path.empty()) write(path, sets);
  std::printf("%-22s %6s %8s %10s %10s %8s   %s\n", "microseconds", "number", "arcs", "proclens", "LEMON", "ratio",
              "costs differ by");
  const char* names[] = {"bag to reference", "bag to a near bag", "bag to any bag", "random costs, 64 x 40"};
  bool right = true;
  for (std::size_t set = 0; set < sets.size(); ++set) right = compare(names[set], sets[set]) && right;
  return search(context, embedded, candidates.index) && right ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "transport_bench DATASET [--problems N] [--threads T] [--write PROBLEMS]\n");
    return 2;
  }
  return run(argc, argv);
}
