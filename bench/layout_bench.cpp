// Lays out a matrix of embeddings given as raw 32-bit floats, and prints the time of each step in seconds.
//
//   layout_bench EMBEDDING.f32 COLUMNS [--cosine] [--seed S] [--epochs E] [--negatives N] [--threads T] [--out MAP.f32]
//
// bench/map_quality.py compares its maps with umap-learn's.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>

#include "core/memory.hpp"
#include "layout/fuzzy_graph.hpp"
#include "layout/spectral_start.hpp"
#include "proclens/context.hpp"
#include "proclens/layout.hpp"
#include "proclens/neighbours.hpp"

namespace {

using proclens::Embedding;
using proclens::Matrix;

/// Wall-clock and CPU seconds (of all threads) since construction.
class Clock {
 public:
  [[nodiscard]] double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
  }
  [[nodiscard]] double cpu() const { return static_cast<double>(std::clock() - cpu_) / CLOCKS_PER_SEC; }

 private:
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
  std::clock_t cpu_ = std::clock();
};

void report(const char* step, const Clock& clock) {
  std::printf("  %-18s %7.3f s wall %7.3f s cpu\n", step, clock.wall(), clock.cpu());
}

Matrix<float> read_matrix(const std::string& path, std::size_t columns) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto bytes = static_cast<std::size_t>(file.tellg());
  Matrix<float> matrix(bytes / sizeof(float) / columns, columns);
  file.seekg(0);
  file.read(reinterpret_cast<char*>(matrix.data()), static_cast<std::streamsize>(bytes));
  return matrix;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr,
                 "layout_bench EMBEDDING.f32 COLUMNS [--cosine] [--seed S] [--epochs E] [--negatives N] [--threads T] "
                 "[--out MAP.f32]\n");
    return 2;
  }
  Embedding embedding;
  embedding.vectors = read_matrix(argv[1], std::strtoul(argv[2], nullptr, 10));
  proclens::LayoutOptions options;
  std::string out;
  int threads = 0;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (word == "--cosine") embedding.metric = proclens::EmbeddingMetric::cosine;
    if (word == "--seed") options.seed = std::strtoull(value.c_str(), nullptr, 10);
    if (word == "--epochs") options.epochs = std::atoi(value.c_str());
    if (word == "--negatives") options.negative_sample_rate = std::atof(value.c_str());
    if (word == "--threads") threads = std::atoi(value.c_str());
    if (word == "--out") out = value;
  }
  const proclens::Context context({.threads = threads});
  std::printf("%zu points, %d threads\n", embedding.vectors.rows(), context.threads());
  const Clock search;
  const auto neighbours = proclens::nearest_neighbours(context, embedding, options.neighbours - 1);
  report("neighbours", search);
  const Clock strengths;
  const auto graph = proclens::without_weak_edges(proclens::fuzzy_graph(context, neighbours, options.neighbours), 500);
  report("graph", strengths);
  const Clock spectral;
  const auto first = proclens::spectral_start(context, graph, options.seed);
  report("start", spectral);
  const Clock whole;
  const auto map = proclens::lay_out(context, neighbours, options);
  report("lay_out, all of it", whole);
  std::printf("  peak %.0f MB\n", static_cast<double>(proclens::peak_resident_bytes()) / 1e6);
  if (!out.empty()) {
    std::ofstream file(out, std::ios::binary);
    file.write(reinterpret_cast<const char*>(map.data()),
               static_cast<std::streamsize>(map.rows() * map.columns() * sizeof(float)));
  }
  return 0;
}
