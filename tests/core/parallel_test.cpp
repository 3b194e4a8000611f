#include "core/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

#include "proclens/cancel.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

class ParallelTest : public testing::TestWithParam<int> {
 protected:
  CancelFlag cancel_;
  Context context_{{.threads = GetParam(), .cancel = &cancel_}};
};

TEST_P(ParallelTest, VisitsEveryIndexOnceInBlocksOfTheGivenSize) {
  std::vector<std::atomic<int>> visits(1003);
  parallel_blocks(context_, visits.size(), 10, [&](std::size_t begin, std::size_t end) {
    EXPECT_EQ(begin % 10, 0);
    EXPECT_LE(end - begin, 10);
    for (std::size_t i = begin; i < end; ++i) ++visits[i];
  });
  for (const auto& count : visits) EXPECT_EQ(count, 1);
}

TEST_P(ParallelTest, FloatingPointSumsDoNotDependOnTheThreads) {
  std::vector<float> values(100001);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = 1.0F / static_cast<float>(i + 1);
  const auto sum = [&](const Context& context) {
    return reduce_blocks(
        context, values.size(), 128, 0.0F,
        [&](std::size_t begin, std::size_t end) {
          float part = 0;
          for (std::size_t i = begin; i < end; ++i) part += values[i];
          return part;
        },
        [](float& total, float part) { total += part; });
  };
  EXPECT_EQ(sum(context_), sum(Context({.threads = 1})));
}

TEST_P(ParallelTest, RethrowsWhatABodyThrows) {
  const auto work = [&] {
    parallel_blocks(context_, 100, 1, [](std::size_t begin, std::size_t) {
      if (begin == 42) throw std::runtime_error("42");
    });
  };
  EXPECT_THROW(work(), std::runtime_error);
}

TEST_P(ParallelTest, StopsWhenAskedTo) {
  cancel_.request();
  EXPECT_THROW(parallel_blocks(context_, 10, 1, [](std::size_t, std::size_t) {}), Cancelled);
}

TEST_P(ParallelTest, RunsBothAlsoWithBlocksInThem) {
  std::vector<int> first(1000, 0);
  std::vector<int> second(1000, 0);
  const auto fill = [&](std::vector<int>& numbers) {
    parallel_blocks(context_, numbers.size(), 7, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) numbers[i] = static_cast<int>(i);
    });
  };
  parallel_invoke(
      context_, [&] { fill(first); }, [&] { fill(second); });
  EXPECT_EQ(first, second);
  EXPECT_EQ(first.back(), 999);
}

TEST_P(ParallelTest, EndsBothBeforeItRethrows) {
  std::atomic<int> ended = 0;
  const auto end = [&] { ++ended; };
  const auto fail = [&] {
    ++ended;
    throw std::runtime_error("failed");
  };
  EXPECT_THROW(parallel_invoke(context_, end, fail), std::runtime_error);
  EXPECT_EQ(ended, 2);
  ended = 0;
  EXPECT_THROW(parallel_invoke(context_, fail, end), std::runtime_error);
  EXPECT_GE(ended, 1);
  cancel_.request();
  EXPECT_THROW(parallel_invoke(context_, end, end), Cancelled);
}

TEST_P(ParallelTest, NothingToDoIsFine) {
  parallel_blocks(context_, 0, 4, [](std::size_t, std::size_t) { FAIL(); });
}

INSTANTIATE_TEST_SUITE_P(Threads, ParallelTest, testing::Values(1, 2, 5));

}  // namespace
}  // namespace proclens
