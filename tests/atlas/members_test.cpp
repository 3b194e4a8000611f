// A map whose objects are not processes: from the lens's rows to the files, the page and the server's tables.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "atlas/manifest.hpp"
#include "atlas/map_files.hpp"
#include "atlas/map_page.hpp"
#include "atlas/page/page_hunt.hpp"
#include "lens/lens_bags.hpp"
#include "lens/users_lens.hpp"
#include "proclens/context.hpp"
#include "proclens/map.hpp"
#include "serve/map/map_results.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/lineage_state.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

class MembersTest : public testing::Test {
 protected:
  static constexpr int kProcesses = 240;

  static void SetUpTestSuite() {
    scratch = new ScratchFolder;
    const Context context;
    Database database;
    database.run(
        "CREATE TABLE selected AS SELECT i::INTEGER AS process, printf('%032X', i) AS pid_hash, 'pc' AS hostname, "
        "CASE WHEN i % 3 = 0 THEN 'c:\\p' || i % 24 % 4 || '\\own.exe' ELSE 'p' || (i * 7 % 24 + i // 24) % 9 END AS "
        "process_name, '' AS args, CASE WHEN i % 40 < 38 THEN 'user ' || chr((97 + i % 24)::INTEGER) END AS user_name, "
        "TIMESTAMP '2024-01-01' + INTERVAL (i) MINUTE AS process_started, '=a' AS ptree, NULL::VARCHAR AS "
        "parent_pid_hash, NULL::TIMESTAMP AS process_term, 0::BIGINT AS exit_code, i AS os_pid FROM range(240) t(i)");
    MapRun run;
    run.title = "Users";
    run.selection.records = run.selection.selected = kProcesses;
    run.options.cluster.min_cluster_size = 3;
    run.lineage_states = make_lineage_states(database, {});
    run.lineage_flags = make_lineage_flags(database, {});
    const LensBags bags = lens_bags(context, database, users_lens("1"), kProcesses);
    require_mappable_bags(bags);
    const DataMap map = make_map(context, bags.distinct.bags, run.options);
    OutputFolder output(OutputPath(scratch->path() / "users"), "manifest.json");
    make_result_tables(database, bags, map);
    write_map_files(context, database, bags, map, run.options, output);
    const OtherResults none = {"[]", read_page_hunt(database, {}, "selected")};
    write_map_page(context, database, run, bags, map, none, output);
    counts = map_counts(run, bags, map);
    output.publish();
  }
  static void TearDownTestSuite() {
    delete scratch;
    scratch = nullptr;
  }

  /// The result of `select`, in which names in <> stand for the map's tables.
  static std::string answer(std::string select) {
    for (std::size_t at = select.find('<'); at != std::string::npos; at = select.find('<', at + 1)) {
      const std::size_t end = select.find('>', at);
      const std::string file = select.substr(at + 1, end - at - 1) + ".parquet";
      select.replace(at, end - at + 1, sql_literal((scratch->path() / "users" / file).string()));
    }
    Database database;
    return database.text("SELECT CAST((" + select + ") AS VARCHAR)").value_or("NULL");
  }

  inline static ScratchFolder* scratch = nullptr;
  inline static nlohmann::ordered_json counts;
};

TEST_F(MembersTest, PointsAreTheProcessesThatAreMembers) {
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), count(DISTINCT pid_hash), count(DISTINCT object)) FROM <points>"),
            "228 228 24");
  EXPECT_EQ(answer("SELECT count(*) FROM <points> WHERE user_name IS NULL"), "0");
}

TEST_F(MembersTest, ObjectsHaveARowEachAndKnowTheirMembers) {
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), sum(members), min(object), max(object), min(name)) FROM <objects>"),
            "24 228 0 23 user a");
  EXPECT_EQ(answer("SELECT count(*) FROM <points> p JOIN <objects> o USING (object) WHERE o.name = p.user_name AND "
                   "(o.x, o.y, o.bag, o.cluster, o.outlier_score, o.multiplicity) = (p.x, p.y, p.bag, p.cluster, "
                   "p.outlier_score, p.multiplicity)"),
            "228");
  EXPECT_EQ(answer("SELECT count(*) FROM <objects> o JOIN (SELECT object, count(*) AS n FROM <points> GROUP BY object) "
                   "USING (object) WHERE n = members"),
            "24");
}

TEST_F(MembersTest, BagsStandForObjects) {
  EXPECT_EQ(answer("SELECT sum(multiplicity) FROM <bags>"), "24");
  EXPECT_EQ(answer("SELECT max(objects) BETWEEN 1 AND 24 FROM <vocabulary>"), "true");
  EXPECT_EQ(counts["objects"], 24);
  EXPECT_EQ(counts["processes"], 228);
  EXPECT_EQ(counts["processes_selected"], 240);
  EXPECT_EQ(counts["rows_left_out"]["without_user"], 12);
}

TEST_F(MembersTest, ThePageKnowsTheLensAndTheServerReadsTheMap) {
  const auto page = nlohmann::json::parse(std::ifstream(scratch->path() / "users" / "page.json"));
  EXPECT_EQ(page["lens"]["name"], "users");
  EXPECT_EQ(page["lens"]["object"]["many"], "users");
  EXPECT_EQ(page["lens"]["feature"]["one"], "program");
  EXPECT_EQ(page["lens"]["feature_label"], "whole");
  EXPECT_EQ(page["lens"]["objects_are_processes"], false);
  EXPECT_EQ(page["summary"]["processes"], 228);
  const MapResults served(Context(), scratch->path() / "users");
  EXPECT_EQ(served.counts().processes, 228);
  EXPECT_EQ(std::to_string(served.counts().points), answer("SELECT count(*) FROM <bags>"));
}

}  // namespace
}  // namespace proclens
