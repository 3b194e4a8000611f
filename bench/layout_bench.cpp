// Lays out a matrix of embeddings given as raw 32-bit floats, with the seconds of each step.
//
//   layout_bench EMBEDDING.f32 COLUMNS [--cosine] [--seed S] [--threads T] [--out MAP.f32]
//
// bench/layout_quality.py compares the map with umap-learn's.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "core/memory.hpp"
#include "core/parallel.hpp"
#include "layout/fuzzy_graph.hpp"
#include "layout/layout.hpp"
#include "layout/neighbours.hpp"
#include "layout/spectral_start.hpp"

namespace {

using proclens::Embedding;
using proclens::Matrix;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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
    std::fprintf(stderr, "layout_bench EMBEDDING.f32 COLUMNS [--cosine] [--seed S] [--threads T] [--out MAP.f32]\n");
    return 2;
  }
  Embedding embedding;
  embedding.vectors = read_matrix(argv[1], std::strtoul(argv[2], nullptr, 10));
  proclens::LayoutOptions options;
  std::string out;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (word == "--cosine") embedding.metric = proclens::EmbeddingMetric::cosine;
    if (word == "--seed") options.seed = std::strtoull(value.c_str(), nullptr, 10);
    if (word == "--threads") proclens::set_thread_count(std::atoi(value.c_str()));
    if (word == "--out") out = value;
  }
  auto start = std::chrono::steady_clock::now();
  const auto neighbours = proclens::nearest_neighbours(embedding, options.neighbours - 1);
  const double search = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const auto graph = proclens::fuzzy_graph(neighbours, options.neighbours);
  const double fuzzy = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const auto first = proclens::spectral_start(proclens::without_weak_edges(graph, 500), options.seed);
  const double spectral = seconds_since(start);
  start = std::chrono::steady_clock::now();
  const auto map = proclens::lay_out(neighbours, options);
  const double whole = seconds_since(start);
  std::printf(
      "%zu points, %d threads: neighbours %.3f s, lay_out %.3f s (of it graph %.3f, start %.3f), peak %.0f MB\n",
      map.rows(), proclens::thread_count(), search, whole, fuzzy, spectral,
      static_cast<double>(proclens::peak_resident_bytes()) / 1e6);
  if (!out.empty()) {
    std::ofstream file(out, std::ios::binary);
    file.write(reinterpret_cast<const char*>(map.data()),
               static_cast<std::streamsize>(map.rows() * map.columns() * sizeof(float)));
  }
  return 0;
}
