#include "neighbour/participants.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "core/parallel.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::size_t kCopiedRows = 1024;
constexpr double kShortest = 0x1p-23;  // what single precision resolves next to 1

/// The dot product in double precision with a fixed summation order, so that (a, b) and (b, a) give the same bits.
double dot(const float* a, const float* b, std::size_t n) {
  std::array<double, 8> sums{};
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    for (std::size_t lane = 0; lane < 8; ++lane) {
      sums[lane] += static_cast<double>(a[i + lane]) * static_cast<double>(b[i + lane]);
    }
  }
  for (; i < n; ++i) sums[0] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

bool is_long_enough(EmbeddingMetric metric, double square) {
  return metric == EmbeddingMetric::cosine ? square > 0 : square >= kShortest * kShortest;
}

}  // namespace

bool has_direction(const EmbeddingView& embedding, std::size_t i) {
  const auto vector = embedding.vectors.row(i);
  return is_long_enough(embedding.metric, dot(vector.data(), vector.data(), vector.size()));
}

Participants::Participants(const Context& context, const EmbeddingView& embedding) : embedding_(embedding) {
  const MatrixView<float>& vectors = embedding.vectors;
  std::vector<double> squares(vectors.rows());
  parallel_blocks(context, squares.size(), kCopiedRows, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      squares[i] = dot(vectors.row(i).data(), vectors.row(i).data(), vectors.columns());
    }
  });
  for (std::size_t i = 0; i < squares.size(); ++i) {
    if (!std::isfinite(squares[i])) throw std::invalid_argument("nearest_neighbours: a vector is not finite");
    if (!is_long_enough(embedding.metric, squares[i])) continue;
    point_.push_back(static_cast<std::uint32_t>(i));
    square_.push_back(squares[i]);
  }
}

void Participants::copy(std::span<const std::uint32_t> chosen, float* to) const {
  if (metric() == EmbeddingMetric::cosine) {
    copy_directions(chosen, to);
    return;
  }
  for (const std::uint32_t i : chosen) to = std::ranges::copy(vector(i), to).out;
}

void Participants::copy_directions(std::span<const std::uint32_t> chosen, float* to) const {
  for (const std::uint32_t i : chosen) {
    const double factor = 1 / std::sqrt(square_[i]);
    for (const float value : vector(i)) *to++ = static_cast<float>(factor * static_cast<double>(value));
  }
}

// Vectors are stored in single precision, which changes a dot product of unit vectors by up to 2⁻²³, but a cosine,
// whose slope is 0 there, by far less.
double participant_distance(const Participants& of_a, std::size_t a, const Participants& of_b, std::size_t b) {
  const double product = dot(of_a.vector(a).data(), of_b.vector(b).data(), of_a.columns());
  const bool cosine = of_a.metric() == EmbeddingMetric::cosine;
  const double distance = 1 - (cosine ? product / std::sqrt(of_a.square(a) * of_b.square(b)) : product);
  return distance < (cosine ? 1e-12 : kShortest) ? 0.0 : distance;
}

PackedRows pack(const Context& context, const Participants& participants, std::vector<std::uint32_t> order) {
  PackedRows packed{std::move(order), std::vector<std::uint32_t>(participants.size()),
                    Matrix<float>(participants.size(), participants.columns())};
  for (std::size_t row = 0; row < packed.row.size(); ++row) {
    packed.row[packed.participant[row]] = static_cast<std::uint32_t>(row);
  }
  parallel_blocks(context, packed.row.size(), kCopiedRows, [&](std::size_t begin, std::size_t end) {
    participants.copy(std::span(packed.participant).subspan(begin, end - begin), packed.vectors.row(begin).data());
  });
  return packed;
}

}  // namespace proclens
