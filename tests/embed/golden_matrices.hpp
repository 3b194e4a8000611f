// Reads the output of make_golden.py.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "proclens/matrix.hpp"

namespace proclens {

/// The matrices of golden/FILE in order, each with its name.
inline std::vector<std::pair<std::string, Matrix<double>>> golden_matrices(const std::string& file) {
  std::ifstream in(std::string(PROCLENS_TESTS) + "/embed/golden/" + file);
  std::vector<std::pair<std::string, Matrix<double>>> result;
  std::string name;
  std::size_t rows = 0;
  std::size_t columns = 0;
  while (in >> name >> rows >> columns) {
    Matrix<double> matrix(rows, columns);
    for (std::size_t i = 0; i < rows * columns; ++i) in >> matrix.data()[i];
    if (!in) throw std::runtime_error("golden/" + file + " is damaged at " + name);
    result.emplace_back(name, std::move(matrix));
  }
  return result;
}

/// The entries that are not zero.
inline SparseRows sparse_of(const Matrix<double>& dense) {
  SparseRows result;
  result.columns = dense.columns();
  for (std::size_t i = 0; i < dense.rows(); ++i) {
    for (std::size_t j = 0; j < dense.columns(); ++j) {
      if (dense(i, j) == 0) continue;
      result.column.push_back(static_cast<std::uint32_t>(j));
      result.value.push_back(dense(i, j));
    }
    result.row_start.push_back(result.column.size());
  }
  return result;
}

inline std::vector<std::uint32_t> whole_numbers(const Matrix<double>& matrix) {
  std::vector<std::uint32_t> result(matrix.rows() * matrix.columns());
  for (std::size_t k = 0; k < result.size(); ++k) result[k] = static_cast<std::uint32_t>(matrix.data()[k]);
  return result;
}

inline Matrix<float> single_precision(const Matrix<double>& matrix) {
  Matrix<float> result(matrix.rows(), matrix.columns());
  for (std::size_t k = 0; k < matrix.rows() * matrix.columns(); ++k) {
    result.data()[k] = static_cast<float>(matrix.data()[k]);
  }
  return result;
}

}  // namespace proclens
