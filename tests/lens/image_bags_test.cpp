#include "lens/image_bags.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {
namespace {

class ImageBagsTest : public testing::Test {
 protected:
  ImageBagsTest() {
    database.run("CREATE TABLE selected AS SELECT i::INTEGER AS object, 'P' || i AS pid_hash FROM range(4) t(i)");
    database.run("CREATE TABLE process AS SELECT pid_hash FROM selected UNION ALL SELECT 'LEFT'");
  }

  void loads(const std::string& values) {
    database.run("CREATE OR REPLACE TABLE process_image_load AS SELECT * FROM (VALUES " + values +
                 ") t(pid_hash, filename)");
  }

  ImageBags bags() { return image_bags(Context(), database, 4); }

  Database database;
};

TEST_F(ImageBagsTest, CountsRowsPerProcessAndPathWithoutRegardToCase) {
  loads("('P0', 'C:\\A.dll'), ('p0', 'c:\\a.DLL'), ('P0', 'b'), ('P1', 'b'), ('P3', 'b')");
  const ImageBags result = bags();
  EXPECT_EQ(result.feature_names, (std::vector<std::string>{"b", "C:\\A.dll"}));
  EXPECT_EQ(result.feature_objects, (std::vector<std::uint64_t>{3, 1}));
  const SparseRows rows = expanded(Context(), result.distinct);
  EXPECT_EQ(rows.row_start, (std::vector<std::size_t>{0, 2, 3, 3, 4}));
  EXPECT_EQ(rows.column, (std::vector<std::uint32_t>{0, 1, 0, 0}));
  EXPECT_EQ(rows.value, (std::vector<double>{1, 2, 1, 1}));
  EXPECT_EQ(result.distinct.bags.distinct(), 3);
}

TEST_F(ImageBagsTest, SaysWhereEveryLoadWent) {
  loads("('P0', 'a'), ('LEFT', 'a'), ('LEFT', 'a'), ('NOBODY', 'a'), (NULL, 'a'), ('P0', NULL), ('P0', '')");
  const LoadCounts counts = bags().loads;
  EXPECT_EQ(counts.loads, 7);
  EXPECT_EQ(counts.counted, 1);
  EXPECT_EQ(counts.of_unselected_processes, 2);
  EXPECT_EQ(counts.of_unknown_processes, 2);
  EXPECT_EQ(counts.without_name, 2);
}

TEST_F(ImageBagsTest, NoLoadsAtAllGiveEmptyBags) {
  loads("('P0', NULL::VARCHAR)");
  const ImageBags result = bags();
  EXPECT_EQ(result.distinct.bags.distinct(), 1);
  EXPECT_EQ(result.distinct.bags.multiplicity[0], 4);
  EXPECT_EQ(result.distinct.bags.features(), 0);
}

TEST(ImageBags, AreTheSameForAnyNumberOfThreads) {
  const auto read = [](int threads) {
    const Context context({.threads = threads});
    Database database({threads, 0, ""});
    database.run(
        "CREATE TABLE selected AS SELECT i::INTEGER AS object, 'P' || i AS pid_hash FROM range(3000) t(i);"
        "CREATE TABLE process AS SELECT pid_hash FROM selected;"
        "CREATE TABLE process_image_load AS SELECT 'P' || i AS pid_hash, 'image' || hash(i % 97, k) % 500 AS filename "
        "FROM "
        "range(3000) t(i), range(20) u(k)");
    ImageBags bags = image_bags(context, database, 3000);
    return bags;
  };
  const ImageBags one = read(1);
  for (const int threads : {2, 5}) {
    const ImageBags more = read(threads);
    EXPECT_EQ(one.distinct.bags.counts, more.distinct.bags.counts);
    EXPECT_EQ(one.distinct.bag_of, more.distinct.bag_of);
    EXPECT_EQ(one.feature_names, more.feature_names);
  }
}

}  // namespace
}  // namespace proclens
