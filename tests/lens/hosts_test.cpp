// The lens `hosts`, counted by hand.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lens/host_lens.hpp"
#include "lens/lens_bags.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

class HostsTest : public testing::Test {
 protected:
  HostsTest() {
    database.run(
        "CREATE TABLE selected (process INTEGER, pid_hash VARCHAR, hostname VARCHAR, process_path VARCHAR, "
        "process_name VARCHAR, args VARCHAR, process_started TIMESTAMP)");
  }

  /// @param host, args, started SQL
  void process(const std::string& host, const std::string& name, const std::string& args, const std::string& started) {
    const std::string number = std::to_string(processes++);
    database.run("INSERT INTO selected VALUES (" + number + ", 'P" + number + "', " + host + ", NULL, '" + name +
                 "', " + args + ", " + started + ")");
  }

  LensBags bags(const HostLensOptions& options = {}) {
    database.run("CREATE OR REPLACE TABLE process AS SELECT pid_hash, args FROM selected UNION ALL SELECT 'LEFT', 'x'");
    return lens_bags(Context(), database, host_lens(options), processes);
  }

  static std::string left_out(const LensBags& bags) {
    std::string all;
    for (const RowsLeftOut& rows : bags.left_out) all += rows.reason + ' ' + std::to_string(rows.count) + ' ';
    return all;
  }

  using Names = std::vector<std::string>;
  Database database;
  std::uint64_t processes = 0;
};

TEST_F(HostsTest, CountsTheLinesStartedOnEachHostInEachBin) {
  process("'pc1'", "a.exe", "'-x'", "'2024-05-01 02:59:59'");
  process("'PC1'", "a.exe", "'-x'", "'2024-05-01 00:00:00'");
  process("'pc1'", "a.exe", "'-y'", "'2024-05-01 03:00:00'");
  process("'pc2'", "b.exe", "NULL", "'2024-05-01 01:00:00'");
  process("'pc2'", "b.exe", "'-x'", "NULL");
  process("NULL", "b.exe", "'-x'", "'2024-05-01 01:00:00'");
  process("'pc2'", "", "NULL", "'2024-05-01 01:00:00'");
  process("'pc2'", "b.exe", "'-x'", "'infinity'");
  const LensBags result = bags();
  EXPECT_EQ(result.object_names, (Names{"PC1 2024-05-01 00:00", "PC1 2024-05-01 03:00", "pc2 2024-05-01 00:00"}));
  const std::uint32_t none = LensBags::kNoObject;
  EXPECT_EQ(result.object_of, (std::vector<std::uint32_t>{0, 0, 1, 2, none, none, 2, none}));
  EXPECT_EQ(result.feature_names, (Names{"\"a.exe\" -x", "\"a.exe\" -y", "\"b.exe\""}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(rows.value, (std::vector<double>{2, 1, 1}));
  EXPECT_EQ(result.recorded_rows, 9);
  EXPECT_EQ(result.counted_rows, 4);
  EXPECT_EQ(left_out(result), "of_processes_left_out 1 without_host 1 without_name 1 without_start 2 ");
}

TEST_F(HostsTest, BinsFollowTheClockOfTheZone) {
  process("'pc'", "a.exe", "'-x'", "'2024-03-30 23:10:00'");
  process("'pc'", "a.exe", "'-y'", "'2024-03-31 22:10:00'");
  EXPECT_EQ(bags({.bin = "1d"}).object_names, (Names{"pc 2024-03-30 00:00", "pc 2024-03-31 00:00"}));
  // 23:10 is past midnight there; the next evening it is so again, an hour earlier in UTC.
  EXPECT_EQ(bags({.bin = "1d", .bin_zone = "Europe/Berlin"}).object_names,
            (Names{"pc 2024-03-31 00:00", "pc 2024-04-01 00:00"}));
  EXPECT_EQ(bags({.bin = "30m", .bin_zone = "-03:30"}).object_names,
            (Names{"pc 2024-03-30 19:30", "pc 2024-03-31 18:30"}));
}

TEST_F(HostsTest, ColumnsOfObjectsFollowFromTheirNames) {
  const auto columns = [&](const HostLensOptions& options, const std::string& name) {
    return database.text("SELECT concat_ws('|', host, bin_start, bin_end) FROM (SELECT " +
                         host_lens(options).object_columns + " FROM (SELECT " + sql_literal(name) + " AS name))");
  };
  EXPECT_EQ(columns({}, "a b 2024-05-01 03:00"), "a b|2024-05-01 03:00:00|2024-05-01 06:00:00");
  EXPECT_EQ(columns({.bin = "1d", .bin_zone = "+02:00"}, "pc 2024-05-01 00:00"),
            "pc|2024-04-30 22:00:00|2024-05-01 22:00:00");
  EXPECT_EQ(columns({.bin = "1d", .bin_zone = "Europe/Berlin"}, "pc 2024-03-31 00:00"),
            "pc|2024-03-30 23:00:00|2024-03-31 22:00:00")
      << "the day when clocks change has 23 hours";
  EXPECT_EQ(columns({}, "x"), "") << "no feature that there is";
}

TEST_F(HostsTest, CountsNamesOrImagesInstead) {
  process("'pc'", "a.exe", "'-x'", "'2024-05-01 01:00:00'");
  process("'pc'", "A.EXE", "'-y'", "'2024-05-01 01:00:00'");
  process("'pc'", "b.exe", "'-y'", "'2024-05-01 04:00:00'");
  EXPECT_EQ(bags({.feature = "name"}).feature_names, (Names{"A.EXE", "b.exe"}));
  database.run(
      "CREATE TABLE process_image_load AS SELECT * FROM (VALUES ('p0', 'c:\\x.dll'), ('P1', 'C:\\X.DLL'), "
      "('P2', 'c:\\x.dll'), ('P2', NULL), ('LEFT', 'c:\\x.dll')) t(pid_hash, filename)");
  const LensBags result = bags({.feature = "image"});
  EXPECT_EQ(result.feature_names, (Names{"C:\\X.DLL"}));
  EXPECT_EQ(expanded(Context(), result.distinct).value, (std::vector<double>{2, 1}));
  EXPECT_EQ(left_out(result), "of_processes_left_out 1 without_name 1 ");
}

TEST_F(HostsTest, TopicsAreProgramsInLowerCase) {
  const Lens lens = host_lens();
  const TopicLabels topics = topic_labels(lens, Names{"\"C:\\b\\X.exe\" -a", "\"a.exe\"", "\"c:\\x.EXE\"", "plain -q"});
  EXPECT_EQ(topics.labels, (Names{"a.exe", "plain", "x.exe"}));
  EXPECT_EQ(topics.group, (std::vector<std::uint32_t>{2, 0, 2, 1}));
  EXPECT_TRUE(topic_labels(find_lens("commands"), Names{"x"}).group.empty());
}

TEST_F(HostsTest, OptionsThatAreNoneAreRefused) {
  for (const char* bin : {"", "3", "h", "0h", "-1h", "3w", "1.5h", "367d", "99999999999999999999h", "3 h"}) {
    EXPECT_THROW(static_cast<void>(host_lens({.bin = bin})), Error) << bin;
  }
  for (const char* zone : {"", "Nope/City", "+2", "+15:00", "+01:60", "'; DROP TABLE x; --", "+0a:00"}) {
    EXPECT_THROW(static_cast<void>(host_lens({.bin_zone = zone})), Error) << zone;
  }
  EXPECT_THROW(static_cast<void>(host_lens({.feature = "file"})), Error);
  const Lens lens = host_lens({.bin = "1d", .bin_zone = "+02:00", .feature = "image"});
  const std::optional<Lens> again = recorded_lens("hosts", with_folded_paths(lens).parameters, lenses());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->folds_features());
  EXPECT_EQ(again->script, lens.script);
  EXPECT_FALSE(recorded_lens("hosts", {}, lenses()));
  EXPECT_FALSE(recorded_lens("hosts", {{"bin", "3h"}, {"bin_zone", "x"}, {"feature", "name"}}, lenses()));
}

}  // namespace
}  // namespace proclens
