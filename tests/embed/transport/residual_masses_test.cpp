#include "embed/transport/residual_masses.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace proclens {
namespace {

using Points = std::vector<std::uint32_t>;
using Masses = std::vector<double>;

TEST(ResidualMasses, AreWhatTheOtherLacks) {
  ResidualMasses left;
  find_residual_masses(Points{1, 4, 6, 9}, Masses{0.25, 0.25, 0.25, 0.25}, Points{0, 4, 6, 7},
                       Masses{0.125, 0.5, 0.125, 0.25}, left);
  EXPECT_EQ(left.from, (Points{0, 2, 3}));  // all at 1 and 9, half of that at 6
  EXPECT_EQ(left.to, (Points{0, 1, 3}));    // all at 0 and 7, half of that at 4
  EXPECT_DOUBLE_EQ(left.moved, 0.625);
  EXPECT_EQ(left.supply, (Masses{0.4, 0.2, 0.4}));
  EXPECT_EQ(left.demand, (Masses{0.2, 0.4, 0.4}));
}

TEST(ResidualMasses, OfDistributionsApartAreAllOfThem) {
  ResidualMasses left;
  find_residual_masses(Points{5}, Masses{1}, Points{2, 8}, Masses{0.5, 0.5}, left);
  EXPECT_EQ(left.from, (Points{0}));
  EXPECT_EQ(left.to, (Points{0, 1}));
  EXPECT_EQ(left.moved, 1);
}

TEST(ResidualMasses, OfEqualDistributionsAreNothing) {
  ResidualMasses left;
  find_residual_masses(Points{3, 5}, Masses{0.3, 0.7}, Points{3, 5}, Masses{0.3, 0.7}, left);
  EXPECT_EQ(left.moved, 0);
  // Nor are they anything after rounding.
  find_residual_masses(Points{3, 5}, Masses{0.3, 0.7}, Points{3, 5}, Masses{0.3 + 1e-16, 0.7 - 2e-16}, left);
  EXPECT_EQ(left.moved, 0);
}

}  // namespace
}  // namespace proclens
