#include "import/store/event_store.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "import/store/process_groups.hpp"
#include "import/store/stored_events.hpp"
#include "proclens/context.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

std::string shown(const std::optional<std::int64_t>& number) { return std::to_string(number.value_or(-1)); }

/// The processes and loads of a finished store.
std::string shown(EventStore& store) {
  std::string text;
  ProcessStore::Part part;
  for (std::size_t i = 0; i < ProcessStore::kParts; ++i) {
    store.processes().read(i, part);
    for (const ProcessGroup& group : process_groups(part.events())) {
      text += std::to_string(group.process.high) + ' ' + std::to_string(group.file) + ' ' + shown(group.pid) + ' ' +
              std::string(group.image.value_or("-")) + ' ' + std::string(group.args.value_or("-")) + ' ' +
              std::to_string(group.parent.value_or(HashBytes{}).high) + ' ' + shown(group.started) + ' ' +
              shown(group.ended) + ' ' + shown(group.exit_code) + ' ' + std::to_string(group.first_seen) + ' ' +
              std::to_string(group.last_seen) + '\n';
    }
  }
  ActivityStore::Walk walk = store.activities(EventKind::load).walk();
  while (const ActivityGroup* group = walk.next()) {
    text += std::to_string(group->process.high) + ' ' + std::string(walk.target_text(group->target)) + ' ' +
            std::to_string(group->events) + ' ' + std::to_string(group->first_seen) + '\n';
  }
  for (const SecurityEvents::SupersededRecords& told : store.superseded_by_sysmon()) {
    text += std::to_string(told.file) + ' ' + std::to_string(told.events) + '\n';
  }
  return text;
}

/// The final contents of a store with these limits after `fill`.
std::string stored(const EventStoreLimits& limits, void (*fill)(EventStore&) = fill_with_records) {
  const ScratchFolder scratch;
  Database database;
  const Context context;
  EventStore store(context, database, scratch.path(), import_mappings(), limits);
  fill(store);
  return shown(store);
}

TEST(EventStore, KeepsTheSameEventsWhateverItsLimits) {
  const std::string held = stored({});
  EXPECT_GT(held.size(), 2000U);
  EXPECT_EQ(stored({.records = 1}), held) << "each window of records a batch";
  EXPECT_EQ(stored({.records = 120}), held);
}

TEST(EventStore, KeepsTheSameEventsOfTheSecurityLogWhateverItsLimits) {
  const std::string held = stored({}, fill_with_security_records);
  EXPECT_GT(held.size(), 2000U);
  EXPECT_EQ(stored({1, 1}, fill_with_security_records), held) << "each event a piece";
  EXPECT_EQ(stored({120, 1}, fill_with_security_records), held);
  EXPECT_EQ(stored({1, 70}, fill_with_security_records), held) << "the last piece is a small one";
  EXPECT_EQ(stored({1, 1'000'000}, fill_with_security_records), held) << "many batches, no piece";
}

TEST(EventStore, IsEmptyWhenNothingWasAdded) {
  const ScratchFolder scratch;
  Database database;
  const Context context;
  EventStore store(context, database, scratch.path(), import_mappings());
  store.finish();
  EXPECT_EQ(shown(store), "");
}

TEST(EventStore, CountsLoadsWhoseDetailsDoNotFit) {
  for (const bool fits : {true, false}) {
    const ScratchFolder scratch;
    Database database;
    EventStoreLimits limits;
    if (!fits) limits.detail_bytes = 0;
    const Context context;
    EventStore store(context, database, scratch.path(), import_mappings(), limits);
    const FieldTree fields(import_mappings());
    JsonRecord record(fields);
    std::vector<ClassifiedRecords> sorted(1, ClassifiedRecords(import_mappings().size()));
    for (const char* more : {"", R"(,"Signed":"true")", R"(,"Signed":"true")"}) {
      const std::string json =
          std::string(R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":7,"Hostname":"h",)"
                      R"("UtcTime":"2024-05-01 00:00:00","ProcessGuid":"{A}","ProcessId":1,)"
                      R"("Image":"c:\\a.exe","ImageLoaded":"c:\\a.dll")") +
          more + "}";
      const std::string padded = json + std::string(JsonRecord::kPadding, ' ');
      ASSERT_TRUE(record.read(std::string_view(padded).substr(0, json.size())));
      classify_record(record, import_mappings(), sorted.front());
    }
    store.add(0, std::move(sorted));
    store.finish();
    EXPECT_EQ(store.loads_without_details(), fits ? 0U : 2U);
  }
}

}  // namespace
}  // namespace proclens
