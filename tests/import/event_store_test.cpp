#include "import/event_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "import/stored_events.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

/// The events of each process by file and the loads, as a store with these limits has them in the end.
std::string stored(const EventStoreLimits& limits) {
  const ScratchFolder scratch;
  Database database;
  EventStore store(database, scratch.path(), import_mappings(), limits);
  fill_with_records(store);
  std::string text = *database.text(
      "SELECT string_agg(concat_ws('|', file, kind, pid_hash, pid, image, args, events, first, last), chr(10)) FROM ("
      "SELECT file, kind, pid_hash, pid, image, args, sum(events) AS events, min(time) AS first, max(last_time) AS "
      "last "
      "FROM event GROUP BY ALL ORDER BY ALL)");
  LoadStore::Walk walk = store.loads().walk();
  while (const LoadGroup* group = walk.next()) {
    text += "\n" + std::to_string(group->process.high) + " " + std::string(walk.image_text(group->image)) + " " +
            std::to_string(group->loads) + " " + std::to_string(group->first_seen);
  }
  return text;
}

TEST(EventStore, KeepsTheSameEventsWhateverItsLimits) {
  const std::string held = stored({});
  EXPECT_GT(held.size(), 2000U);
  EXPECT_EQ(stored({1, 1}), held) << "each window of records a piece";
  EXPECT_EQ(stored({120, 1}), held);
  EXPECT_EQ(stored({1, 100}), held) << "the last piece is a small one";
  EXPECT_EQ(stored({1, 1'000'000}), held) << "many batches, no piece";
}

TEST(EventStore, IsEmptyWhenNothingWasAdded) {
  const ScratchFolder scratch;
  Database database;
  EventStore store(database, scratch.path(), import_mappings());
  store.finish();
  EXPECT_EQ(database.number("SELECT count(*) FROM event"), 0);
  EXPECT_EQ(store.loads().walk().next(), nullptr);
}

}  // namespace
}  // namespace proclens
