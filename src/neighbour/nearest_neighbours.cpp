#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <vector>

#include "core/lanes.hpp"
#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::size_t kRows = 256;      // of a tile of dot products; also the rows of one task
constexpr std::size_t kColumns = 1024;  // of a tile: 1 MB, so that it stays in the core's own cache

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

constexpr double kShortest = 0x1p-23;  // what single precision resolves next to 1

/// The points that take part, packed; scaled to unit length for the cosine, so that a dot product ranks either metric.
struct Candidates {
  std::vector<std::uint32_t> point;  ///< the point of each packed row, ascending
  std::vector<double> square;        ///< the squared length of each packed row's original vector
  Matrix<float> rows;
};

Candidates pack(const EmbeddingView& embedding) {
  const MatrixView<float>& vectors = embedding.vectors;
  const std::size_t d = vectors.columns();
  Candidates packed;
  for (std::size_t i = 0; i < vectors.rows(); ++i) {
    const double square = dot(vectors.row(i).data(), vectors.row(i).data(), d);
    if (!std::isfinite(square)) throw std::invalid_argument("nearest_neighbours: a vector is not finite");
    if (!has_direction(embedding, i)) continue;
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

/// The `keep` most similar rows among those offered so far, in any order. Rows must be offered in ascending order, so
/// that of two equal rows the one with the lower index is kept.
class Shortlist {
 public:
  Shortlist(std::size_t keep, std::uint32_t self) : keep_(keep), room_(keep + 12), self_(self) {
    found_.reserve(room_ + kStrip);
  }

  /// Offers rows first, first + 1, …; skips the point itself.
  void offer(const float* similarity, std::size_t count, std::uint32_t first) {
    if (first == 0) threshold_ = low_estimate(similarity, count);
    std::size_t j = 0;
    for (; j + kStrip <= count; j += kStrip) {
      Lanes column_max = load_lanes(similarity + j);
      for (std::size_t k = kLanes; k < kStrip; k += kLanes)
        column_max = greater(column_max, load_lanes(similarity + j + k));
      if (!any_above(column_max, threshold_)) continue;
      for (std::size_t k = j; k < j + kStrip; k += kLanes) {
        if (any_above(load_lanes(similarity + k), threshold_)) {
          take(similarity + k, kLanes, first + static_cast<std::uint32_t>(k));
        }
      }
    }
    take(similarity + j, count - j, first + static_cast<std::uint32_t>(j));
  }

  [[nodiscard]] const std::vector<Candidate>& finish() {
    shorten();
    return found_;
  }

 private:
  static constexpr std::size_t kStrip = 64;
  static constexpr std::size_t kColumnsApart = 256;

  /// A lower bound for at least keep_ + 1 similarities, one of which may be the point's own: the maxima over the
  /// columns j, j + 256, j + 512, … are as many distinct similarities as there are values of j.
  [[nodiscard]] float low_estimate(const float* similarity, std::size_t count) const {
    constexpr float kNoBound = -std::numeric_limits<float>::infinity();
    if (count < 2 * kColumnsApart || keep_ + 1 > kColumnsApart) return kNoBound;
    std::array<float, kColumnsApart> column_max;
    for (std::size_t j = 0; j < kColumnsApart; j += kLanes) {
      Lanes greatest_so_far = load_lanes(similarity + j);
      for (std::size_t k = j + kColumnsApart; k + kLanes <= count; k += kColumnsApart) {
        greatest_so_far = greater(greatest_so_far, load_lanes(similarity + k));
      }
      store_lanes(column_max.data() + j, greatest_so_far);
    }
    std::nth_element(column_max.begin(), column_max.begin() + static_cast<std::ptrdiff_t>(keep_), column_max.end(),
                     std::greater<>());
    return std::nextafter(column_max[keep_], kNoBound);
  }

  void take(const float* similarity, std::size_t count, std::uint32_t first) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint32_t row = first + static_cast<std::uint32_t>(k);
      if (similarity[k] > threshold_ && row != self_) found_.push_back({similarity[k], row});
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
  std::uint32_t self_;
  float threshold_ = -std::numeric_limits<float>::infinity();
  std::vector<Candidate> found_;
};

/// The distance between the original vectors; anything within rounding error of 0 is 0. Vectors are stored in single
/// precision, which changes a dot product of unit vectors by up to 2⁻²³, but a cosine, whose slope is 0 there, by far
/// less.
double exact_distance(const EmbeddingView& embedding, const Candidates& packed, std::size_t a, std::size_t b) {
  const MatrixView<float>& vectors = embedding.vectors;
  const double product =
      dot(vectors.row(packed.point[a]).data(), vectors.row(packed.point[b]).data(), vectors.columns());
  const bool cosine = embedding.metric == EmbeddingMetric::cosine;
  const double distance = 1 - (cosine ? product / std::sqrt(packed.square[a] * packed.square[b]) : product);
  return distance < (cosine ? 1e-12 : 0x1p-23) ? 0.0 : distance;
}

void write_row(const EmbeddingView& embedding, const Candidates& packed, std::size_t row,
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

std::string problem_of_row(std::span<const std::uint32_t> index, std::span<const float> distance, std::size_t points) {
  const auto end = std::ranges::find(index, Neighbours::kNone);
  const auto found = static_cast<std::size_t>(end - index.begin());
  if (!std::all_of(end, index.end(), [](std::uint32_t i) { return i == Neighbours::kNone; })) {
    return "a neighbour comes after a place that is left over";
  }
  for (std::size_t k = 0; k < found; ++k) {
    if (index[k] >= points) return "neighbour " + std::to_string(index[k]) + " is no point";
    if (!std::isfinite(distance[k]) || distance[k] < 0) return "a distance must be finite and not negative";
    if (k > 0 && distance[k] < distance[k - 1]) return "distances must ascend";
  }
  return "";
}

}  // namespace

std::string NeighboursView::validate() const {
  if (index.rows() != distance.rows() || index.columns() != distance.columns()) {
    return "indices and distances must have the same shape";
  }
  for (std::size_t i = 0; i < index.rows(); ++i) {
    const std::string problem = problem_of_row(index.row(i), distance.row(i), index.rows());
    if (!problem.empty()) return "point " + std::to_string(i) + ": " + problem;
  }
  return "";
}

bool has_direction(const EmbeddingView& embedding, std::size_t i) {
  const auto vector = embedding.vectors.row(i);
  const double square = dot(vector.data(), vector.data(), vector.size());
  return embedding.metric == EmbeddingMetric::cosine ? square > 0 : square >= kShortest * kShortest;
}

Neighbours nearest_neighbours(const Context& context, const EmbeddingView& embedding, std::size_t k) {
  const std::size_t points = embedding.vectors.rows();
  Neighbours result{Matrix<std::uint32_t>(points, k, Neighbours::kNone),
                    Matrix<float>(points, k, std::numeric_limits<float>::infinity())};
  const Candidates packed = pack(embedding);
  const std::size_t n = packed.point.size();
  const std::size_t d = packed.rows.columns();
  if (n < 2 || k == 0) return result;
  const std::size_t spare = 8 + k / 4;  // candidates beyond k, since single precision may misorder some
  parallel_blocks(context, n, kRows, [&](std::size_t begin, std::size_t end) {
    std::vector<float> tile(kRows * kColumns);
    std::vector<Shortlist> shortlists;
    for (std::size_t row = begin; row < end; ++row) shortlists.emplace_back(k + spare, static_cast<std::uint32_t>(row));
    for (std::size_t column = 0; column < n; column += kColumns) {
      const std::size_t width = std::min(kColumns, n - column);
      multiply_block(Op::none, Op::transpose, end - begin, width, d, 1.0F, packed.rows.row(begin).data(), d,
                     packed.rows.row(column).data(), d, 0.0F, tile.data(), kColumns);
      for (std::size_t row = begin; row < end; ++row) {
        shortlists[row - begin].offer(tile.data() + (row - begin) * kColumns, width,
                                      static_cast<std::uint32_t>(column));
      }
    }
    for (std::size_t row = begin; row < end; ++row) {
      write_row(embedding, packed, row, shortlists[row - begin].finish(), result);
    }
  });
  return result;
}

}  // namespace proclens
