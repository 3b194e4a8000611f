#include "layout/find_ab.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "golden.hpp"

namespace proclens {
namespace {

double squares(double a, double b, double spread, double min_dist) {
  double sum = 0;
  for (int i = 0; i < 300; ++i) {
    const double x = 3 * spread * i / 299;
    const double wanted = x < min_dist ? 1 : std::exp(-(x - min_dist) / spread);
    sum += std::pow(1 / (1 + a * std::pow(x, 2 * b)) - wanted, 2);
  }
  return sum;
}

TEST(FindAb, AgreesWithUmapLearn) {
  for (const auto& row : read_golden("curve.txt")) {
    const CurveParameters found = find_ab(row[0], row[1]);
    EXPECT_NEAR(found.a, row[2], 1e-5 * row[2]) << "spread " << row[0] << ", min_dist " << row[1];
    EXPECT_NEAR(found.b, row[3], 1e-5 * row[3]) << "spread " << row[0] << ", min_dist " << row[1];
  }
}

TEST(FindAb, NoStepFromTheFitMakesItBetter) {
  for (const double spread : {0.3, 1.0, 4.0}) {
    for (const double share : {0.0, 0.1, 0.4, 0.9, 1.0}) {
      const double min_dist = share * spread;
      const CurveParameters p = find_ab(spread, min_dist);
      const double best = squares(p.a, p.b, spread, min_dist);
      for (int turn = 0; turn < 16; ++turn) {
        const double a = p.a * (1 + 1e-4 * std::cos(turn * 0.4));
        const double b = p.b * (1 + 1e-4 * std::sin(turn * 0.4));
        EXPECT_GE(squares(a, b, spread, min_dist), best) << "spread " << spread << ", min_dist " << min_dist;
      }
    }
  }
}

TEST(FindAb, RejectsWhatIsNoCurve) {
  EXPECT_THROW((void)find_ab(0, 0), std::invalid_argument);
  EXPECT_THROW((void)find_ab(1, -0.1), std::invalid_argument);
  EXPECT_THROW((void)find_ab(1, 1.1), std::invalid_argument);
  EXPECT_THROW((void)find_ab(std::numeric_limits<double>::quiet_NaN(), 0.1), std::invalid_argument);
}

}  // namespace
}  // namespace proclens
