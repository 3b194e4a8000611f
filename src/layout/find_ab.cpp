#include "layout/find_ab.hpp"

#include <array>
#include <cmath>
#include <stdexcept>

#include "core/elementary.hpp"

namespace proclens {
namespace {

constexpr int kDistances = 300;
constexpr int kMaxSteps = 500;

/// The normal equations of one linearised step: the sum of squares, its half gradient and JᵀJ.
struct NormalEquations {
  double squares = 0;
  double gradient_a = 0;
  double gradient_b = 0;
  double aa = 0;
  double ab = 0;
  double bb = 0;
};

class Fit {
 public:
  Fit(double spread, double min_dist) {
    for (int i = 0; i < kDistances; ++i) {
      const double x = 3 * spread * i / (kDistances - 1);
      distance_[i] = x;
      wanted_[i] = x < min_dist ? 1.0 : reproducible::exp(-(x - min_dist) / spread);
    }
  }

  [[nodiscard]] NormalEquations at(const CurveParameters& p) const {
    NormalEquations sum;
    // At x = 0 the curve is 1 for any a and b: the residual counts, but the derivatives are 0.
    sum.squares = (1 - wanted_[0]) * (1 - wanted_[0]);
    for (int i = 1; i < kDistances; ++i) {
      const double power = reproducible::pow(distance_[i], 2 * p.b);
      const double curve = 1 / (1 + p.a * power);
      const double residual = curve - wanted_[i];
      const double da = -power * curve * curve;
      const double db = 2 * p.a * da * reproducible::log(distance_[i]);
      sum.squares += residual * residual;
      sum.gradient_a += residual * da;
      sum.gradient_b += residual * db;
      sum.aa += da * da;
      sum.ab += da * db;
      sum.bb += db * db;
    }
    return sum;
  }

 private:
  std::array<double, kDistances> distance_{};
  std::array<double, kDistances> wanted_{};
};

/// Solves (JᵀJ + damping·diag(JᵀJ))·step = −gradient and takes the step.
CurveParameters damped_step(const CurveParameters& p, const NormalEquations& n, double damping) {
  const double aa = n.aa * (1 + damping);
  const double bb = n.bb * (1 + damping);
  const double determinant = aa * bb - n.ab * n.ab;
  return {p.a - (bb * n.gradient_a - n.ab * n.gradient_b) / determinant,
          p.b - (aa * n.gradient_b - n.ab * n.gradient_a) / determinant};
}

}  // namespace

CurveParameters find_ab(double spread, double min_dist) {
  if (!(spread > 0) || !(min_dist >= 0) || !(min_dist <= spread)) {
    throw std::invalid_argument("find_ab: needs 0 <= min_dist <= spread and spread > 0");
  }
  const Fit fit(spread, min_dist);
  CurveParameters best{1, 1};
  NormalEquations here = fit.at(best);
  double damping = 1e-3;
  for (int step = 0; step < kMaxSteps && damping < 1e12; ++step) {
    const CurveParameters next = damped_step(best, here, damping);
    const bool inside = next.a > 0 && next.b > 0;
    const NormalEquations there = inside ? fit.at(next) : NormalEquations{};
    if (!inside || !(there.squares <= here.squares)) {
      damping *= 10;
      continue;
    }
    const bool settled = std::abs(next.a - best.a) <= 1e-12 * best.a && std::abs(next.b - best.b) <= 1e-12 * best.b;
    best = next;
    here = there;
    damping *= 0.1;
    if (settled) break;
  }
  return best;
}

}  // namespace proclens
