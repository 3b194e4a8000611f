#include "core/linear_algebra/tridiagonal_eigen.hpp"

#include <immintrin.h>

#include <cmath>
#include <limits>

namespace proclens {
namespace {

constexpr std::size_t kStepsForEach = 30;               // QR steps allowed per eigenvalue, as in LAPACK
constexpr std::size_t kPending = std::size_t{1} << 15;  // the most rotations deferred: 512 kB of them

struct Rotation {
  double c;
  double s;
};

/// Rotations of the columns (first, first + 1), (first + 1, first + 2), … in this order.
struct Sweep {
  std::size_t first;
  std::vector<Rotation>::size_type begin;
  std::vector<Rotation>::size_type end;
};

class PendingRotations {
 public:
  explicit PendingRotations(ColumnsOfEight& q) : q_(q) {}

  void begin_sweep(std::size_t first) { sweeps_.push_back({first, rotations_.size(), rotations_.size()}); }

  void add(Rotation rotation) {
    rotations_.push_back(rotation);
    sweeps_.back().end = rotations_.size();
  }

  void end_sweep() {
    if (rotations_.size() >= kPending) apply();
  }

  void apply() {
    for (std::size_t s = 0; s < q_.stretches(); ++s) {
      for (const Sweep& sweep : sweeps_) rotate(sweep, q_.stretch(s));
    }
    rotations_.clear();
    sweeps_.clear();
  }

 private:
  /// (x, y) ← (c·x + s·y, c·y − s·x) for adjacent columns; the second stays in registers as the next pair's first.
  void rotate(const Sweep& sweep, double* columns) const {
    static_assert(ColumnsOfEight::kRows == 8);
    double* column = columns + sweep.first * 8;
    __m256d low = _mm256_loadu_pd(column);
    __m256d high = _mm256_loadu_pd(column + 4);
    for (std::size_t r = sweep.begin; r < sweep.end; ++r, column += 8) {
      const __m256d c = _mm256_broadcast_sd(&rotations_[r].c);
      const __m256d s = _mm256_broadcast_sd(&rotations_[r].s);
      const __m256d next_low = _mm256_loadu_pd(column + 8);
      const __m256d next_high = _mm256_loadu_pd(column + 12);
      _mm256_storeu_pd(column, _mm256_fmadd_pd(c, low, _mm256_mul_pd(s, next_low)));
      _mm256_storeu_pd(column + 4, _mm256_fmadd_pd(c, high, _mm256_mul_pd(s, next_high)));
      low = _mm256_fnmadd_pd(s, low, _mm256_mul_pd(c, next_low));
      high = _mm256_fnmadd_pd(s, high, _mm256_mul_pd(c, next_high));
    }
    _mm256_storeu_pd(column, low);
    _mm256_storeu_pd(column + 4, high);
  }

  ColumnsOfEight& q_;
  std::vector<Rotation> rotations_;
  std::vector<Sweep> sweeps_;
};

/// The rotation that turns (x, z) into (r, 0).
Rotation rotation_of(double x, double z) {
  const double r = std::sqrt(std::fma(x, x, z * z));
  return r > 0 ? Rotation{x / r, z / r} : Rotation{1, 0};
}

/// The eigenvalue of the last 2×2 block that is closer to its last entry.
double wilkinson_shift(const std::vector<double>& d, const std::vector<double>& e, std::size_t last) {
  const double half_gap = (d[last - 1] - d[last]) / 2;
  const double off = e[last - 1];
  const double root = std::sqrt(std::fma(half_gap, half_gap, off * off));
  const double sum = half_gap + std::copysign(root, half_gap);
  return sum == 0 ? d[last] : d[last] - off / sum * off;
}

/// One step on the block [first, last], whose subdiagonal has no zeros: T ← GᵀTG, chasing the bulge to the end.
void qr_step(std::vector<double>& d, std::vector<double>& e, std::size_t first, std::size_t last,
             PendingRotations& pending) {
  pending.begin_sweep(first);
  double x = d[first] - wilkinson_shift(d, e, last);
  double bulge = e[first];
  for (std::size_t k = first; k < last; ++k) {
    const auto [c, s] = rotation_of(x, bulge);
    pending.add({c, s});
    if (k > first) e[k - 1] = c * e[k - 1] + s * bulge;
    const double upper = c * d[k] + s * e[k];
    const double upper_right = c * e[k] + s * d[k + 1];
    const double lower = c * e[k] - s * d[k];
    const double lower_right = c * d[k + 1] - s * e[k];
    d[k] = c * upper + s * upper_right;
    d[k + 1] = c * lower_right - s * lower;
    e[k] = c * lower + s * lower_right;
    x = e[k];
    if (k + 1 < last) {
      bulge = s * e[k + 1];
      e[k + 1] *= c;
    }
  }
  pending.end_sweep();
}

}  // namespace

bool tridiagonal_eigen(std::vector<double>& diagonal, std::vector<double>& subdiagonal, ColumnsOfEight& q) {
  constexpr double kEpsilon = std::numeric_limits<double>::epsilon();
  constexpr double kSmallest = std::numeric_limits<double>::min();
  PendingRotations pending(q);
  std::size_t steps = kStepsForEach * diagonal.size();
  std::size_t last = diagonal.empty() ? 0 : diagonal.size() - 1;
  std::size_t first = 0;
  while (last > 0) {
    for (std::size_t k = first; k < last; ++k) {
      const double size = std::abs(diagonal[k]) + std::abs(diagonal[k + 1]);
      if (std::abs(subdiagonal[k]) <= kEpsilon * size + kSmallest) subdiagonal[k] = 0;
    }
    while (last > 0 && subdiagonal[last - 1] == 0) --last;
    if (last == 0) break;
    if (steps-- == 0) return false;
    first = last - 1;
    while (first > 0 && subdiagonal[first - 1] != 0) --first;
    qr_step(diagonal, subdiagonal, first, last, pending);
  }
  pending.apply();
  return true;
}

}  // namespace proclens
