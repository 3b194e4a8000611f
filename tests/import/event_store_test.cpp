#include "import/event_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "import/json_record.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

constexpr std::int32_t kFiles = 3;
constexpr int kPartsOfAFile = 6;

/// Numbers one after the other.
struct Random {
  CounterRandom numbers{7, 0};
  std::uint64_t next = 0;
  std::uint64_t below(std::uint64_t n) { return numbers.below(next++, n); }
};

/// A record of Sysmon's, of one of a few processes that start, load and end.
std::string random_record(Random& random) {
  const std::uint64_t process = random.below(20);
  const std::string second = std::to_string(10 + random.below(50));
  std::string json =
      R"({"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"h","UtcTime":"2024-05-01 00:00:)" + second +
      R"(","ProcessGuid":"{00000000-0000-0000-0000-0000000000)" + std::to_string(10 + process) + R"(}","ProcessId":)" +
      std::to_string(process) + R"(,"Image":"c:\\a.exe",)";
  switch (random.below(5)) {
    case 0:
      return json + R"("EventID":1,"CommandLine":"a.exe )" + second + R"("})";
    case 1:
      return json + R"("EventID":5})";
    default:
      return json + R"("EventID":7,"ImageLoaded":"c:\\)" + std::to_string(random.below(9)) + R"(.dll"})";
  }
}

/// The events of each process by file and the loads, as a store with these limits has them in the end.
std::string stored(const EventStoreLimits& limits) {
  const ScratchFolder scratch;
  Database database;
  EventStore store(database, scratch.path(), import_mappings(), limits);
  Random random;
  for (std::int32_t file = 0; file < kFiles; ++file) {
    for (int part = 0; part < kPartsOfAFile; ++part) {
      std::vector<SortedRecords> sorted(1, SortedRecords(import_mappings().size()));
      JsonRecord record;
      for (int i = 0; i < 50; ++i) {
        const std::string json = random_record(random) + std::string(JsonRecord::kPadding, ' ');
        EXPECT_TRUE(record.read(std::string_view(json).substr(0, json.size() - JsonRecord::kPadding)));
        sort_record(record, import_mappings(), sorted.front());
      }
      store.add(file, std::move(sorted));
    }
  }
  store.finish();
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
