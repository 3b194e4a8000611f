// Events are returned as they were added, whether they were in memory or on disk.
#include "import/store/process_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>

#include "import/store/drawn_events.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

bool same(const ProcessEvent& a, const ProcessEvent& b) {
  const auto fields = [](const ProcessEvent& e) {
    return std::tuple(e.process.high, e.process.low, e.kind, e.number, e.events, e.time, e.last_time, e.started, e.pid,
                      e.host, e.image, e.user_name, e.args, e.parent, e.parent_pid, e.md5, e.exit_code, e.record_number,
                      e.record_channel, e.file_details, e.integrity_level, e.logon_id, e.current_directory,
                      e.parent_image, e.parent_args);
  };
  return fields(a) == fields(b);
}

/// Reads all parts and compares them with the events, part by part in the order of adding.
void check(const ProcessStore& store, const std::vector<ProcessEvent>& events) {
  ProcessStore::Part part;
  std::size_t read = 0;
  for (std::size_t i = 0; i < ProcessStore::kParts; ++i) {
    store.read(i, part);
    auto next = part.events().begin();
    for (const ProcessEvent& event : events) {
      if (SpilledParts::part_of(event.process) != i) continue;
      ASSERT_NE(next, part.events().end());
      EXPECT_TRUE(same(*next++, event));
    }
    EXPECT_EQ(next, part.events().end());
    read += part.events().size();
  }
  EXPECT_EQ(read, events.size());
}

TEST(ProcessStore, ReturnsWhatWasAdded) {
  const DrawnEvents drawn(3000, 4);
  for (const std::size_t block : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 13U, std::size_t{1} << 30U}) {
    const ScratchFolder scratch;
    ProcessStore store(scratch.path(), {block});
    for (const ProcessEvent& event : drawn.events()) store.add(event);
    check(store, drawn.events());
  }
}

TEST(ProcessStore, ReturnsTextsThatMemoryCannotHold) {
  const DrawnEvents drawn(3000, 4);
  for (const std::size_t text_bytes : {std::size_t{0}, std::size_t{100}}) {
    const ScratchFolder scratch;
    ProcessStore store(scratch.path(), {.text_bytes = text_bytes});
    for (const ProcessEvent& event : drawn.events()) store.add(event);
    check(store, drawn.events());
  }
}

TEST(ProcessStore, OfNothingIsNothing) {
  const ScratchFolder scratch;
  check(ProcessStore(scratch.path()), {});
}

TEST(ProcessStore, IsReadBySeveralThreads) {
  const DrawnEvents drawn(2000, 2);
  const ScratchFolder scratch;
  ProcessStore store(scratch.path(), {500});
  for (const ProcessEvent& event : drawn.events()) store.add(event);
  std::array<std::thread, 3> threads;
  for (std::thread& thread : threads) thread = std::thread([&] { check(store, drawn.events()); });
  for (std::thread& thread : threads) thread.join();
}

TEST(SpilledParts, HashesOfAPartComeBeforeThoseOfTheNext) {
  EXPECT_EQ(SpilledParts::part_of({0, ~0ULL}), 0U);
  EXPECT_EQ(SpilledParts::part_of({1ULL << 57U, 0}), 1U);
  EXPECT_EQ(SpilledParts::part_of({(1ULL << 57U) - 1, 0}), 0U);
  EXPECT_EQ(SpilledParts::part_of({~0ULL, 0}), SpilledParts::kParts - 1);
}

}  // namespace
}  // namespace proclens
