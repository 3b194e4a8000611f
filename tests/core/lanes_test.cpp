#include "core/lanes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace proclens {
namespace {

using Eight = std::array<float, kLanes>;

/// `from`, `from`·`factor`, `from`·`factor`², …
Eight series(float from, float factor) {
  Eight values{};
  for (float& value : values) {
    value = from;
    from *= factor;
  }
  return values;
}

TEST(Lanes, LogarithmsAreCloseToTheLibrarys) {
  for (float x = 1e-30F; x < 1e30F; x *= 1.07F) {
    const Eight values = series(x, 1.0081F);
    Eight found{};
    store_lanes(found.data(), fast_log2(load_lanes(values.data())));
    for (std::size_t k = 0; k < kLanes; ++k) {
      const double wanted = std::log2(static_cast<double>(values[k]));
      EXPECT_NEAR(found[k], wanted, 5e-6 + 1e-7 * std::abs(wanted)) << values[k];
    }
  }
}

TEST(Lanes, PowersOfTwoAreCloseToTheLibrarys) {
  for (float y = -126; y < 126.9F; y += 0.37F) {
    Eight found{};
    store_lanes(found.data(), fast_exp2(all_lanes(y)));
    EXPECT_NEAR(found[3] / std::exp2(static_cast<double>(y)), 1, 3e-6) << y;
  }
}

TEST(Lanes, PowersAreCloseToTheLibrarys) {
  for (const float b : {0.35F, 0.895F, 1.0F, 1.93F}) {
    for (float x = 1e-18F; x < 1e12F; x *= 1.3F) {
      const Eight values = series(x, 1.031F);
      Eight found{};
      store_lanes(found.data(), fast_power(load_lanes(values.data()), b));
      for (std::size_t k = 0; k < kLanes; ++k) {
        EXPECT_NEAR(found[k] / std::pow(static_cast<double>(values[k]), static_cast<double>(b)), 1, 2e-5) << values[k];
      }
    }
  }
}

TEST(Lanes, AreClippedOnBothSides) {
  const Eight values{-1e30F, -4.5F, -4, -0.25F, 0, 3.75F, 4.5F, 1e30F};
  const Eight wanted{-4, -4, -4, -0.25F, 0, 3.75F, 4, 4};
  Eight found{};
  store_lanes(found.data(), clipped(load_lanes(values.data()), 4));
  EXPECT_EQ(found, wanted);
}

}  // namespace
}  // namespace proclens
