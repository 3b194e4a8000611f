#include "cli/options/suggestion.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

namespace proclens {
namespace {

/// By recursion, following the definition of the distance.
std::size_t obvious_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  const std::string_view a1 = a.substr(0, a.size() - 1);
  const std::string_view b1 = b.substr(0, b.size() - 1);
  std::size_t best = std::min({obvious_distance(a1, b) + 1, obvious_distance(a, b1) + 1,
                               obvious_distance(a1, b1) + (a.back() != b.back() ? 1 : 0)});
  if (a1.size() > 0 && b1.size() > 0 && a.back() == b1.back() && a1.back() == b.back()) {
    best = std::min(best, obvious_distance(a1.substr(0, a1.size() - 1), b1.substr(0, b1.size() - 1)) + 1);
  }
  return best;
}

TEST(Suggestion, DistancesAreThoseOfTheDefinition) {
  const std::array<const char*, 9> words = {"", "a", "map", "mpa", "mab", "amp", "audit", "audti", "uadit"};
  for (const char* one : words) {
    for (const char* other : words) EXPECT_EQ(edit_distance(one, other), obvious_distance(one, other)) << one << other;
  }
}

TEST(Suggestion, NamesTheNearestWordIfAnyIsNear) {
  const std::vector<std::string> commands = {"import", "audit", "map", "serve", "demo"};
  EXPECT_EQ(nearest_word("mpa", commands), "map");
  EXPECT_EQ(nearest_word("improt", commands), "import");
  EXPECT_EQ(nearest_word("server", commands), "serve");
  EXPECT_EQ(nearest_word("frobnicate", commands), "");
  EXPECT_EQ(nearest_word("", commands), "");
  EXPECT_EQ(nearest_word("map", {}), "");
}

}  // namespace
}  // namespace proclens
