// Processes grouped in memory equal those that SQL computes from the same events.
#include "import/store/process_groups.hpp"

#include <gtest/gtest.h>

#include <string>

#include "import/store/drawn_events.hpp"

namespace proclens {
namespace {

constexpr const char* kGroups = R"(
    WITH told AS (
        SELECT
            pid_hash,
            min(number) AS first,
            min(number) FILTER (kind = 'start') AS start,
            arg_min_null(exit_code, number) FILTER (kind = 'end') AS exit_code,
            min(started) AS started,
            max(time) FILTER (kind = 'end') AS ended,
            min(time) AS first_seen,
            max(last_time) AS last_seen
        FROM event
        GROUP BY pid_hash
    )
    SELECT string_agg(concat_ws('|', upper(replace(told.pid_hash::VARCHAR, '-', '')), f.file,
        coalesce(f.host, s.host, 'NULL'), coalesce(s.pid, f.pid, -1), coalesce(s.image, f.image, 'NULL'),
        coalesce(s.user_name, f.user_name, 'NULL'), coalesce(s.args, 'NULL'),
        coalesce(upper(replace(s.parent_pid_hash::VARCHAR, '-', '')), 'NULL'), coalesce(s.parent_pid, -1),
        coalesce(upper(replace(s.md5::VARCHAR, '-', '')), 'NULL'), coalesce(s.record_number, -1),
        coalesce(s.record_channel, 'NULL'), coalesce(s.file_details, 'NULL'), coalesce(s.integrity_level, 'NULL'),
        coalesce(s.logon_id, 'NULL'), coalesce(s.current_directory, 'NULL'), coalesce(s.parent_image, 'NULL'),
        coalesce(s.parent_args, 'NULL'), coalesce(told.started, -1), coalesce(told.ended, -1),
        coalesce(told.exit_code, -1), told.first_seen, told.last_seen), chr(10) ORDER BY told.pid_hash)
    FROM told
    JOIN event f ON f.number = told.first
    LEFT JOIN event s ON s.number = told.start)";

std::string shown(const std::optional<std::string_view>& text) { return std::string(text.value_or("NULL")); }
std::string shown(const std::optional<std::int64_t>& number) { return std::to_string(number.value_or(-1)); }
std::string shown(const std::optional<HashBytes>& hash) {
  if (!hash) return "NULL";
  return digits_of(*hash, true);
}

std::string shown(const ProcessGroup& group) {
  std::string text =
      shown(std::optional(group.process)) + '|' + std::to_string(group.file) + '|' + shown(group.host) + '|' +
      shown(group.pid) + '|' + shown(group.image) + '|' + shown(group.user_name) + '|' + shown(group.args) + '|' +
      shown(group.parent) + '|' + shown(group.parent_pid) + '|' + shown(group.md5) + '|' + shown(group.record_number) +
      '|' + shown(group.record_channel) + '|' + shown(group.file_details) + '|' + shown(group.integrity_level) + '|' +
      shown(group.logon_id) + '|' + shown(group.current_directory) + '|' + shown(group.parent_image) + '|' +
      shown(group.parent_args) + '|' + shown(group.started) + '|' + shown(group.ended) + '|' + shown(group.exit_code);
  return text + '|' + std::to_string(group.first_seen) + '|' + std::to_string(group.last_seen);
}

TEST(ProcessGroups, AreThoseThatSqlMakes) {
  const DrawnEvents drawn(2000, 3);
  Database database;
  drawn.put_into(database);
  std::string groups;
  for (const ProcessGroup& group : process_groups(drawn.events())) {
    groups += (groups.empty() ? "" : "\n") + shown(group);
  }
  EXPECT_EQ(groups, database.text(kGroups));
}

TEST(ProcessGroups, OfNothingAreNone) { EXPECT_TRUE(process_groups({}).empty()); }

TEST(ProcessGroups, TheFirstEndCountsEvenWithoutAnExitCode) {
  ProcessEvent first;
  first.kind = EventKind::end;
  first.number = 1;
  first.time = first.last_time = 5;
  ProcessEvent second = first;
  second.number = 2;
  second.time = second.last_time = 4;
  second.exit_code = 3;
  const std::vector<ProcessGroup> groups = process_groups(std::vector{second, first});
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].exit_code, std::nullopt);
  EXPECT_EQ(groups[0].ended, 5);
}

}  // namespace
}  // namespace proclens
