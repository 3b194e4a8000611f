#include "layout/neighbours.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "core/blas.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kRows = 128;      // of a tile of dot products; also what one task takes
constexpr std::size_t kColumns = 1024;  // of a tile: 0.5 MB, so that it stays in the core's own cache
constexpr std::size_t kStride = 16;     // similarities looked at together

/// The dot product in double precision with a fixed order of additions, so that (a, b) and (b, a) give the same bits.
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

/// The points that take part, packed; scaled to unit length for the cosine, so that a dot product ranks either metric.
struct Candidates {
  std::vector<std::uint32_t> point;  ///< which point a packed row is, ascending
  std::vector<double> square;        ///< the squared length of each packed row's original vector
  Matrix<float> rows;
};

Candidates pack(const Embedding& embedding) {
  const Matrix<float>& vectors = embedding.vectors;
  const std::size_t d = vectors.columns();
  Candidates packed;
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    const double square = dot(vectors.row(i).data(), vectors.row(i).data(), d);
    if (!std::isfinite(square)) throw std::invalid_argument("nearest_neighbours: a vector is not finite");
    if (square == 0) continue;
    packed.point.push_back(static_cast<std::uint32_t>(i));
    packed.square.push_back(square);
  }
  packed.rows = Matrix<float>(packed.point.size(), d);
  for (std::size_t r = 0; r < packed.point.size(); ++r) {
    const bool scale = embedding.metric == EmbeddingMetric::cosine;
    const double factor = scale ? 1 / std::sqrt(packed.square[r]) : 1.0;
    const auto from = vectors.row(packed.point[r]);
    auto to = packed.rows.row(r);
    for (std::size_t j = 0; j < d; ++j) to[j] = static_cast<float>(factor * static_cast<double>(from[j]));
  }
  return packed;
}

struct Candidate {
  float similarity;
  std::uint32_t row;
};

/// The `keep` most similar rows among those offered so far, in any order. Rows must be offered in ascending order: then
/// one that only equals the last one kept has the larger index and loses.
class Shortlist {
 public:
  explicit Shortlist(std::size_t keep) : keep_(keep), room_(3 * keep + 64) { found_.reserve(room_ + kStride); }

  void start() {
    found_.clear();
    threshold_ = -std::numeric_limits<float>::infinity();
  }

  /// Offers rows first, first + 1, …, but not `self`.
  void offer(const float* similarity, std::size_t count, std::uint32_t first, std::uint32_t self) {
    std::size_t j = 0;
    for (; j + kStride <= count; j += kStride) {
      int above = 0;
      for (std::size_t lane = 0; lane < kStride; ++lane) above |= static_cast<int>(similarity[j + lane] > threshold_);
      if (above != 0) take(similarity + j, kStride, first + static_cast<std::uint32_t>(j), self);
    }
    take(similarity + j, count - j, first + static_cast<std::uint32_t>(j), self);
  }

  [[nodiscard]] const std::vector<Candidate>& finish() {
    shorten();
    return found_;
  }

 private:
  void take(const float* similarity, std::size_t count, std::uint32_t first, std::uint32_t self) {
    for (std::size_t lane = 0; lane < count; ++lane) {
      const std::uint32_t row = first + static_cast<std::uint32_t>(lane);
      if (similarity[lane] > threshold_ && row != self) found_.push_back({similarity[lane], row});
    }
    if (found_.size() >= room_) shorten();
  }

  void shorten() {
    if (found_.size() <= keep_) return;
    const auto nearer = [](const Candidate& a, const Candidate& b) {
      return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
    };
    std::nth_element(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(keep_ - 1), found_.end(), nearer);
    found_.resize(keep_);
    threshold_ = found_.back().similarity;
  }

  std::size_t keep_;
  std::size_t room_;
  float threshold_ = -std::numeric_limits<float>::infinity();
  std::vector<Candidate> found_;
};

/// The distance between the original vectors, below whose rounding there is only 0. Vectors are stored in single
/// precision: that moves a dot product of unit vectors by up to 2⁻²³, but a cosine, whose slope is 0 there, by far
/// less.
double exact_distance(const Embedding& embedding, const Candidates& packed, std::size_t a, std::size_t b) {
  const Matrix<float>& vectors = embedding.vectors;
  const double product =
      dot(vectors.row(packed.point[a]).data(), vectors.row(packed.point[b]).data(), vectors.columns());
  const bool cosine = embedding.metric == EmbeddingMetric::cosine;
  const double distance = 1 - (cosine ? product / std::sqrt(packed.square[a] * packed.square[b]) : product);
  return distance < (cosine ? 1e-12 : 0x1p-23) ? 0.0 : distance;
}

void write_row(const Embedding& embedding, const Candidates& packed, std::size_t row,
               const std::vector<Candidate>& shortlist, Neighbours& result) {
  std::vector<std::pair<float, std::uint32_t>> order;
  order.reserve(shortlist.size());
  for (const Candidate& candidate : shortlist) {
    order.emplace_back(static_cast<float>(exact_distance(embedding, packed, row, candidate.row)),
                       packed.point[candidate.row]);
  }
  std::sort(order.begin(), order.end());
  const std::size_t found = std::min(result.index.columns(), order.size());
  for (std::size_t j = 0; j < found; ++j) {
    result.distance(packed.point[row], j) = order[j].first;
    result.index(packed.point[row], j) = order[j].second;
  }
}

}  // namespace

Neighbours nearest_neighbours(const Embedding& embedding, std::size_t k) {
  const std::size_t points = embedding.vectors.rows();
  Neighbours result{Matrix<std::uint32_t>(points, k, Neighbours::kNone),
                    Matrix<float>(points, k, std::numeric_limits<float>::infinity())};
  const Candidates packed = pack(embedding);
  const std::size_t n = packed.point.size();
  const std::size_t d = packed.rows.columns();
  if (n < 2 || k == 0) return result;
  const std::size_t spare = 8 + k / 4;  // candidates beyond k, for what single precision puts in the wrong order
  parallel_blocks(n, kRows, [&](std::size_t begin, std::size_t end) {
    std::vector<float> tile(kRows * kColumns);
    std::vector<Shortlist> shortlists(end - begin, Shortlist(k + spare));
    for (Shortlist& shortlist : shortlists) shortlist.start();
    for (std::size_t column = 0; column < n; column += kColumns) {
      const std::size_t width = std::min(kColumns, n - column);
      multiply_block(Op::none, Op::transpose, end - begin, width, d, 1.0F, packed.rows.row(begin).data(), d,
                     packed.rows.row(column).data(), d, 0.0F, tile.data(), kColumns);
      for (std::size_t row = begin; row < end; ++row) {
        shortlists[row - begin].offer(tile.data() + (row - begin) * kColumns, width, static_cast<std::uint32_t>(column),
                                      static_cast<std::uint32_t>(row));
      }
    }
    for (std::size_t row = begin; row < end; ++row) {
      write_row(embedding, packed, row, shortlists[row - begin].finish(), result);
    }
  });
  return result;
}

}  // namespace proclens
