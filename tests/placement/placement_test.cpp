// New objects that are not processes on a map of such objects, from the lens's rows to the files, the page and the
// server's tables.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "atlas/manifest.hpp"
#include "atlas/map_files.hpp"
#include "atlas/map_page.hpp"
#include "atlas/page/page_hunt.hpp"
#include "embed/wasserstein_distance.hpp"
#include "lens/lens_bags.hpp"
#include "lens/users_lens.hpp"
#include "placement/nearest_on_map.hpp"
#include "placement/placed_objects.hpp"
#include "placement/placement_files.hpp"
#include "placement/placement_manifest.hpp"
#include "placement/placement_page.hpp"
#include "placement/recorded_map.hpp"
#include "placement/recorded_page.hpp"
#include "placement/stacked.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/information_weights.hpp"
#include "proclens/map.hpp"
#include "serve/map/map_results.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/lineage_state.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Makes the table `selected` of processes that these users ran.
/// @param rows SELECT user_name, process_name
void select_runs(Database& database, const std::string& rows) {
  database.run(
      "CREATE TABLE selected AS SELECT (row_number() OVER () - 1)::INTEGER AS process, printf('%032X', "
      "row_number() OVER ()) AS pid_hash, 'pc' AS hostname, process_name, '' AS args, user_name, TIMESTAMP "
      "'2024-01-01' AS process_started, '=a' AS ptree, NULL::VARCHAR AS parent_pid_hash, NULL::TIMESTAMP AS "
      "process_term, 0::BIGINT AS exit_code, 7::BIGINT AS os_pid FROM (" +
      rows + ")");
}

class PlacementTest : public testing::Test {
 protected:
  /// 24 users of three kinds.
  void make_base() const {
    const Context context;
    Database database;
    select_runs(database,
                "SELECT 'user ' || chr((97 + i)::INTEGER) AS user_name, 'p' || i % 3 || '-' || k || '.exe' AS "
                "process_name FROM range(24) t(i), range(6) u(k) WHERE (i + k) % 5 > 0 ORDER BY ALL");
    MapRun run;
    run.title = "Users";
    run.options.cluster.min_cluster_size = 3;
    run.selection.selected = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM selected"));
    run.lineage_states = make_lineage_states(database, {});
    run.lineage_flags = make_lineage_flags(database, {});
    const LensBags bags = lens_bags(context, database, users_lens("1"), run.selection.selected);
    const DataMap map = make_map(context, bags.distinct.bags, run.options);
    OutputFolder output(OutputPath(scratch.path() / "users"), "manifest.json");
    make_result_tables(database, bags, map);
    write_map_files(context, database, bags, map, run.options, output);
    write_map_page(context, database, run, bags, map, {"[]", read_page_hunt(database, {}, "selected")}, output);
    write_file(output.file("manifest.json"), json_text(map_manifest(run, bags, map, {})));
    output.publish();
  }

  /// Places these runs on it.
  PlacementCounts place(const std::string& rows) const {
    const Context context;
    Database database;
    select_runs(database, rows);
    MapRun run;
    run.title = "New users";
    run.selection.selected = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM selected"));
    run.lineage_states = make_lineage_states(database, {});
    run.lineage_flags = make_lineage_flags(database, {});
    const std::vector<Lens> known = {users_lens("1")};
    const RecordedMap map = read_recorded_map(database, scratch.path() / "users", known);
    const RecordedPage page = read_recorded_page(map.folder, map.model.reach.size());
    const LensBags bags = lens_bags(context, database, users_lens("1"), run.selection.selected);
    const PlacedObjects placed = place_objects(context, database, map, bags);
    const PlacementCounts counts = count_placement(database, map, bags, placed);
    OutputFolder output(OutputPath(scratch.path() / "placed"), "manifest.json");
    write_placement_files(context, database, map, page, bags, placed, output);
    write_placement_page(context, database, run, map, page, bags, placed, counts,
                         {"[]", read_page_hunt(database, {}, "selected")}, output);
    write_file(output.file("manifest.json"), json_text(placement_manifest(run, map, bags, placed, counts, {})));
    output.publish();
    return counts;
  }

  /// The result of `select`, in which names in <> stand for the result's tables.
  [[nodiscard]] std::string answer(std::string select) const {
    for (std::size_t at = select.find('<'); at != std::string::npos; at = select.find('<', at + 1)) {
      const std::size_t end = select.find('>', at);
      const std::string file = select.substr(at + 1, end - at - 1) + ".parquet";
      select.replace(at, end - at + 1, sql_literal((scratch.path() / "placed" / file).string()));
    }
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }

  ScratchFolder scratch;
};

TEST_F(PlacementTest, ObjectsThatAreNotProcessesAreNumberedOnwards) {
  make_base();
  // zoe is like user b; yan runs what nobody does, and something known; xaver only the former; a process has no user.
  const PlacementCounts counts = place(
      "SELECT 'zoe' AS user_name, 'P1-' || k || '.EXE' AS process_name FROM range(6) u(k) WHERE (1 + k) % 5 > 0 "
      "UNION ALL SELECT 'yan', 'new.exe' UNION ALL SELECT 'yan', 'p2-1.exe' UNION ALL SELECT 'xaver', 'new.exe' "
      "UNION ALL SELECT NULL, 'p1-1.exe'");
  EXPECT_EQ(counts.of_map.objects, 24U);
  EXPECT_EQ(counts.placed.objects, 2U);
  EXPECT_EQ(counts.placed.processes, 7U);
  EXPECT_EQ(counts.without_known_features.objects, 1U);
  EXPECT_EQ(counts.with_new_features.objects, 1U);
  EXPECT_EQ(answer("SELECT string_agg(concat_ws(' ', object, name, members, multiplicity), ', ' ORDER BY object) FROM "
                   "<objects> WHERE placed"),
            "24 yan 2 1, 25 zoe 5 1");
  EXPECT_EQ(
      answer("SELECT count(*) FROM <objects> n JOIN <objects> o ON n.name = 'zoe' AND o.name = 'user b' WHERE (n.x, "
             "n.y, n.cluster, n.outlier_score, n.topic) IS NOT DISTINCT FROM (o.x, o.y, o.cluster, o.outlier_score, "
             "o.topic) AND n.bag != o.bag"),
      "1");
  EXPECT_EQ(
      answer("SELECT string_agg(concat_ws(' ', object, user_name, n, unknown_features), ', ' ORDER BY object) FROM "
             "(SELECT object, user_name, unknown_features, count(*) AS n FROM <points> WHERE placed GROUP BY ALL)"),
      "24 yan 2 1, 25 zoe 5 0");
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), any_value(reason)) FROM <not_placed>"), "1 no known features");
  const MapResults served(Context(), scratch.path() / "placed");
  EXPECT_EQ(std::to_string(served.counts().points), answer("SELECT count(*) FROM <bags>"));
}

TEST_F(PlacementTest, TheMapsRowsComeFirstForAnyNumberOfThreads) {
  make_base();
  std::vector<std::string> points;
  for (const int threads : {1, 2, 3}) {
    const Context context({.threads = threads});
    Database database({threads, 0, "", false, nullptr});
    select_runs(database,
                "SELECT 'zoe' AS user_name, 'p1-' || k || '.exe' AS process_name FROM range(4) u(k), range(17500)");
    make_lineage_states(database, {});
    make_lineage_flags(database, {});
    const std::vector<Lens> known = {users_lens("1")};
    const RecordedMap map = read_recorded_map(database, scratch.path() / "users", known);
    const RecordedPage page = read_recorded_page(map.folder, map.model.reach.size());
    const LensBags bags = lens_bags(context, database, users_lens("1"), 70000);
    const PlacedObjects placed = place_objects(context, database, map, bags);
    if (threads == 1) {
      // A full row group and a part of one; the placed rows fill more than half of one.
      const std::string file = (map.folder / "points.parquet").string();
      database.run("CREATE TABLE inflated AS SELECT p.* FROM read_parquet(" + sql_literal(file) +
                   ") p, range(130000 // (SELECT count(*) FROM read_parquet(" + sql_literal(file) + ")) + 1)");
      database.run("COPY inflated TO " + sql_literal(file) + " (FORMAT parquet)");
    }
    const std::filesystem::path folder = scratch.path() / ("placed by " + std::to_string(threads));
    OutputFolder output(OutputPath(folder), "manifest.json");
    write_placement_files(context, database, map, page, bags, placed, output);
    write_file(output.file("manifest.json"), "{}");
    output.publish();
    points.push_back(bytes_of(folder / "points.parquet"));
    EXPECT_EQ(database.number("SELECT count(*) FROM (SELECT placed, lag(placed) OVER (ORDER BY file_row_number) AS "
                              "before FROM read_parquet(" +
                              sql_literal((folder / "points.parquet").string()) +
                              ", file_row_number = true)) WHERE before AND NOT placed"),
              0);
    EXPECT_TRUE(points.back() == points.front()) << threads << " threads";
  }
}

TEST_F(PlacementTest, OutlierScoresOfNewObjectsCountTheMapsObjectsAlone) {
  make_base();
  Database database;
  const Context context;
  select_runs(database,
              "SELECT 'twin ' || i AS user_name, 'p' || k || '-' || k || '.exe' AS process_name FROM range(20) "
              "t(i), range(3) u(k)");
  const std::vector<Lens> known = {users_lens("1")};
  const RecordedMap map = read_recorded_map(database, scratch.path() / "users", known);
  const LensBags bags = lens_bags(context, database, users_lens("1"), 60);
  const PlacedObjects placed = place_objects(context, database, map, bags);
  ASSERT_EQ(placed.cluster.size(), 1U) << "twenty users with one bag";
  EXPECT_EQ(placed.bags.multiplicity[0], 20U);
  EXPECT_GT(placed.outlier_score[0], *std::ranges::max_element(map.outlier_score));
}

TEST_F(PlacementTest, TheNearestOnTheMapIsAtItsExactDistance) {
  make_base();
  Database database;
  const Context context;
  select_runs(database,
              "SELECT 'new ' || i AS user_name, 'p' || (i + k) % 3 || '-' || k || '.exe' AS process_name FROM "
              "range(9) t(i), range(6) u(k) WHERE (i + k) % 4 > 0");
  const std::vector<Lens> known = {users_lens("1")};
  const RecordedMap map = read_recorded_map(database, scratch.path() / "users", known);
  const auto runs = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM selected"));
  const LensBags bags = lens_bags(context, database, map.lens, runs);
  const PlacedObjects placed = place_objects(context, database, map, bags);
  ASSERT_GT(placed.cluster.size(), 2U);
  const NearestOnMap nearest = nearest_on_map(context, map, placed);
  const SparseRows counts = stacked_rows(map.bags.counts, placed.bags.counts);
  const std::vector<std::uint32_t> ones(counts.rows(), 1);
  const WassersteinSpace space = wasserstein_space(
      context, bag_distributions(weighted_bags(BagsView(counts, ones), map.model.weights)), map.model.vectors);
  WassersteinDistance distance(space);
  const std::size_t u = map.bags.distinct();
  for (std::size_t bag = 0; bag < placed.cluster.size(); ++bag) {
    EXPECT_NEAR(nearest.distance[bag], distance(u + bag, nearest.bag[bag]), 1e-6);
    for (const std::uint32_t other : placed.neighbours.index.row(bag)) {
      if (other == Neighbours::kNone) continue;
      EXPECT_LE(nearest.distance[bag], distance(u + bag, other) + 1e-6);
    }
  }
  EXPECT_EQ(nearest.within_map.size(), u);
  EXPECT_TRUE(std::ranges::is_sorted(nearest.within_map));
  EXPECT_LE(nearest_on_map(context, map, placed, 5).within_map.size(), 5U);
}

}  // namespace
}  // namespace proclens
