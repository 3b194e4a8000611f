#include "lens/lens_bags.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "lens/users_lens.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

class LensBagsTest : public testing::Test {
 protected:
  LensBagsTest() {
    database.run("CREATE TABLE selected AS SELECT i::INTEGER AS process, 'P' || i AS pid_hash FROM range(4) t(i)");
    database.run("CREATE TABLE process AS SELECT pid_hash FROM selected UNION ALL SELECT 'LEFT'");
  }

  void loads(const std::string& values) {
    database.run("CREATE OR REPLACE TABLE process_image_load AS SELECT * FROM (VALUES " + values +
                 ") t(pid_hash, filename)");
  }

  LensBags bags() { return lens_bags(Context(), database, find_lens("images"), 4); }

  Database database;
};

TEST_F(LensBagsTest, CountsRowsPerProcessAndPathWithoutRegardToCase) {
  loads("('P0', 'C:\\A.dll'), ('p0', 'c:\\a.DLL'), ('P0', 'b'), ('P1', 'b'), ('P3', 'b')");
  const LensBags result = bags();
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"b", "C:\\A.dll"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{3, 1}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.row_start, (std::vector<std::size_t>{0, 2, 3, 3, 4}));
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 0, 0}));
  EXPECT_EQ(rows.value, (std::vector<double>{1, 2, 1, 1}));
  EXPECT_EQ(result.distinct.bags.distinct(), 3);
}

TEST_F(LensBagsTest, SaysWhereEveryLoadWent) {
  loads("('P0', 'a'), ('LEFT', 'a'), ('LEFT', 'a'), ('NOBODY', 'a'), (NULL, 'a'), ('P0', NULL), ('P0', '')");
  const LensBags result = bags();
  EXPECT_EQ(result.recorded_rows, 7);
  EXPECT_EQ(result.counted_rows, 1);
  std::string left_out;
  for (const RowsLeftOut& rows : result.left_out) left_out += rows.reason + ' ' + std::to_string(rows.count) + ' ';
  EXPECT_EQ(left_out, "of_processes_left_out 2 of_unknown_processes 2 without_name 2 ");
}

TEST_F(LensBagsTest, FoldedPathsCountInstallationsForEachUserAsOne) {
  loads(
      "('P0', 'C:\\Users\\Ann\\app-1.2\\x.dll'), ('P0', 'd:\\users\\bob\\APP-1.3\\X.dll'), ('P1', "
      "'\\Device\\HarddiskVolume3\\Users\\Zoë Q\\app-9.9\\x.dll'), ('P1', 'c:\\windows\\y2.dll'), ('P2', "
      "'c:\\windows\\y3.dll'), ('P2', NULL), ('P2', '')");
  const Lens folding = with_folded_paths(find_lens("images"));
  const LensBags result = lens_bags(Context(), database, folding, 4);
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"<drive>\\users\\<u>\\app-<v>\\x.dll",
                                                            "<drive>\\windows\\y2.dll", "<drive>\\windows\\y3.dll"}));
  EXPECT_EQ(result.feature_examples,
            (std::vector<std::string>{"C:\\Users\\Ann\\app-1.2\\x.dll", "c:\\windows\\y2.dll", "c:\\windows\\y3.dll"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{2, 1, 1}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 0, 1, 2}));
  EXPECT_EQ(rows.value, (std::vector<double>{2, 1, 1, 1}));
  EXPECT_EQ(result.counted_rows, 5);
  EXPECT_TRUE(bags().feature_examples.empty());
  EXPECT_EQ(bags().features(), 5);
}

TEST_F(LensBagsTest, NoLoadsAtAllGiveEmptyBags) {
  loads("('P0', NULL::VARCHAR)");
  const LensBags result = bags();
  EXPECT_EQ(result.distinct.bags.distinct(), 1);
  EXPECT_EQ(result.distinct.bags.multiplicity[0], 4);
  EXPECT_EQ(result.distinct.bags.features(), 0);
}

TEST(LensBags, AreTheSameForAnyNumberOfThreads) {
  const auto read = [](int threads) {
    const Context context({.threads = threads});
    Database database({threads, 0, ""});
    database.run(
        "CREATE TABLE selected AS SELECT i::INTEGER AS process, 'P' || i AS pid_hash FROM range(3000) t(i);"
        "CREATE TABLE process AS SELECT pid_hash FROM selected;"
        "CREATE TABLE process_image_load AS SELECT 'P' || i AS pid_hash, 'image' || hash(i % 97, k) % 500 AS filename "
        "FROM "
        "range(3000) t(i), range(20) u(k)");
    LensBags bags = lens_bags(context, database, find_lens("images"), 3000);
    return bags;
  };
  const LensBags one = read(1);
  for (const int threads : {2, 5}) {
    const LensBags more = read(threads);
    EXPECT_EQ(one.distinct.bags.counts, more.distinct.bags.counts);
    EXPECT_EQ(one.distinct.bag_of, more.distinct.bag_of);
    EXPECT_EQ(one.feature_names, more.feature_names);
  }
}

// ---- Objects that are not processes ---------------------------------------------------------------------------------

class MembersTest : public testing::Test {
 protected:
  void processes(const std::string& values) {
    database.run("CREATE OR REPLACE TABLE selected AS SELECT * FROM (VALUES " + values +
                 ") t(process, user_name, process_name, runs)");
  }
  LensBags bags(std::uint64_t processes) { return lens_bags(Context(), database, users_lens("runs"), processes); }

  Database database;
};

TEST_F(MembersTest, ObjectsAreNumberedByNameAndHaveTheirProcessesAsMembers) {
  processes(
      "(0, 'zoe', 'cmd', 1), (1, 'ann', 'cmd', 1), (2, NULL, 'cmd', 1), (3, 'zoe', 'word', 2), (4, 'bob', NULL, 1), "
      "(5, 'ann', 'word', 2), (6, 'Zoe', 'cmd', 7), (7, 'zoe', 'CMD', 3)");
  const LensBags result = bags(8);
  constexpr std::uint32_t kNone = LensBags::kNoObject;
  EXPECT_EQ(result.object_names, (std::vector<std::string>{"Zoe", "ann", "bob", "zoe"}));
  EXPECT_EQ(result.object_of, (std::vector<std::uint32_t>{3, 1, kNone, 3, 2, 1, 0, 3}));
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"CMD", "word"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{3, 2}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.row_start, (std::vector<std::size_t>{0, 1, 3, 3, 5}));
  EXPECT_EQ(rows.value, (std::vector<double>{7, 1, 2, 4, 2}));
  EXPECT_EQ(result.members(), 7);
  EXPECT_EQ(result.recorded_rows, 8);
  EXPECT_EQ(result.counted_rows, 6);
  ASSERT_EQ(result.left_out.size(), 1);
  EXPECT_EQ(result.left_out[0].count, 1);
}

TEST_F(MembersTest, ABagStandsForObjectsAndCountsTheirMembers) {
  processes("(0, 'ann', 'cmd', 1), (1, 'bob', 'cmd', 1), (2, 'bob', NULL, 1), (3, 'cat', 'word', 1)");
  const LensBags result = bags(4);
  EXPECT_EQ(result.distinct.bags.multiplicity, (std::vector<std::uint32_t>{2, 1})) << "objects";
  EXPECT_EQ(result.bag_members(), (std::vector<std::uint32_t>{3, 1})) << "processes";
}

TEST_F(MembersTest, AProcessIsAMemberOfOneObjectOnly) {
  processes("(0, 'ann', 'cmd', 1), (1, 'bob', 'cmd', 1), (1, 'ann', 'cmd', 1)");
  try {
    static_cast<void>(bags(2));
    FAIL() << "process 1 is in two objects";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::data);
    EXPECT_NE(std::string(error.what()).find("'ann' and 'bob'"), std::string::npos) << error.what();
  }
}

TEST_F(MembersTest, RefusesCountsThatAreNone) {
  for (const char* count : {"0", "-1", "NULL", "2147483648"}) {
    processes("(0, 'ann', 'cmd', 1::BIGINT), (1, 'bob', 'cmd', " + std::string(count) + ")");
    EXPECT_THROW(static_cast<void>(bags(2)), Error) << count;
  }
  processes("(0, 'ann', 'cmd', 2147483647), (1, 'ann', 'cmd', 1)");
  EXPECT_THROW(static_cast<void>(bags(2)), Error) << "their sum";
}

// ---- The table ------------------------------------------------------------------------------------------------------

TEST(Lenses, EveryOneIsWholeAndFoundByItsName) {
  for (const Lens& lens : lenses()) {
    EXPECT_EQ(&find_lens(lens.name), &lens);
    for (const std::string_view text :
         std::vector<std::string_view>{lens.name, lens.summary, lens.object.one, lens.object.many, lens.feature.one,
                                       lens.feature.many, lens.row.one, lens.row.many, lens.script, lens.remedy}) {
      EXPECT_FALSE(text.empty()) << lens.name;
    }
  }
}

TEST(Lenses, AreFoundAgainByWhatResultsRecord) {
  const Lens folding = with_folded_paths(find_lens("images"));
  EXPECT_FALSE(folding.counts_like(find_lens("images")));
  const std::optional<Lens> found = recorded_lens("images", folding.parameters, lenses());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->counts_like(folding));
  EXPECT_FALSE(recorded_lens("imagse", {}, lenses()));
  EXPECT_FALSE(recorded_lens("images", {{"fold_paths", "maybe"}}, lenses()));
  EXPECT_FALSE(recorded_lens("images", {{"fold", "true"}}, lenses()));
  EXPECT_FALSE(recorded_lens("commands", folding.parameters, lenses()));
  EXPECT_THROW(static_cast<void>(with_folded_paths(find_lens("commands"))), std::invalid_argument);
}

TEST(Lenses, AnUnknownOneIsRefusedWithTheNamesThatThereAre) {
  try {
    static_cast<void>(find_lens("imagse"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::usage);
    EXPECT_NE(error.remedy().find("images"), std::string::npos);
  }
}

TEST(Lenses, ShowTheLastPartOfAPathOnlyWhereTheLensSaysSo) {
  const std::vector<std::string> names{R"(c:\windows\system32\ntdll.dll)", "/usr/lib/libc.so", "plain", "ends/"};
  Lens lens;
  lens.feature_label = FeatureLabel::last_path_part;
  EXPECT_EQ(feature_labels(lens, names), (std::vector<std::string>{"ntdll.dll", "libc.so", "plain", "ends/"}));
  lens.feature_label = FeatureLabel::whole;
  EXPECT_EQ(feature_labels(lens, names), names);
}

// ---- Nothing to map -------------------------------------------------------------------------------------------------

TEST_F(LensBagsTest, NothingToMapIsSaidInTheWordsOfTheLens) {
  const auto said = [&] {
    try {
      require_mappable_bags(bags());
    } catch (const Error& error) {
      return std::string(error.what()) + " " + error.remedy();
    }
    return std::string();
  };
  database.run("CREATE TABLE process_image_load (pid_hash VARCHAR, filename VARCHAR)");
  EXPECT_NE(said().find("the dataset has no image loads"), std::string::npos) << said();
  EXPECT_NE(said().find("Sysmon records image loads as event 7"), std::string::npos) << said();
  loads("('LEFT', 'a')");
  EXPECT_NE(said().find("the selected processes have no image loads"), std::string::npos) << said();
  loads("('P0', 'a'), ('P1', 'a'), ('P2', 'a'), ('P3', 'a')");
  EXPECT_NE(said().find("all processes have the same images"), std::string::npos) << said();
  loads("('P0', 'a'), ('P1', 'b')");
  EXPECT_EQ(said(), "");
}

}  // namespace
}  // namespace proclens
