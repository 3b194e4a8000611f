#include "proclens/context.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/parallel.hpp"

namespace proclens {
namespace {

/// A sum whose last bits depend on the order in which it is taken.
float sum(const Context& context) {
  return reduce_blocks(
      context, 200'000, 64, 0.0F,
      [](std::size_t begin, std::size_t end) {
        float part = 0;
        for (std::size_t i = begin; i < end; ++i) part += 1.0F / static_cast<float>(i + 1);
        return part;
      },
      [](float& total, float part) { total += part; });
}

/// The maximum number of blocks in progress at once.
int max_at_once(const Context& context) {
  std::atomic<int> running = 0;
  std::atomic<int> max_count = 0;
  parallel_blocks(context, 64, 1, [&](std::size_t, std::size_t) {
    const int now = ++running;
    for (int seen = max_count; now > seen && !max_count.compare_exchange_weak(seen, now);) continue;
    std::this_thread::yield();
    --running;
  });
  return max_count;
}

TEST(Context, TwoAtOnceWithOtherThreadCountsGiveTheSameBytes) {
  const Context narrow({.threads = 1});
  const Context wide({.threads = 3});
  std::vector<float> of_narrow;
  std::vector<float> of_wide;
  int max_of_narrow = 0;
  int max_of_wide = 0;
  const auto work = [](const Context& context, std::vector<float>& sums, int& max_count) {
    for (int i = 0; i < 20; ++i) {
      sums.push_back(sum(context));
      max_count = std::max(max_count, max_at_once(context));
    }
  };
  std::thread other([&] { work(wide, of_wide, max_of_wide); });
  work(narrow, of_narrow, max_of_narrow);
  other.join();
  EXPECT_EQ(of_narrow, std::vector<float>(20, of_narrow.front()));
  EXPECT_EQ(of_wide, of_narrow);
  EXPECT_EQ(max_of_narrow, 1);
  EXPECT_LE(max_of_wide, 3);
  EXPECT_EQ(narrow.threads(), 1);
  EXPECT_EQ(wide.threads(), 3);
}

TEST(Context, CancellingOneDoesNotStopTheOther) {
  CancelFlag cancel;
  const Context stopped({.threads = 2, .cancel = &cancel});
  const Context other({.threads = 2});
  std::atomic<bool> is_under_way = false;
  std::atomic<int> done = 0;
  std::thread thread([&] {
    const auto endless = [&] {
      while (true) {
        parallel_blocks(stopped, 8, 1, [&](std::size_t, std::size_t) { is_under_way = true; });
      }
    };
    EXPECT_THROW(endless(), Cancelled);
  });
  parallel_blocks(other, 100, 1, [&](std::size_t, std::size_t) {
    while (!is_under_way) std::this_thread::yield();
    cancel.request();
    ++done;
  });
  thread.join();
  EXPECT_EQ(done, 100);
  EXPECT_TRUE(stopped.cancel_requested());
  EXPECT_FALSE(other.cancel_requested());
  EXPECT_THROW(stopped.check_cancelled(), Cancelled);
}

TEST(Context, OneFlagStopsAllThatWereGivenIt) {
  CancelFlag cancel;
  const Context first({.cancel = &cancel});
  const Context second({.cancel = &cancel});
  cancel.request();
  EXPECT_TRUE(first.cancel_requested());
  EXPECT_TRUE(second.cancel_requested());
}

/// Records what it is told.
class SpyingProgress : public Progress {
 public:
  std::vector<std::string> told;

 protected:
  void started(const std::string& name, std::uint64_t total) override {
    told.push_back("started " + name + " of " + std::to_string(total));
  }
  void advanced(std::uint64_t done, std::uint64_t total) override {
    told.push_back(std::to_string(done) + " of " + std::to_string(total));
  }
  void finished(const StageReport& report) override { told.push_back("finished " + report.name); }
};

TEST(Context, StagesAreReportedToItsProgress) {
  SpyingProgress progress;
  const Context context({.progress = &progress});
  {
    Stage stage(context, "read", 3);
    stage.advance();
    stage.advance(2);
  }
  EXPECT_EQ(progress.told, (std::vector<std::string>{"started read of 3", "1 of 3", "3 of 3", "finished read"}));
  ASSERT_EQ(progress.reports().size(), 1U);
  EXPECT_EQ(progress.reports()[0].name, "read");
}

TEST(Context, KeepsReportsWithoutAProgressOfTheCaller) {
  const Context context;
  { const Stage stage(context, "alone"); }
  ASSERT_EQ(context.progress().reports().size(), 1U);
  EXPECT_EQ(context.progress().reports()[0].name, "alone");
  EXPECT_FALSE(context.cancel_requested());
  EXPECT_GE(context.threads(), 1);
}

TEST(Context, RefusesANegativeNumberOfThreads) { EXPECT_THROW(Context({.threads = -1}), std::invalid_argument); }

}  // namespace
}  // namespace proclens
