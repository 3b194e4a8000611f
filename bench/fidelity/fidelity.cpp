// How well embeddings preserve the exact Wasserstein distance between bags, and at what cost: the table from which the
// defaults of --reference, --components and --exact-neighbors were chosen. docs/measurements.md explains the columns.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <numeric>

#include "core/linear_algebra/multiply.hpp"
#include "core/random.hpp"
#include "embed/wasserstein_distance.hpp"
#include "fidelity/exact_distances.hpp"
#include "fidelity/map_tables.hpp"
#include "fidelity/rank_statistics.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/neighbours.hpp"
#include "proclens/wasserstein_embedding.hpp"

namespace proclens {
namespace {

constexpr std::size_t kNeighbours = 15;  // as in ExactNeighbourOptions
constexpr std::size_t kPairs = 20000;
constexpr std::size_t kTransportSample = 500;
constexpr std::uint64_t kQueryStream = 2;
constexpr std::uint64_t kPairStream = 3;

struct Arguments {
  std::string map;
  std::string other;
  std::string other_name = "other";
  std::string transport_sample;
  std::vector<std::size_t> components = {128, 256, 512};
  std::vector<std::size_t> points = {16, 64};
  std::vector<std::string> references = {"spread", "centre"};
  std::size_t queries = 1000;
  std::size_t candidates = 64;
  std::uint64_t seed = 42;
  int threads = 0;
};

/// Bags, and the exact distances from some of them to all.
struct Truth {
  MapTables tables;
  SparseRows weighted;
  BagDistributions bags;
  std::vector<std::uint32_t> queries;
  WassersteinSpace space;
  Matrix<float> distances;           ///< queries × u
  Matrix<std::uint32_t> neighbours;  ///< queries × 15
};

/// Processor time of all threads so far, which hardly depends on other load on the machine.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// All bags, or a random sample of them, ascending.
std::vector<std::uint32_t> draw_queries(std::size_t bags, std::size_t count) {
  std::vector<std::uint32_t> drawn(bags);
  std::iota(drawn.begin(), drawn.end(), 0U);
  if (count >= bags) return drawn;
  const CounterRandom random(0, kQueryStream);
  for (std::size_t i = 0; i < count; ++i) std::swap(drawn[i], drawn[i + random.below(i, bags - i)]);
  drawn.resize(count);
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

Truth exact_truth(const Context& context, const Arguments& arguments) {
  Truth truth;
  truth.tables = read_map_tables(arguments.map);
  truth.weighted = weighted_bags(truth.tables.bags, truth.tables.weights);
  truth.bags = bag_distributions(truth.weighted);
  if (truth.bags.rows.rows() <= kNeighbours) {
    throw Error(Fault::data, "the map has too few distinct bags to compare neighbours", "Take a larger dataset.");
  }
  truth.queries = draw_queries(truth.bags.rows.rows(), arguments.queries);
  truth.space = wasserstein_space(context, truth.bags, truth.tables.vectors);
  truth.distances = exact_distances(context, truth.space, truth.queries);
  truth.neighbours = nearest_bags(truth.distances, truth.queries, kNeighbours);
  return truth;
}

/// Distances between embedded queries and all bags.
Matrix<float> embedded_distances(const Context& context, const Embedding& embedding,
                                 std::span<const std::uint32_t> queries) {
  Matrix<double> all(embedding.vectors.rows(), embedding.vectors.columns());
  for (std::size_t i = 0; i < all.rows(); ++i) {
    double square = 0;
    for (const float value : embedding.vectors.row(i)) square += static_cast<double>(value) * value;
    const double scale = embedding.metric == EmbeddingMetric::cosine && square > 0 ? 1 / std::sqrt(square) : 1.0;
    for (std::size_t j = 0; j < all.columns(); ++j) all(i, j) = scale * embedding.vectors(i, j);
  }
  Matrix<double> asked(queries.size(), all.columns());
  for (std::size_t q = 0; q < queries.size(); ++q) std::ranges::copy(all.row(queries[q]), asked.row(q).begin());
  Matrix<double> dots(queries.size(), all.rows());
  multiply(context, Op::none, Op::transpose, 1.0, asked, all, 0.0, dots);
  Matrix<float> distances(dots.rows(), dots.columns());
  for (std::size_t q = 0; q < dots.rows(); ++q) {
    for (std::size_t i = 0; i < dots.columns(); ++i) distances(q, i) = static_cast<float>(1 - dots(q, i));
  }
  return distances;
}

/// Spearman's correlation over random pairs, and over the quarter of them that are truly nearest.
std::pair<double, double> correlations(const Truth& truth, const Matrix<float>& distances) {
  const CounterRandom random(0, kPairStream);
  std::vector<std::pair<float, float>> pairs;
  for (std::size_t draw = 0; pairs.size() < kPairs; ++draw) {
    const std::size_t q = random.below(2 * draw, truth.queries.size());
    const std::size_t bag = random.below(2 * draw + 1, truth.distances.columns());
    if (bag != truth.queries[q]) pairs.emplace_back(truth.distances(q, bag), distances(q, bag));
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<float> exact;
  std::vector<float> embedded;
  for (const auto& [one, other] : pairs) {
    exact.push_back(one);
    embedded.push_back(other);
  }
  const std::size_t quarter = pairs.size() / 4;
  return {spearman(exact, embedded), spearman(std::span(exact).first(quarter), std::span(embedded).first(quarter))};
}

Matrix<std::uint32_t> rows_of(const Matrix<std::uint32_t>& all, std::span<const std::uint32_t> queries) {
  Matrix<std::uint32_t> rows(queries.size(), all.columns());
  for (std::size_t q = 0; q < queries.size(); ++q) std::ranges::copy(all.row(queries[q]), rows.row(q).begin());
  return rows;
}

void print_head() {
  std::printf(
      "| neighbours by | Spearman | nearest quarter | found of the true 15 | same process name | CPU seconds |\n");
  std::printf("| --- | --- | --- | --- | --- | --- |\n");
}

void print_row(const std::string& name, const Truth& truth, const Matrix<float>* distances,
               const Matrix<std::uint32_t>& neighbours, double seconds) {
  std::string correlation = "– | –";
  if (distances != nullptr) {
    const auto [all, quarter] = correlations(truth, *distances);
    char text[64];
    std::snprintf(text, sizeof text, "%.3f | %.3f", all, quarter);
    correlation = text;
  }
  std::printf("| %s | %s | %.3f | %.3f | ", name.c_str(), correlation.c_str(),
              found_share(truth.neighbours, neighbours),
              same_name_share(neighbours, truth.queries, truth.tables.process_names));
  if (seconds < 0) {
    std::printf("– |\n");
  } else {
    std::printf("%.2f |\n", seconds);
  }
  std::fflush(stdout);
}

/// An embedding on its own: distances and neighbours both from its vectors.
void print_embedding(const Context& context, const std::string& name, const Truth& truth, const Embedding& embedding,
                     double seconds) {
  const Matrix<float> distances = embedded_distances(context, embedding, truth.queries);
  print_row(name, truth, &distances, nearest_bags(distances, truth.queries, kNeighbours), seconds);
}

void print_choice(const Context& context, const Arguments& arguments, const Truth& truth, const std::string& name,
                  const WassersteinOptions& options) {
  const double start = cpu_seconds();
  const Embedding embedding =
      wasserstein_embedding(context, truth.weighted, truth.tables.bags.multiplicity, truth.tables.vectors, options)
          .embedding;
  const double embedded = cpu_seconds();
  print_embedding(context, name, truth, embedding, embedded - start);

  const double ranking = cpu_seconds();
  const Neighbours candidates = nearest_neighbours(context, embedding, arguments.candidates);
  const Neighbours exact = exact_neighbours(context, candidates.index, truth.bags, truth.tables.vectors);
  print_row(name + ", " + std::to_string(arguments.candidates) + " candidates re-ranked exactly", truth, nullptr,
            rows_of(exact.index, truth.queries), embedded - start + cpu_seconds() - ranking);
}

/// Neighbours as a map has them, but for their number.
void print_transport(const Context& context, const Truth& truth, const std::string& name,
                     TransportNeighbourOptions options) {
  options.neighbours = kNeighbours;
  const double start = cpu_seconds();
  const Neighbours found = transport_neighbours(context, truth.weighted, truth.tables.vectors, options);
  print_row(name, truth, nullptr, rows_of(found.index, truth.queries), cpu_seconds() - start);
}

void print_transports(const Context& context, const Truth& truth) {
  print_transport(context, truth, "transport (default)", {});
  print_transport(context, truth, "transport (--exact-neighbors)", TransportNeighbourOptions::exact());
}

void measure(const Arguments& arguments) {
  const Context context({.threads = arguments.threads});
  const double start = cpu_seconds();
  const Truth truth = exact_truth(context, arguments);
  const double seconds = cpu_seconds() - start;
  std::fprintf(stderr, "fidelity: %zu × %zu exact distances in %.1f CPU s\n", truth.distances.rows(),
               truth.distances.columns(), seconds);
  if (!arguments.transport_sample.empty()) {
    write_transport_sample(arguments.transport_sample, truth.bags, truth.tables.vectors, truth.space, kTransportSample);
  }
  print_head();
  print_row("exact Wasserstein", truth, &truth.distances, truth.neighbours, seconds);
  if (!arguments.other.empty()) {
    const Embedding other{read_other_vectors(arguments.other, truth.tables.hashes), EmbeddingMetric::cosine};
    print_embedding(context, arguments.other_name, truth, other, -1);
  }
  print_transports(context, truth);
  for (const std::string& reference : arguments.references) {
    WassersteinOptions options;
    options.seed = arguments.seed;
    options.reference = reference == "centre" ? Reference::centre : Reference::spread;
    // The number of points of `centre` is determined by the bags.
    for (const std::size_t points : reference == "centre" ? std::vector<std::size_t>{0} : arguments.points) {
      if (points > 0) options.reference_points = points;
      for (const std::size_t components : arguments.components) {
        options.components = components;
        const std::string with_points = points > 0 ? ", " + std::to_string(points) + " points" : "";
        print_choice(context, arguments, truth, reference + with_points + ", " + std::to_string(components), options);
      }
    }
  }
}

}  // namespace
}  // namespace proclens

int main(int argc, char** argv) try {
  proclens::Arguments arguments;
  CLI::App app("Measures embeddings against exact Wasserstein distances; prints a table.");
  app.add_option("map", arguments.map, "folder OUT/images of a finished map")->required();
  app.add_option("--other", arguments.other, "Parquet file of another embedding: pid_hash, vector FLOAT[]; cosine");
  app.add_option("--other-name", arguments.other_name, "its name in the table");
  app.add_option("--components", arguments.components, "dimensions to try")->delimiter(',');
  app.add_option("--points", arguments.points, "reference points of spread to try")->delimiter(',');
  app.add_option("--references", arguments.references, "references to try")
      ->delimiter(',')
      ->check(CLI::IsMember({"spread", "centre"}));
  app.add_option("--queries", arguments.queries, "bags whose distances to all others are computed");
  app.add_option("--candidates", arguments.candidates, "candidates that are re-ranked exactly");
  app.add_option("--transport-sample", arguments.transport_sample, "write problems for check_transport.py here");
  app.add_option("--seed", arguments.seed);
  app.add_option("--threads", arguments.threads, "number of threads; 0: one per core");
  CLI11_PARSE(app, argc, argv);
  proclens::measure(arguments);
  return 0;
} catch (const proclens::Error& error) {
  std::fprintf(stderr, "fidelity: %s\n%s\n", error.what(), error.remedy().c_str());
  return static_cast<int>(error.fault());
} catch (const std::exception& error) {
  std::fprintf(stderr, "fidelity: %s\n", error.what());
  return 3;
}
