#include "core/elementary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace proclens {
namespace {

/// At most 1 unit in the last place from the long double result.
void expect_close(double value, long double exact) {
  const double nearest = static_cast<double>(exact);
  const double unit = std::nextafter(std::abs(nearest), std::numeric_limits<double>::infinity()) - std::abs(nearest);
  ASSERT_LE(std::abs(static_cast<long double>(value) - exact), 1.01L * unit) << nearest;
}

TEST(Elementary, StaysWithinAUnitInTheLastPlace) {
  const CounterRandom random(1, 0);
  for (std::size_t i = 0; i < 20000; ++i) {
    const long double x = 40 * random.uniform(3 * i) - 20;
    const long double y = 6 * random.uniform(3 * i + 1) - 3;
    const long double positive = 1e-6 + 50 * random.uniform(3 * i + 2);
    const auto xd = static_cast<double>(x);
    const auto yd = static_cast<double>(y);
    const auto pd = static_cast<double>(positive);
    expect_close(reproducible::exp(xd), std::exp(x));
    expect_close(reproducible::log(pd), std::log(static_cast<long double>(pd)));
    expect_close(reproducible::log1p(pd - 0.9), std::log1p(static_cast<long double>(pd - 0.9)));
    expect_close(reproducible::log2(pd), std::log2(static_cast<long double>(pd)));
    expect_close(reproducible::pow(pd, yd), std::pow(static_cast<long double>(pd), static_cast<long double>(yd)));
    expect_close(reproducible::sin(xd), std::sin(static_cast<long double>(xd)));
    expect_close(reproducible::cos(xd), std::cos(static_cast<long double>(xd)));
    expect_close(reproducible::acosh(1 + pd), std::acosh(static_cast<long double>(1 + pd)));
  }
}

TEST(Elementary, TreatsTheEdgesAsTheCLibraryDoes) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(reproducible::exp(-infinity), 0.0);
  EXPECT_EQ(reproducible::exp(-1e6), 0.0);
  EXPECT_EQ(reproducible::exp(1e6), infinity);
  EXPECT_EQ(reproducible::exp(0.0), 1.0);
  EXPECT_EQ(reproducible::log(0.0), -infinity);
  EXPECT_EQ(reproducible::log(1.0), 0.0);
  EXPECT_TRUE(std::isnan(reproducible::log(-1.0)));
  EXPECT_EQ(reproducible::log1p(0.0), 0.0);
  EXPECT_EQ(reproducible::log2(8.0), 3.0);
  EXPECT_EQ(reproducible::pow(0.0, 2.0), 0.0);
  EXPECT_EQ(reproducible::pow(3.0, 2.0), 9.0);
  EXPECT_EQ(reproducible::pow(5.0, 0.0), 1.0);
  EXPECT_EQ(reproducible::acosh(1.0), 0.0);
}

}  // namespace
}  // namespace proclens
