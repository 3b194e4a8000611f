// Reads the golden files in this folder, which make_golden.py writes.
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "proclens/embedding.hpp"

namespace proclens {

/// The numbers of a golden file, row by row, without its comments.
inline std::vector<std::vector<double>> read_golden(const std::string& name) {
  const std::string path = std::string(PROCLENS_TESTS) + "/layout/golden/" + name;
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<double>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    rows.emplace_back();
    for (double value = 0; words >> value;) rows.back().push_back(value);
  }
  return rows;
}

/// The embedding from which the other golden files were made; its metric is the cosine.
inline Embedding golden_embedding() {
  const auto rows = read_golden("embedding.txt");
  Embedding embedding{Matrix<float>(rows.size(), rows.at(0).size()), EmbeddingMetric::cosine};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < rows[i].size(); ++j) embedding.vectors(i, j) = static_cast<float>(rows[i][j]);
  }
  return embedding;
}

}  // namespace proclens
