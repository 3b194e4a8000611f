#include "import/json/key_shapes.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace proclens {
namespace {

using Steps = std::vector<std::pair<KeyStep, std::string>>;

const std::pair<KeyStep, std::string> kClose{KeyStep::close, ""};

/// Whether every step could be taken.
bool walk(KeyShapes& shapes, const Steps& steps) {
  shapes.begin();
  for (const auto& [step, key] : steps) {
    if (!shapes.go(step, key)) return false;
  }
  return true;
}

/// Walks a record twice, so that what is found is remembered.
void learn(KeyShapes& shapes, const Steps& steps) {
  for (int times = 0; times < 2; ++times) {
    ASSERT_TRUE(walk(shapes, steps));
    shapes.end();
  }
}

int found(KeyShapes& shapes, const std::string& path) { return shapes.find(FieldPath(path)); }

TEST(KeyShapes, TellWhereTheFirstAndEveryLaterRecordHasAField) {
  KeyShapes shapes("");
  const Steps ab{{KeyStep::value, "a"}, {KeyStep::value, "b"}, kClose};
  const Steps ba{{KeyStep::value, "b"}, {KeyStep::value, "a"}, kClose};
  const Steps b{{KeyStep::value, "b"}, kClose};
  const Steps empty{kClose};
  const FieldPath a("a");
  for (const Steps& steps : {ab, ba, b, empty, b, ba, ab, ab, empty}) {
    ASSERT_TRUE(walk(shapes, steps));
    shapes.end();
    for (int times = 0; times < 2; ++times) {
      EXPECT_EQ(shapes.find(a), steps == ab ? 0 : steps == ba ? 1 : KeyShapes::kMissing);
      EXPECT_EQ(found(shapes, ""), KeyShapes::kMissing);
    }
  }
  EXPECT_EQ(shapes.size(), 8U) << "records that begin alike share their steps";
}

TEST(KeyShapes, OneKeyAsItIsComesBeforeNestedObjectsAndTheFirstOfTheSame) {
  KeyShapes shapes("");
  learn(shapes, {{KeyStep::open, "a"},
                 {KeyStep::value, "b"},
                 kClose,
                 {KeyStep::open, "a"},
                 {KeyStep::value, "c"},
                 kClose,
                 {KeyStep::value, "a.c"},
                 {KeyStep::value, "a.c"},
                 {KeyStep::value, "b"},
                 kClose});
  EXPECT_EQ(found(shapes, "a"), 0);
  EXPECT_EQ(found(shapes, "a.b"), 1);
  EXPECT_EQ(found(shapes, "a.c"), 6) << "not in the second a, and not the second a.c";
  EXPECT_EQ(found(shapes, "b"), 8) << "not the one inside";
  EXPECT_EQ(found(shapes, "c"), KeyShapes::kMissing);
  EXPECT_EQ(found(shapes, "b.x"), KeyShapes::kMissing) << "b is no object";
  EXPECT_EQ(found(shapes, "a.b.c"), KeyShapes::kMissing);
}

TEST(KeyShapes, WhatIsInsideAnObjectThatWasNotEnteredIsUncertain) {
  KeyShapes shapes("");
  learn(shapes, {{KeyStep::shut, "a"}, {KeyStep::value, "b"}, kClose});
  EXPECT_EQ(found(shapes, "a.b"), KeyShapes::kUncertain);
  EXPECT_EQ(found(shapes, "a"), 0);
  EXPECT_EQ(found(shapes, "b"), 1);
}

TEST(KeyShapes, AnObjectUnderTheWrapperIsTheRecord) {
  KeyShapes shapes("w");
  learn(shapes, {{KeyStep::value, "a"}, {KeyStep::open, "w"}, {KeyStep::value, "b"}, kClose, kClose});
  EXPECT_EQ(found(shapes, "b"), 2);
  EXPECT_EQ(found(shapes, "a"), KeyShapes::kMissing);
  EXPECT_EQ(found(shapes, "w.b"), KeyShapes::kMissing);
  learn(shapes, {{KeyStep::value, "w"}, {KeyStep::open, "w"}, {KeyStep::value, "b"}, kClose, kClose});
  EXPECT_EQ(found(shapes, "w"), 0) << "of keys that are the same the first counts";
  EXPECT_EQ(found(shapes, "b"), KeyShapes::kMissing);
}

TEST(KeyShapes, RecordsWithTooManyStepsHaveNone) {
  KeyShapes shapes("");
  Steps steps(KeyShapes::kMostSteps - 1, {KeyStep::value, "a"});
  steps.push_back(kClose);
  learn(shapes, steps);
  steps.insert(steps.begin(), {KeyStep::value, "a"});
  for (int times = 0; times < 3; ++times) EXPECT_FALSE(walk(shapes, steps));
}

TEST(KeyShapes, RecordsWithKeysThatAreTooLongHaveNone) {
  KeyShapes shapes("");
  const std::string longest(KeyShapes::kLongestKey, 'k');
  learn(shapes, {{KeyStep::value, longest}, kClose});
  EXPECT_EQ(found(shapes, longest), 0);
  for (int times = 0; times < 3; ++times) EXPECT_FALSE(walk(shapes, {{KeyStep::value, longest + "k"}, kClose}));
}

TEST(KeyShapes, EndlesslyNewKeysAreForgottenAgain) {
  KeyShapes shapes("");
  std::size_t most = 0;
  for (int i = 0; i < 20000; ++i) {
    learn(shapes, {{KeyStep::value, std::to_string(i)}, {KeyStep::value, std::string(200, 'k')}, kClose});
    EXPECT_EQ(found(shapes, std::to_string(i)), 0);
    most = std::max(most, shapes.size());
  }
  EXPECT_GT(shapes.times_full(), 10U);
  EXPECT_LT(most, 20000U);
}

TEST(KeyShapes, PathsOfAnyNumberAreAnsweredAndCopiesShareIt) {
  KeyShapes shapes("");
  learn(shapes, {{KeyStep::value, "a"}, {KeyStep::value, "b"}, kClose});
  const FieldPath b("b");
  const FieldPath copy = b;
  EXPECT_EQ(b.number, copy.number);
  for (int times = 0; times < 3000; ++times) EXPECT_EQ(shapes.find(FieldPath("a")), 0);
  EXPECT_EQ(shapes.find(b), 1);
  EXPECT_EQ(shapes.find(copy), 1);
}

}  // namespace
}  // namespace proclens
