#include "core/required_instructions.hpp"

#include <gtest/gtest.h>

#include <string>

namespace proclens {
namespace {

constexpr ProcessorFeatures kAll{true, true, true, true, true, true, true, true};

std::string missing(const ProcessorFeatures& features) {
  char text[kMissingTextSize];
  missing_instructions(features, text);
  return text;
}

TEST(RequiredInstructions, NothingIsMissingWhereAllAreThere) { EXPECT_EQ(missing(kAll), ""); }

TEST(RequiredInstructions, NamesWhatIsMissing) {
  ProcessorFeatures features = kAll;
  features.fma = false;
  EXPECT_EQ(missing(features), "FMA");
  features.avx2 = false;
  EXPECT_EQ(missing(features), "AVX2, FMA");
}

TEST(RequiredInstructions, TheTextHoldsAllNames) {
  EXPECT_EQ(missing({}), "AVX, AVX2, BMI1, BMI2, F16C, FMA, LZCNT, MOVBE");
}

TEST(RequiredInstructions, AreThereWhereThisRuns) { EXPECT_EQ(missing(processor_features()), ""); }

}  // namespace
}  // namespace proclens
