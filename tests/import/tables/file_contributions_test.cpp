// The contributions of files equal SQL's counts over the same events.
#include "import/tables/file_contributions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "import/store/drawn_events.hpp"

namespace proclens {
namespace {

constexpr std::int32_t kFiles = 4;

constexpr const char* kCounts = R"(
    SELECT string_agg(concat_ws('|', file, events, processes, loads, connections, files, registry,
                                first, last, hosts), chr(10) ORDER BY file)
    FROM (
        SELECT file, sum(events) AS events, count(DISTINCT pid_hash) AS processes,
               coalesce(sum(events) FILTER (kind = 'load'), 0) AS loads,
               coalesce(sum(events) FILTER (kind = 'connection'), 0) AS connections,
               coalesce(sum(events) FILTER (kind = 'file'), 0) AS files,
               coalesce(sum(events) FILTER (kind = 'registry'), 0) AS registry, min(time) AS first, max(last_time) AS last,
               count(DISTINCT host) AS hosts
        FROM event GROUP BY file
    ))";

std::string shown(const FileContributions& yields) {
  std::string text;
  std::vector<std::set<std::string>> hosts(kFiles);
  yields.for_each_host([&](std::int32_t file, std::string_view host) {
    EXPECT_TRUE(hosts[static_cast<std::size_t>(file)].emplace(host).second) << "a host occurs twice";
  });
  for (std::size_t i = 0; i < yields.files().size(); ++i) {
    const FileYield& file = yields.files()[i];
    text += (text.empty() ? "" : "\n") + std::to_string(i) + '|' + std::to_string(file.events) + '|' +
            std::to_string(file.processes) + '|';
    for (const std::uint64_t events : file.activities) text += std::to_string(events) + '|';
    text += std::to_string(file.first_time.value()) + '|' + std::to_string(file.last_time.value()) + '|' +
            std::to_string(hosts[i].size());
  }
  return text;
}

TEST(FileContributions, AreWhatSqlCounts) {
  const DrawnEvents drawn(2000, kFiles);
  Database database;
  drawn.put_into(database);
  const std::string counts = database.text(kCounts).value();
  FileContributions at_once(kFiles);
  at_once.add(drawn.events());
  EXPECT_EQ(shown(at_once), counts);

  std::vector<ProcessEvent> by_process = drawn.events();
  std::stable_sort(by_process.begin(), by_process.end(),
                   [](const ProcessEvent& a, const ProcessEvent& b) { return a.process < b.process; });
  const auto middle = std::partition_point(by_process.begin(), by_process.end(),
                                           [](const ProcessEvent& event) { return event.process.high < 1ULL << 63U; });
  FileContributions in_parts(kFiles);
  in_parts.add({by_process.begin(), middle});
  in_parts.add({middle, by_process.end()});
  EXPECT_EQ(shown(in_parts), counts);
}

TEST(FileContributions, OfAFileThatGaveNothingAreNone) {
  const FileContributions yields(1);
  EXPECT_EQ(yields.files().at(0).events, 0U);
  EXPECT_FALSE(yields.files().at(0).first_time);
}

}  // namespace
}  // namespace proclens
