#include "hunt/baseline/baseline.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "hunt/baseline/baseline_sample.hpp"
#include "hunt/baseline/describe_processes.hpp"
#include "hunt/made_processes.hpp"
#include "proclens/error.hpp"
#include "storage/folder_content.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class BaselineTest : public testing::Test {
 protected:
  BaselineTest() {
    for (const unsigned part : {0U, 1U, 2U}) {
      write_dataset(scratch, "part" + std::to_string(part), made_processes(part + 1, 60, 3, 3), 1000 * part);
    }
  }

  /// Counts the parts into FOLDER.
  BaselineSummary count(const std::string& folder, const std::vector<int>& parts, bool add = false, int threads = 1,
                        const BaselineOptions& options = {}) {
    const Context context({.threads = threads});
    Database database({threads, 0, ""});
    add_folding_functions(database);
    std::vector<Dataset> datasets;
    for (const int part : parts) datasets.emplace_back(scratch.path() / ("part" + std::to_string(part)));
    OutputFolder output(scratch.path() / folder, kBaselineJson);
    const BaselineSummary summary = write_baseline(context, database, datasets, options,
                                                   add ? std::optional(scratch.path() / folder) : std::nullopt, output);
    output.publish();
    return summary;
  }
  [[nodiscard]] std::map<std::string, std::string> content(const std::string& folder) const {
    return folder_content(scratch.path() / folder);
  }
  [[nodiscard]] std::int64_t number(const std::string& folder, const std::string& table,
                                    const std::string& select) const {
    Database database;
    return database.number("SELECT " + select + " FROM " + sql_literal((scratch.path() / folder / table).string()));
  }
  void expect_refused(const std::string& folder, const std::string& why) const {
    Database database;
    try {
      static_cast<void>(open_baseline(database, scratch.path() / folder));
      FAIL() << "opened, though: " << why;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_NE(std::string(error.what()).find(why), std::string::npos) << error.what();
      EXPECT_FALSE(error.remedy().empty());
    }
  }

  ScratchFolder scratch;
};

TEST_F(BaselineTest, PartsAddUpToTheWholeByteForByte) {
  count("whole", {0, 1, 2});
  count("stepwise", {0});
  count("stepwise", {2}, true);
  count("stepwise", {1}, true);
  EXPECT_TRUE(content("whole") == content("stepwise"));
  EXPECT_EQ(content("whole").size(), 8U) << "six tables, the sample and baseline.json";
}

TEST_F(BaselineTest, IsTheSameForAnySizeOfBlocks) {
  count("whole", {0, 1});
  for (const std::uint64_t processes : {13U, 59U}) {
    count("blocks", {0, 1}, false, 1, {.selection = {}, .block_processes = processes});
    EXPECT_TRUE(content("whole") == content("blocks")) << processes;
  }
}

TEST_F(BaselineTest, TheSampleTellsHowManyProcessesAreShared) {
  const auto shared = [&](const std::string& baseline, const std::string& dataset) {
    Database database;
    add_folding_functions(database);
    static_cast<void>(open_baseline(database, scratch.path() / baseline));
    static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / dataset), {}, "hunt"));
    return shared_with_baseline(database);
  };
  count("baseline", {0, 1});
  EXPECT_EQ(shared("baseline", "part0").sampled, 60U);
  EXPECT_EQ(shared("baseline", "part0").in_baseline, 60U);
  EXPECT_EQ(shared("baseline", "part2").in_baseline, 0U);
  // The second part's hashes end at 1060.
  write_dataset(scratch, "overlapping", made_processes(9, 20, 3, 3), 1050);
  EXPECT_EQ(shared("baseline", "overlapping").sampled, 20U);
  EXPECT_EQ(shared("baseline", "overlapping").in_baseline, 10U);
}

TEST_F(BaselineTest, AFullSampleJudgesOnlyWhatItWouldHold) {
  count("baseline", {0});
  Database database;
  const std::string sample = sql_literal((scratch.path() / "baseline/sample.parquet").string());
  database.run("CREATE TABLE many AS SELECT md5_number_lower(printf('%032X', i)) AS hash, i FROM range(200000) t(i)");
  database.run("COPY (" + added_samples("many") + ") TO " + sample + " (FORMAT parquet)");
  static_cast<void>(open_baseline(database, scratch.path() / "baseline"));
  EXPECT_EQ(database.number("SELECT count(*) FROM counted_sample"), static_cast<std::int64_t>(kBaselineSample));
  database.run("CREATE TABLE selected AS SELECT printf('%032X', i) AS pid_hash FROM range(190000, 210000) t(i)");
  const SharedProcesses shared = shared_with_baseline(database);
  // A third of the hashes is below the largest in the sample; half of these are counted.
  EXPECT_NEAR(static_cast<double>(shared.sampled), 20'000 * 65'536 / 200'000.0, 300);
  EXPECT_EQ(static_cast<std::int64_t>(shared.in_baseline),
            database.number("SELECT count(*) FROM many JOIN counted_sample USING (hash) WHERE i >= 190000"));
  EXPECT_NEAR(static_cast<double>(shared.in_baseline) / static_cast<double>(shared.sampled), 0.5, 0.03);
}

TEST_F(BaselineTest, IsTheSameForAnyNumberOfThreads) {
  count("one", {0, 1, 2}, false, 1);
  count("five", {2, 1, 0}, false, 5);
  EXPECT_TRUE(content("one") == content("five"));
}

TEST_F(BaselineTest, CountsProcessesHostsAndDays) {
  const auto processes = made_processes(1, 60, 3, 3);
  const BaselineSummary summary = count("baseline", {0});
  EXPECT_EQ(summary.processes, 60U);
  EXPECT_EQ(summary.hosts, 3U);
  EXPECT_EQ(summary.first_day, "2024-05-01");
  EXPECT_EQ(summary.last_day, "2024-05-03");
  std::int64_t with_loads = 0, loads = 0, commands = 0, parents = 0;
  for (const MadeProcess& process : processes) {
    with_loads += process.images.empty() ? 0 : 1;
    loads += static_cast<std::int64_t>(process.images.size());
    commands += process.has_command() ? 1 : 0;
    parents += process.parent ? 1 : 0;
  }
  EXPECT_EQ(number("baseline", "names.parquet", "sum(processes)"), 60);
  EXPECT_EQ(number("baseline", "names.parquet", "sum(with_loads)"), with_loads);
  EXPECT_EQ(number("baseline", "images.parquet", "sum(processes)"), loads);
  EXPECT_EQ(number("baseline", "commands.parquet", "sum(processes)"), commands);
  EXPECT_EQ(number("baseline", "parents.parquet", "sum(processes)"), parents);
  EXPECT_EQ(number("baseline", "images.parquet", "count(*) FILTER (first_day > last_day)"), 0);
}

TEST_F(BaselineTest, FoldersAboveItSayNothing) {
  count("plain", {0});
  count("host=evil/b", {0});
  Database database;
  static_cast<void>(open_baseline(database, scratch.path() / "host=evil" / "b"));
  EXPECT_EQ(database.number("SELECT count(*) FROM counted_name WHERE host = 'evil'"), 0);
  count("host=evil/b", {1}, true);
  count("plain", {1}, true);
  EXPECT_TRUE(content("plain") == content("host=evil/b"));
}

TEST_F(BaselineTest, CountsNoDatasetTwice) {
  const auto expect_twice = [&](const std::vector<int>& parts, bool add) {
    try {
      count("baseline", parts, add);
      FAIL() << "counted twice";
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_NE(std::string(error.what()).find("are in the baseline already"), std::string::npos) << error.what();
    }
  };
  expect_twice({0, 1, 0}, false);
  EXPECT_FALSE(fs::exists(scratch.path() / "baseline"));
  count("baseline", {0, 1});
  const auto before = content("baseline");
  expect_twice({1}, true);
  EXPECT_TRUE(content("baseline") == before);
}

TEST_F(BaselineTest, RefusesWhatItCannotRead) {
  count("baseline", {0});
  expect_refused("part0", "has no baseline.json");
  const fs::path json = scratch.path() / "baseline/baseline.json";
  const auto write = [&](const std::string& text) { std::ofstream(json) << text; };
  write(R"({"kind": "baseline", "version": 1})");
  expect_refused("baseline", "is a baseline of version 1; this program reads version 3");
  write(R"({"kind": "bags", "version": 1})");
  expect_refused("baseline", "is not a baseline's");
  write(R"({"kind": "baseline", "version": 3, "processes": -1})");
  expect_refused("baseline", "damaged");
  write("[");
  expect_refused("baseline", "is not a baseline's");
  count("baseline", {0});
  std::ofstream(scratch.path() / "baseline/images.parquet") << "no Parquet";
  expect_refused("baseline", "no readable images.parquet");
  fs::remove(scratch.path() / "baseline/names.parquet");
  expect_refused("baseline", "no readable names.parquet");
  for (const char* change :
       {"* REPLACE (-processes AS processes)", "* REPLACE (NULL::BIGINT AS processes)",
        "* REPLACE (NULL::VARCHAR AS name)", "* REPLACE ('a' AS name, 'b' AS host, NULL::DATE AS day)"}) {
    count("baseline", {0});
    count("changed", {0});
    Database database;
    database.run("COPY (SELECT " + std::string(change) + " FROM " +
                 sql_literal((scratch.path() / "changed/names.parquet").string()) + ") TO " +
                 sql_literal((scratch.path() / "baseline/names.parquet").string()) + " (FORMAT parquet)");
    expect_refused("baseline", "has rows in names.parquet that no count gives");
  }
}

}  // namespace
}  // namespace proclens
