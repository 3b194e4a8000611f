#include "embed/transport/ground_costs.hpp"

#include <algorithm>
#include <numeric>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr float kNear = 1.0F / 64;
constexpr std::size_t kTile = 256;

double half_squared_distance(std::span<const float> x, std::span<const float> y) {
  constexpr std::size_t kSums = 4;  // partial sums, so that the compiler can vectorise the loop
  double sums[kSums] = {};
  const std::size_t whole = x.size() / kSums * kSums;
  for (std::size_t k = 0; k < whole; k += kSums) {
    for (std::size_t lane = 0; lane < kSums; ++lane) {
      const double difference = static_cast<double>(x[k + lane]) - static_cast<double>(y[k + lane]);
      sums[lane] += difference * difference;
    }
  }
  for (std::size_t k = whole; k < x.size(); ++k) {
    const double difference = static_cast<double>(x[k]) - static_cast<double>(y[k]);
    sums[k - whole] += difference * difference;
  }
  return 0.5 * (sums[0] + sums[1] + sums[2] + sums[3]);
}

void gather(const Matrix<float>& matrix, std::span<const std::uint32_t> rows, float* out) {
  for (const std::uint32_t row : rows) out = std::copy_n(matrix.row(row).data(), matrix.columns(), out);
}

}  // namespace

GroundCosts::GroundCosts(const Matrix<float>& directions) : directions_(directions), half_norms_(directions.rows()) {
  const std::vector<float> origin(directions.columns(), 0.0F);
  for (std::size_t i = 0; i < directions.rows(); ++i) {
    half_norms_[i] = static_cast<float>(half_squared_distance(directions.row(i), origin));
  }
}

void GroundCosts::between(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> columns, float* costs,
                          std::vector<float>& gathered) const {
  const std::size_t d = directions_.columns();
  gathered.resize(std::max(gathered.size(), (rows.size() + columns.size()) * d));
  float* const x = gathered.data();
  float* const y = x + rows.size() * d;
  gather(directions_, rows, x);
  gather(directions_, columns, y);
  multiply_block(Op::none, Op::transpose, rows.size(), columns.size(), d, 1.0F, x, d, y, d, 0.0F, costs,
                 columns.size());
  products_to_costs(rows, columns, costs, columns.size());
}

/// In place: from x·y to ½‖x − y‖² = ½‖x‖² + ½‖y‖² − x·y.
void GroundCosts::products_to_costs(std::span<const std::uint32_t> rows, std::span<const std::uint32_t> columns,
                                    float* products, std::size_t stride) const {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    float* const row = products + i * stride;
    const float half_norm = half_norms_[rows[i]];
    int near = 0;
    for (std::size_t j = 0; j < columns.size(); ++j) {
      row[j] = half_norm + half_norms_[columns[j]] - row[j];
      near += row[j] < kNear ? 1 : 0;
    }
    if (near == 0) continue;
    for (std::size_t j = 0; j < columns.size(); ++j) {
      if (row[j] < kNear) {
        row[j] = static_cast<float>(half_squared_distance(directions_.row(rows[i]), directions_.row(columns[j])));
      }
    }
  }
}

Matrix<float> GroundCosts::all(const Context& context) const {
  const std::size_t w = directions_.rows();
  const std::size_t d = directions_.columns();
  Matrix<float> costs(w, w);
  std::vector<std::uint32_t> every(w);
  std::iota(every.begin(), every.end(), 0U);
  const std::span<const std::uint32_t> indices(every);
  const std::size_t tiles = (w + kTile - 1) / kTile;
  // Each block of rows computes its tiles on and above the diagonal and mirrors them below it.
  parallel_blocks(context, tiles * tiles, 1, [&](std::size_t tile, std::size_t) {
    const std::size_t i = tile / tiles * kTile;
    const std::size_t j = tile % tiles * kTile;
    if (j < i) return;
    const std::size_t height = std::min(kTile, w - i);
    const std::size_t width = std::min(kTile, w - j);
    float* const corner = costs.data() + i * w + j;
    multiply_block(Op::none, Op::transpose, height, width, d, 1.0F, directions_.row(i).data(), d,
                   directions_.row(j).data(), d, 0.0F, corner, w);
    products_to_costs(indices.subspan(i, height), indices.subspan(j, width), corner, w);
    for (std::size_t row = i; row < i + height; ++row) {
      for (std::size_t column = std::max(j, row + 1); column < j + width; ++column)
        costs(column, row) = costs(row, column);
    }
  });
  return costs;
}

}  // namespace proclens
