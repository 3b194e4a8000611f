// Searches for the nearest neighbours of a matrix of embeddings given as raw 32-bit floats, by cells and, up to a size,
// exhaustively, and prints time and recall.
//
//   neighbour_bench EMBEDDING.f32 COLUMNS [--cosine] [--rows N] [--neighbours K] [--recall R] [--threads T]
//   [--exhaustive]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include "core/memory.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace {

using namespace proclens;

/// The first rows of the file, or all.
Matrix<float> read_matrix(const std::string& path, std::size_t columns, std::size_t rows) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto all = static_cast<std::size_t>(file.tellg()) / sizeof(float) / columns;
  Matrix<float> matrix(rows == 0 ? all : std::min(all, rows), columns);
  file.seekg(0);
  file.read(reinterpret_cast<char*>(matrix.data()),
            static_cast<std::streamsize>(matrix.rows() * columns * sizeof(float)));
  return matrix;
}

/// Searches, and prints one line of a table.
Neighbours measure(const Context& context, const Embedding& embedding, std::size_t k,
                   const NeighbourSearchOptions& options) {
  const auto wall = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  NeighbourSearchReport report;
  Neighbours found = nearest_neighbours(context, embedding, k, options, &report);
  const double wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count();
  const double cpu_seconds = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;
  std::printf("| %zu | %s | %zu | %zu | %.4f | %.2f | %.2f | %.0f MB |\n", embedding.vectors.rows(),
              report.exhaustive ? "exhaustive" : "cells", report.cells, report.cells_searched, report.recall,
              wall_seconds, cpu_seconds, static_cast<double>(peak_resident_bytes()) / 1e6);
  std::fflush(stdout);
  return found;
}

/// The share of entries of `truth` whose distance `found` reaches too.
double recall(const Neighbours& found, const Neighbours& truth) {
  std::size_t hits = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < truth.index.rows(); ++i) {
    std::size_t known = 0;
    while (known < truth.index.columns() && truth.index(i, known) != Neighbours::kNone) ++known;
    for (std::size_t j = 0; j < known; ++j) hits += found.distance(i, j) <= truth.distance(i, known - 1) ? 1 : 0;
    all += known;
  }
  return all > 0 ? static_cast<double>(hits) / static_cast<double>(all) : 1.0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr,
                 "neighbour_bench EMBEDDING.f32 COLUMNS [--cosine] [--rows N] [--neighbours K] [--recall R] "
                 "[--threads T] [--exhaustive]\n");
    return 2;
  }
  std::size_t rows = 0;
  std::size_t k = 14;
  int threads = 0;
  bool exhaustive = false;
  Embedding embedding;
  NeighbourSearchOptions options;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (word == "--cosine") embedding.metric = EmbeddingMetric::cosine;
    if (word == "--rows") rows = std::strtoul(value.c_str(), nullptr, 10);
    if (word == "--neighbours") k = std::strtoul(value.c_str(), nullptr, 10);
    if (word == "--recall") options.min_recall = std::atof(value.c_str());
    if (word == "--threads") threads = std::atoi(value.c_str());
    if (word == "--exhaustive") exhaustive = true;
  }
  embedding.vectors = read_matrix(argv[1], std::strtoul(argv[2], nullptr, 10), rows);
  const Context context({.threads = threads});
  std::printf("| points | search | cells | searched | recall | wall s | CPU s | peak |\n");
  std::printf("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  options.search = NeighbourSearch::cells;
  const Neighbours found = measure(context, embedding, k, options);
  if (!exhaustive) return 0;
  options.search = NeighbourSearch::exhaustive;
  std::printf("recall of all points: %.4f\n", recall(found, measure(context, embedding, k, options)));
  return 0;
}
