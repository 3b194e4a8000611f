#include "proclens/vocabulary_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/require_valid.hpp"
#include "embed/svd/truncated_svd.hpp"
#include "embed/vocabulary/cooccurrence_operator.hpp"
#include "embed/vocabulary/distinct_columns.hpp"
#include "proclens/bags.hpp"

namespace proclens {
namespace {

constexpr std::size_t kOversampling = 64;

/// s: the column sums of M·B.
std::vector<double> column_sums(const SparseRows& b, std::span<const std::uint32_t> multiplicity) {
  std::vector<double> sums(b.columns);
  for (std::size_t i = 0; i < b.rows(); ++i) {
    for (std::size_t e = b.row_start[i]; e < b.row_start[i + 1]; ++e) sums[b.column[e]] += multiplicity[i] * b.value[e];
  }
  return sums;
}

/// √M·B·√D, D the repeats of each distinct column.
SparseRows scaled_rows(const DistinctColumns& distinct, std::span<const std::uint32_t> multiplicity) {
  SparseRows a = distinct.rows;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t e = a.row_start[i]; e < a.row_start[i + 1]; ++e) {
      a.value[e] *= std::sqrt(static_cast<double>(multiplicity[i]) * distinct.repeat[a.column[e]]);
    }
  }
  return a;
}

}  // namespace

std::vector<std::string> VocabularyOptions::validate() const {
  std::vector<std::string> problems;
  check_option(components >= 1, "components", components, "at least 1", problems);
  return problems;
}

Matrix<float> vocabulary_vectors(const Context& context, const SparseRowsView& weighted,
                                 std::span<const std::uint32_t> multiplicity, const VocabularyOptions& options) {
  require_valid("vocabulary_vectors", options.validate());
  require_valid("vocabulary_vectors", BagsView(weighted, multiplicity).validate());
  const std::size_t v = weighted.columns();
  const std::size_t components = v == 0 ? 0 : std::min(options.components, std::max<std::size_t>(1, v - 1));

  // Let E be the v × v′ matrix that maps features to distinct columns, so B = B′·Eᵀ and EᵀE = D. Then C = E·D^(−1/2) ·
  // [diag(s′)·(B′√D)ᵀ·M·(B′√D)] · D^(−1/2)·Eᵀ, where E·D^(−1/2) has orthonormal columns: the bracket has the singular
  // values of C, and a row of its U·Σ divided by √D is the row of C's U·Σ for each feature of the class.
  const DistinctColumns distinct = distinct_columns(context, weighted);
  TruncatedSvd<double> svd = truncated_svd(
      context, CooccurrenceOperator(scaled_rows(distinct, multiplicity), column_sums(distinct.rows, multiplicity)),
      {.components = components,
       .oversampling = kOversampling,
       .power_iterations = 1,
       .right_vectors = false,
       .seed = options.seed});
  for (std::size_t j = 0; j < distinct.repeat.size(); ++j) {
    const double factor = 1.0 / std::sqrt(static_cast<double>(distinct.repeat[j]));
    for (double& value : svd.scaled_left.row(j)) value *= factor;
  }
  orient_signs(svd.scaled_left, svd.right);

  Matrix<float> vectors(v, components);
  for (std::size_t j = 0; j < v; ++j) {
    const auto from = svd.scaled_left.row(distinct.column[j]);
    std::transform(from.begin(), from.end(), vectors.row(j).begin(), [](double x) { return static_cast<float>(x); });
  }
  return vectors;
}

}  // namespace proclens
