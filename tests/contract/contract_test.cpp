// Bags to files and back, as a whole and in parts; and errors for invalid files.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "contract/read_contracts.hpp"
#include "contract/write_contract.hpp"
#include "lens/users_lens.hpp"
#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Lines such as "a.exe user1 A", which many processes share; four in ten processes have none.
Lens lines_lens() {
  Lens lens;
  lens.name = "lines";
  lens.object = {"line", "lines"};
  lens.feature = {"word", "words"};
  lens.row = {"line", "lines"};
  lens.objects_are_processes = false;
  lens.split = command_tokens;
  lens.script =
      "CREATE OR REPLACE VIEW lens_member AS SELECT CASE WHEN user_name LIKE 'user%' THEN process_name || '  ' || "
      "user_name || CASE WHEN os_pid % 2 = 0 THEN ' A \"' ELSE ' a' END END AS object, process FROM selected;"
      "CREATE OR REPLACE VIEW lens_recorded AS SELECT count(*) AS rows FROM selected;"
      "CREATE OR REPLACE VIEW lens_left_out AS SELECT 'none' AS reason, 'no line' AS why, count(*) AS count FROM "
      "lens_member WHERE object IS NULL";
  return lens;
}

const std::vector<Lens>& known_lenses() {
  static const std::vector<Lens> known = {find_lens("images"), users_lens("2"), lines_lens()};
  return known;
}

/// Everything of a contract that a map shows or computes with.
void expect_equal(const BagsContract& a, const BagsContract& b) {
  EXPECT_EQ(a.selections, b.selections);
  EXPECT_EQ(a.selection.records, b.selection.records);
  EXPECT_EQ(a.selection.sensors, b.selection.sensors);
  EXPECT_EQ(a.selection.selected, b.selection.selected);
  EXPECT_TRUE(a.bags.lens.counts_like(b.bags.lens));
  EXPECT_EQ(a.bags.feature_examples, b.bags.feature_examples);
  EXPECT_EQ(a.bags.distinct.bags.counts, b.bags.distinct.bags.counts);
  EXPECT_EQ(a.bags.distinct.bags.multiplicity, b.bags.distinct.bags.multiplicity);
  EXPECT_EQ(a.bags.distinct.bag_of, b.bags.distinct.bag_of);
  EXPECT_EQ(a.bags.object_names, b.bags.object_names);
  EXPECT_EQ(a.bags.object_of, b.bags.object_of);
  EXPECT_EQ(a.bags.feature_names, b.bags.feature_names);
  EXPECT_EQ(a.bags.sequences, b.bags.sequences);
  EXPECT_EQ(a.bags.open_quotes, b.bags.open_quotes);
  EXPECT_EQ(a.bags.feature_objects, b.bags.feature_objects);
  EXPECT_EQ(a.bags.recorded_rows, b.bags.recorded_rows);
  EXPECT_EQ(a.bags.counted_rows, b.bags.counted_rows);
  ASSERT_EQ(a.bags.left_out.size(), b.bags.left_out.size());
  for (std::size_t i = 0; i < a.bags.left_out.size(); ++i) {
    EXPECT_EQ(a.bags.left_out[i].reason, b.bags.left_out[i].reason);
    EXPECT_EQ(a.bags.left_out[i].why, b.bags.left_out[i].why);
    EXPECT_EQ(a.bags.left_out[i].count, b.bags.left_out[i].count);
  }
}

class ContractTest : public testing::Test {
 protected:
  /// Counts those of 300 processes whose number i satisfies `part`; `database` then has them as `selected`.
  static BagsContract count(Database& database, const Lens& lens, const std::string& part) {
    database.run(
        "CREATE OR REPLACE TABLE selected AS SELECT CAST(row_number() OVER (ORDER BY hash(i)) - 1 AS INTEGER) AS "
        "process, printf('%016X%016X', hash(i), i) AS pid_hash, 'pc-' || i % 3 AS hostname, "
        "chr(CAST(97 + i % 7 AS INTEGER)) || '.exe' AS process_name, '--run \"' || i || '\"' AS args, "
        "CASE WHEN i < 2 THEN NULL WHEN i % 10 < 4 THEN 'Zoë' || i % 4 ELSE 'user' || i % 4 END AS user_name, "
        "CASE WHEN i % 5 > 0 THEN TIMESTAMP '2024-05-01' + INTERVAL (i) SECOND END AS process_started, "
        "CASE WHEN i % 4 > 0 THEN '=a->b' END AS ptree, printf('%032X', 7) AS parent_pid_hash, "
        "CAST(NULL AS TIMESTAMP) AS process_term, CAST(i % 2 AS BIGINT) AS exit_code, CAST(i AS BIGINT) AS os_pid "
        "FROM range(300) t(i) WHERE " +
        part +
        " ORDER BY process;"
        "CREATE OR REPLACE TABLE process AS SELECT pid_hash FROM selected;"
        // The spelling of a path depends on the process; every fourth process loads nothing.
        "CREATE OR REPLACE TABLE process_image_load AS SELECT pid_hash, "
        "CASE WHEN os_pid % 3 = 0 THEN upper(name) ELSE name END AS filename FROM ("
        "SELECT pid_hash, os_pid, 'c:\\É' || hash(os_pid % 20, k) % 60 || '.dll' AS name FROM selected, range(6) u(k) "
        "WHERE os_pid % 4 > 0 UNION ALL SELECT pid_hash, os_pid, NULL FROM selected WHERE os_pid % 50 = 0)");
    BagsContract contract;
    contract.title = "a dataset";
    contract.selections.resize(1);
    contract.selections[0].hosts = {"pc-0", "pc-1", "pc-2"};
    contract.selection.selected = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM selected"));
    contract.selection.sensors = contract.selection.selected / 100;
    contract.selection.records = contract.selection.selected + contract.selection.sensors;
    contract.bags = lens_bags(Context(), database, lens, contract.selection.selected);
    return contract;
  }

  /// Writes the result of `count` to the folder NAME.
  [[nodiscard]] fs::path write(const std::string& name, const Lens& lens, const std::string& part) const {
    Database database;
    const BagsContract contract = count(database, lens, part);
    OutputFolder output(scratch.path() / name, kContractJson);
    write_contract(database, contract, "1", output);
    output.publish();
    return scratch.path() / name;
  }

  static BagsContract read(Database& database, const std::vector<fs::path>& folders) {
    return read_contracts(Context(), database, folders, known_lenses());
  }

  static std::string selected_text(Database& database) {
    return database
        .text(
            "SELECT string_agg(concat_ws('|', process, pid_hash, hostname, process_name, args, user_name, "
            "process_started, coalesce(ptree, 'NULL'), parent_pid_hash, process_term, exit_code, os_pid), ';' ORDER "
            "BY process) FROM selected")
        .value_or("");
  }

  /// Merging the separately counted parts gives what counting everything at once does.
  void expect_whole(const Lens& lens, const std::vector<std::string>& parts) const {
    Database whole;
    BagsContract expected = count(whole, lens, "true");
    expected.selection.records = expected.selection.sensors = 0;
    std::vector<fs::path> folders;
    for (const std::string& part : parts) {
      Database database;
      const BagsContract counted = count(database, lens, part);
      expected.selection.sensors += counted.selection.sensors;
      expected.selection.records += counted.selection.records;
      folders.push_back(write("part" + std::to_string(folders.size()), lens, part));
    }
    Database merged;
    const BagsContract result = read(merged, folders);
    expect_equal(result, expected);
    EXPECT_EQ(selected_text(merged), selected_text(whole));
    EXPECT_EQ(result.title, "a dataset");
  }

  /// The error of reading the folders.
  static std::string failure(const std::vector<fs::path>& folders) {
    Database database;
    try {
      static_cast<void>(read(database, folders));
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_FALSE(error.remedy().empty()) << error.what();
      return error.what();
    }
    return "none";
  }

  /// Replaces a file by the result of `select`, which reads it as `old`.
  static void rewrite(const fs::path& file, const std::string& select) {
    const fs::path rewritten = file.parent_path() / "rewritten";
    Database database;
    database.run("CREATE VIEW old AS FROM read_parquet(" + sql_literal(file.string()) + "); COPY (" + select + ") TO " +
                 sql_literal(rewritten.string()) + " (FORMAT parquet)");
    fs::rename(rewritten, file);
  }

  /// Replaces a text in contract.json.
  static void rewrite_json(const fs::path& folder, const std::string& from, const std::string& to) {
    std::ifstream file(folder / kContractJson);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << text;
    std::ofstream(folder / kContractJson) << text.replace(at, from.size(), to);
  }

  static std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  ScratchFolder scratch;
};

TEST_F(ContractTest, IsReadAsItWasWritten) {
  for (const Lens& lens : known_lenses()) expect_whole(lens, {"true"});
  expect_whole(with_folded_paths(find_lens("images")), {"true"});
}

TEST_F(ContractTest, PartsAddUpToTheWholeInAnyOrder) {
  expect_whole(find_lens("images"), {"i % 3 = 0", "i % 3 = 1", "i % 3 = 2"});
  expect_whole(find_lens("images"), {"i % 3 = 2", "i % 3 = 0", "i % 3 = 1"});
  // A part without processes, one whose processes load nothing, one process alone.
  expect_whole(find_lens("images"), {"i % 4 > 0 AND i <> 7", "false", "i % 4 = 0", "i = 7"});
  expect_whole(with_folded_paths(find_lens("images")), {"i % 3 = 0", "i % 3 > 0"});
  // Each user belongs to one part.
  expect_whole(users_lens("2"), {"i % 10 < 4 AND i >= 2", "i % 10 >= 4", "false", "i < 2"});
  // The same lines are in several parts: what a line consists of does not depend on the part.
  expect_whole(lines_lens(), {"i % 3 = 0", "false", "i % 3 > 0 AND i > 40", "i % 3 > 0 AND i <= 40"});
}

TEST_F(ContractTest, MergedPartsAreWrittenAsTheWholeIs) {
  for (const Lens& lens : {find_lens("images"), with_folded_paths(find_lens("images")), lines_lens()}) {
    const fs::path whole = write("whole", lens, "true");
    const std::vector<fs::path> parts = {write("a", lens, "i < 100"), write("b", lens, "i >= 100")};
    Database database;
    OutputFolder output(scratch.path() / "merged", kContractJson);
    write_contract(database, read(database, parts), "1", output);
    output.publish();
    for (const char* file : {kContractFeatures, kContractBags, kContractMembers, kContractObjects}) {
      EXPECT_EQ(bytes_of(scratch.path() / "merged" / file), bytes_of(whole / file)) << file;
    }
  }
}

TEST_F(ContractTest, KeepsTheSelectionsOfPartsThatWereCountedDifferently) {
  const fs::path a = write("a", find_lens("images"), "i < 100");
  const fs::path b = write("b", find_lens("images"), "i >= 100 AND i < 200");
  const fs::path c = write("c", find_lens("images"), "i >= 200");
  rewrite_json(b, "\"keep_sensors\": false", "\"keep_sensors\": true");
  Database database;
  const BagsContract merged = read(database, {a, b, c});
  ASSERT_EQ(merged.selections.size(), 2U);
  EXPECT_FALSE(merged.selections[0].keep_sensors);
  EXPECT_TRUE(merged.selections[1].keep_sensors);
}

TEST_F(ContractTest, NamesWhatIsInTwoParts) {
  const fs::path a = write("a", find_lens("images"), "i <= 100");
  const fs::path b = write("b", find_lens("images"), "i >= 100");
  Database database;
  const std::string hash =
      database.text("SELECT printf('%016X%016X', hash(i), i) FROM range(100, 101) t(i)").value_or("");
  EXPECT_EQ(failure({a, b}), "the process " + hash + " occurs in two parts: " + a.string() + " and " + b.string());
  EXPECT_NE(failure({a, a}).find("occurs in two parts"), std::string::npos);
  const fs::path one = write("one", users_lens("2"), "i % 8 = 1");
  const fs::path five = write("five", users_lens("2"), "i % 8 = 5");
  EXPECT_NE(failure({one, five}).find("the user '"), std::string::npos) << failure({one, five});
  EXPECT_NE(failure({a, one}).find("has the lens 'images'"), std::string::npos);
}

TEST_F(ContractTest, RefusesTokensThatAreNotThoseOfTheLines) {
  const fs::path words = write("words", lines_lens(), "true");
  rewrite(words / kContractFeatures,
          "SELECT * REPLACE (CASE WHEN feature = 1 THEN name || '0' ELSE name END AS name) FROM old");
  EXPECT_NE(failure({words}).find("these are not the tokens of the lines in objects.parquet"), std::string::npos);
  const fs::path bags = write("bags", lines_lens(), "true");
  rewrite(bags / kContractBags, "SELECT * REPLACE (list_transform(counts, lambda c: c + 1) AS counts) FROM old");
  EXPECT_NE(failure({bags}).find("these are not the bags of the lines in objects.parquet"), std::string::npos);
}

TEST_F(ContractTest, RefusesFilesThatAreNotInOrder) {
  struct Case {
    const char* file;
    const char* select;
    const char* message;
  };
  const std::vector<Case> cases = {
      {kContractFeatures, "FROM old LIMIT 3", "has 3 rows, but contract.json says"},
      {kContractFeatures, "FROM old ORDER BY feature DESC", "features are not numbered from 0 in order"},
      {kContractFeatures,
       "SELECT * REPLACE (CASE feature WHEN 0 THEN 'zz' ELSE name END AS name) FROM old ORDER BY feature",
       "row 2: features are not in order of their lower-case names"},
      {kContractFeatures,
       "SELECT * REPLACE (CASE feature WHEN 1 THEN NULL ELSE name END AS name) FROM old ORDER BY feature",
       "row 2: a feature has no name"},
      {kContractFeatures, "SELECT * REPLACE (objects + 1 AS objects) FROM old ORDER BY feature",
       "'objects' is not the number of"},
      {kContractFeatures, "SELECT * EXCLUDE (name) FROM old ORDER BY feature", "\"name\" not found"},
      {kContractBags, "FROM old ORDER BY bag DESC", "bags are not numbered from 0 in order"},
      {kContractBags, "FROM old ORDER BY bag LIMIT 2", "has 2 rows, but contract.json says"},
      {kContractBags, "SELECT * REPLACE (list_reverse(features) AS features) FROM old ORDER BY bag",
       "features are not in ascending order"},
      {kContractBags,
       "SELECT * REPLACE (list_transform(features, lambda f: f + 1000) AS features) FROM old ORDER BY bag",
       "a feature is not in features.parquet"},
      {kContractBags, "SELECT * REPLACE (list_transform(counts, lambda c: 0) AS counts) FROM old ORDER BY bag",
       "a count is not positive"},
      {kContractBags, "SELECT * REPLACE (list_append(counts, 1) AS counts) FROM old ORDER BY bag",
       "the numbers of counts and features differ"},
      {kContractBags,
       "SELECT * REPLACE (list_transform(counts, lambda c: NULL::INTEGER) AS counts) FROM old ORDER BY bag",
       "a feature or a count is missing"},
      {kContractMembers, "FROM old LIMIT 10", "an object has no process"},
      {kContractMembers, "FROM old WHERE object <> 5", "objects are not numbered from 0 in order of pid_hash"},
      {kContractMembers, "SELECT * REPLACE (NULL AS pid_hash) FROM old", "has no pid_hash"},
      {kContractMembers, "SELECT * REPLACE (NULL AS object) FROM old", "a process has no object"},
      {kContractMembers, "SELECT * REPLACE (object + 100000 AS object) FROM old", "an object does not exist"},
      {kContractMembers, "SELECT * REPLACE (bag + 100000 AS bag) FROM old", "a bag is not in bags.parquet"},
      {kContractMembers, "SELECT * REPLACE (0 AS bag) FROM old",
       "'multiplicity' in bags.parquet is not the number of objects with the bag"},
      {kContractMembers, "FROM old UNION ALL FROM old", "occurs twice"},
      {kContractMembers, "SELECT * EXCLUDE (ptree) FROM old", "\"ptree\" not found"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.file) + ": " + each.select);
    const fs::path folder = write("bags", find_lens("images"), "true");
    rewrite(folder / each.file, each.select);
    const std::string message = failure({folder});
    EXPECT_NE(message.find(each.message), std::string::npos) << message;
    EXPECT_NE(message.find(each.file), std::string::npos) << message;
  }
}

TEST_F(ContractTest, RefusesFilesThatAreMissingOrCut) {
  for (const char* file : {kContractJson, kContractFeatures, kContractBags, kContractMembers}) {
    SCOPED_TRACE(file);
    const fs::path folder = write("bags", find_lens("images"), "true");
    fs::resize_file(folder / file, fs::file_size(folder / file) / 2);
    EXPECT_NE(failure({folder}).find(file), std::string::npos) << failure({folder});
    fs::remove(folder / file);
    EXPECT_NE(failure({folder}).find(file), std::string::npos) << failure({folder});
    fs::remove_all(folder);
  }
}

TEST_F(ContractTest, RefusesWhatItDoesNotKnow) {
  struct Case {
    const char* from;
    const char* to;
    const char* message;
  };
  const std::vector<Case> cases = {
      {"\"version\": 1", "\"version\": 2", "has version 2; this proclens reads version 1"},
      {"\"version\": 1", "\"version\": \"1\"", "version is missing or is not a count"},
      {"\"contract\": \"bags\"", "\"contract\": \"sacks\"", "is not a bags contract"},
      {"\"name\": \"images\"", "\"name\": \"im\\u001bages\"", "this proclens has no lens 'im\\x1Bages'"},
      {"\"objects_are_processes\": true", "\"objects_are_processes\": false", "lens.objects_are_processes"},
      {"\"hosts\"", "\"guests\"", "selections[0].hosts is missing"},
      {"\"sensors\"", "\"sensor\"", "counts.left_out.sensors is missing"},
      {"\"objects\": 300", "\"objects\": 30000000000", "objects is too large"},
      {"\"processes_selected\": 300", "\"processes_selected\": 299",
       "members.parquet has 300 processes, but contract.json says 299"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.to);
    const fs::path folder = write("bags", find_lens("images"), "true");
    rewrite_json(folder, each.from, each.to);
    EXPECT_NE(failure({folder}).find(each.message), std::string::npos) << failure({folder});
  }
}

}  // namespace
}  // namespace proclens
