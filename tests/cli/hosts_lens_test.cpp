// Maps of hosts over time: from a dataset, from its bags, and with new processes placed on them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/lens_command_test.hpp"

namespace proclens {
namespace {

class HostsLensTest : public LensCommandTest {
 protected:
  /// One process every three minutes on one of three hosts; what runs depends on host and hour.
  void write_dataset(const std::string& name, const std::string& rows, const std::string& where = "true") const {
    scratch.write(name + "/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'pc-' || i % 3 AS hostname, 'p' || (i % 3 + i // 20 % 4) || "
                  "'.exe' AS process_name, '-in f' || i % 5 || ' -out g' || i % 7 AS args, CASE WHEN i % 50 > 0 THEN "
                  "TIMESTAMP '2024-05-01' + INTERVAL (3 * i) MINUTE END AS process_started FROM " +
                      rows + " t(i) WHERE " + where);
    scratch.write(name + "/process_path.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, '=p.exe' AS ptree FROM " + rows + " t(i)");
  }
};

TEST_F(HostsLensTest, ObjectsHaveHostAndTimeAndFeaturesTheVectorsOfTheLensCommands) {
  write_dataset("data", "range(1, 1501)");
  expect_success("map " + path("data") + " -o " + path("out") + " --lens commands,hosts --bin 1h --threads 2");
  // Processes without a start have no place, 30 of 1,500.
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), count(DISTINCT object)) FROM (SELECT name AS object, "
                   "unnest(range(members)) FROM <out/hosts/objects>)"),
            "1470 225");
  EXPECT_EQ(answer("SELECT concat_ws(' ', min(host), min(bin_start), max(bin_end)) FROM <out/hosts/objects>"),
            "pc-0 2024-05-01 00:00:00 2024-05-04 03:00:00");
  EXPECT_EQ(
      answer("SELECT bool_and(name = host || ' ' || strftime(bin_start, '%Y-%m-%d %H:%M') AND bin_end = bin_start "
             "+ INTERVAL 1 HOUR) FROM <out/hosts/objects>"),
      "true");
  // The oracle: the same lines on the map of command lines.
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(*), max(apart) BETWEEN 0 AND 1e-6) FROM (SELECT "
                   "list_distance(v.vector, b.embedding) AS "
                   "apart FROM <out/hosts/vocabulary> v JOIN <out/commands/objects> o ON o.name = v.name JOIN "
                   "<out/commands/bags> b ON b.bag = o.bag)"),
            answer("SELECT concat_ws(' ', count(*), true) FROM <out/hosts/vocabulary>"));
  EXPECT_EQ(answer("SELECT bool_and(regexp_matches(name, '^p[0-9].exe$') AND feature IS NULL) FROM <out/hosts/topics>"),
            "true");
  const auto manifest = nlohmann::json::parse(file_text(scratch.path() / "out/hosts/manifest.json"));
  EXPECT_EQ(manifest["parameters"]["bin"], "1h");
  EXPECT_EQ(manifest["parameters"]["cluster_selection"], "leaf");
  EXPECT_EQ(manifest["parameters"]["min_cluster_size"], 5);
  EXPECT_EQ(manifest["counts"]["rows_left_out"]["without_start"], 30);
}

TEST_F(HostsLensTest, BagsGiveTheSameMapAndTheMapTakesNewProcesses) {
  write_dataset("data", "range(1, 901)");
  write_dataset("new", "range(2001, 2101)");
  const std::string options = " --lens hosts --feature name --bin 1h --bin-zone +02:00";
  expect_success("map " + path("data") + " -o " + path("map") + options + " --title T --threads 1");
  expect_success("count " + path("data") + " -o " + path("bags") + options);
  expect_success("map --bags " + path("bags") + " -o " + path("again") + " --title T --threads 3");
  for (const char* file : {"points.parquet", "objects.parquet", "vocabulary.parquet", "topics.parquet", "map.html"}) {
    EXPECT_EQ(file_text(scratch.path() / "map/hosts" / file), file_text(scratch.path() / "again/hosts" / file)) << file;
  }
  expect_success("map " + path("new") + " --onto " + path("map/hosts") + " -o " + path("placed"));
  EXPECT_EQ(answer("SELECT concat_ws(' ', min(host), min(bin_start)) FROM <placed/hosts/objects> WHERE placed"),
            "pc-0 2024-05-05 04:00:00");
  expect_refused("map " + path("new") + " --onto " + path("map/hosts") + " -o " + path("no") + " --bin 2h", 2, "--bin");
}

TEST_F(HostsLensTest, OneHostAloneAndWhatIsTooLittle) {
  write_dataset("data", "range(1, 901)");
  expect_success("map " + path("data") + " -o " + path("one") + " --lens hosts --host pc-1 --bin 1h");
  EXPECT_EQ(answer("SELECT concat_ws(' ', count(DISTINCT host), min(host)) FROM <one/hosts/objects>"), "1 pc-1");
  expect_success("map " + path("data") + " -o " + path("fine") + " --lens hosts --host pc-1 --bin 1m");
  EXPECT_EQ(answer("SELECT max(members) FROM <fine/hosts/objects>"), "1") << "one process in each bin";
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens hosts --host pc-1 --bin 366d", 1,
                 "have the same");
  write_dataset("unstarted", "range(1, 901)", "i % 50 = 0");
  expect_refused("map " + path("unstarted") + " -o " + path("no") + " --lens hosts", 1,
                 "the selected processes have no");
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens commands --bin 1h", 2,
                 "for the lens 'hosts' only");
  expect_refused("map " + path("data") + " -o " + path("no") + " --lens hosts --bin 1x", 2, "no span of time");
}

}  // namespace
}  // namespace proclens
