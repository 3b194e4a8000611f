// Folded activities against a slow grouping of the same records.
#include "import/store/folded_events.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "import/source/sql_functions.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr const char* kPlain =
    "-- form: f; event = e; host = h; time = t\n-- event: start, load, file\n"
    "-- column: kind from event\nevent\n-- column: host from host\nhost\n-- column: process_key from key\n\"key\"\n"
    "-- column: pid from pid\ntry_cast(\"pid\" AS BIGINT)\n-- column: time from time\ntry_cast(time AS TIMESTAMP)\n"
    "-- column: image from image\n\"image\"\n-- column: user_name from user\n\"user\"\n"
    "-- column: loaded from loaded\n\"loaded\"\n-- column: file_activity from loaded\n\"loaded\"\n";

class FoldedEventsTest : public testing::Test {
 protected:
  FoldedEventsTest() { add_import_functions(database); }

  /// Records of a few processes, with some cells missing.
  void draw_records(std::size_t count) {
    std::uint64_t state = 7;
    const auto draw = [&](std::uint64_t below) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      return (state >> 33U) % below;
    };
    const auto text = [&](const char* name, std::uint64_t below) -> std::optional<std::string> {
      const std::uint64_t number = draw(below + 1);
      if (number == below) return std::nullopt;
      return name + std::to_string(number);
    };
    for (std::size_t row = 0; row < count; ++row) {
      rows.add(0, draw(5) == 0 ? "start" : draw(3) == 0 ? "file" : "load");
      rows.add(1, text("host", 2));
      rows.add(2, text("2024-01-01 00:00:0", 10));
      rows.add(3, std::nullopt);
      rows.add(4, text("key", 3));
      rows.add(5, text("", 2));
      rows.add(6, text("Image", 2));
      rows.add(7, text("user", 1));
      rows.add(8, text("C:\\", 20));
      files.push_back(static_cast<std::int32_t>(row * 3 / count));
    }
  }

  Database database;
  RecordRows rows;
  std::vector<std::int32_t> files;
};

TEST_F(FoldedEventsTest, ActivitiesOfOneKindAndProcessAreOneEvent) {
  draw_records(4000);
  const Mapping mapping = parse_mapping("plain", kPlain);
  RecordMapper mapper(database, mapping);
  const MappedRecords records = mapper.map(Context(), rows);
  const FoldedEvents folded = fold_activities(records, files);
  std::map<std::string, std::size_t> event_of;  // all that must agree, as text
  std::size_t event = 0;
  std::map<EventKind, std::size_t> activities;
  std::vector<FoldedEvent> expected;
  for (std::size_t row = 0; row < records.rows(); ++row) {
    const auto time = records.number(MappedColumn::time, row);
    const auto named = records.text(MappedColumn::kind, row);
    if (named == "start") {
      expected.push_back({row, 1, time.value_or(kNoTime), time.value_or(kNoTime), EventKind::start});
      ++event;
      continue;
    }
    if (!time || !records.text(MappedColumn::loaded, row)) continue;
    const EventKind kind = named == "file" ? EventKind::file : EventKind::load;
    std::string process = std::to_string(files[row]) + std::string(*named);
    for (const std::size_t column : {1U, 4U, 5U, 6U, 7U}) {
      process += "|" + std::string(rows.columns()[column].cell(row).value_or("(none)"));
    }
    const auto [entry, is_new] = event_of.emplace(process, event);
    if (is_new) {
      expected.push_back({row, 0, *time, *time, kind});
      ++event;
    }
    FoldedEvent& of_process = expected[entry->second];
    ++of_process.events;
    of_process.time = std::min(of_process.time, *time);
    of_process.last_time = std::max(of_process.last_time, *time);
    const std::vector<FoldedActivity>& of_kind = folded.activities[activity_index(kind)];
    const std::size_t activity = activities[kind]++;
    ASSERT_LT(activity, of_kind.size());
    EXPECT_EQ(of_kind[activity].event, entry->second);
    EXPECT_EQ(records.texts(target_column(kind)).cell(of_kind[activity].target),
              records.text(target_column(kind), row));
    EXPECT_EQ(of_kind[activity].time, *time);
  }
  for (const EventKind kind : kActivityKinds) {
    EXPECT_EQ(folded.activities[activity_index(kind)].size(), activities[kind]);
  }
  EXPECT_GT(activities[EventKind::file], 100U);
  ASSERT_EQ(folded.events.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(folded.events[i].row, expected[i].row);
    EXPECT_EQ(folded.events[i].events, expected[i].events);
    EXPECT_EQ(folded.events[i].time, expected[i].time);
    EXPECT_EQ(folded.events[i].last_time, expected[i].last_time);
    EXPECT_EQ(folded.events[i].kind, expected[i].kind);
  }
}

}  // namespace
}  // namespace proclens
