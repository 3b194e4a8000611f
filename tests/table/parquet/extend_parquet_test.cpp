#include "table/parquet/extend_parquet.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "proclens/error.hpp"
#include "table/database.hpp"
#include "table/parquet/parquet_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_bytes(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

/// Texts, numbers, lists and NULLs; few distinct names, so that they have dictionaries and Bloom filters.
std::string rows(int first, int last) {
  return "SELECT i, 'name ' || i % 700 AS name, CASE WHEN i % 3 > 0 THEN i / 7.0 END AS share, i % 2 = 0 AS even, "
         "CASE WHEN i % 5 > 0 THEN list_transform(range(i % 4), k -> CAST(k AS FLOAT)) END AS vector, "
         "TIMESTAMP '2024-05-01' + INTERVAL (i) SECOND AS started FROM range(" +
         std::to_string(first) + ", " + std::to_string(last) + ") t(i)";
}

class ExtendParquetTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& select, const std::string& options) {
    database.run("COPY (" + select + ") TO " + sql_literal((folder / name).string()) + " (FORMAT parquet, " + options +
                 ")");
  }

  void extend(const std::string& new_rows, const std::string& new_columns = "false AS added, CAST(7 AS INTEGER) AS n") {
    extend_parquet(database, {folder / "old", new_columns, new_rows, "FORMAT parquet, ROW_GROUP_SIZE 2048"},
                   folder / "new");
  }

  [[nodiscard]] std::string table(const std::string& name) const {
    return "read_parquet(" + sql_literal((folder / name).string()) + ", file_row_number = true)";
  }

  Database database;
  fs::path folder = fs::temp_directory_path() / ("proclens extend_parquet " + std::to_string(::getpid()));
};

constexpr const char* kOldOptions = "COMPRESSION zstd, ROW_GROUP_SIZE 4096";
const std::string kNewRows =
    "SELECT *, true AS added, CAST(i AS INTEGER) AS n FROM (" + rows(10000, 15000) + ") ORDER BY i";

TEST_F(ExtendParquetTest, IsTheUnionInOrder) {
  write("old", rows(0, 10000), kOldOptions);
  extend(kNewRows);
  database.run("CREATE TABLE expected AS SELECT *, false AS added, 7 AS n FROM (" + rows(0, 10000) + ") UNION ALL (" +
               kNewRows + ")");
  EXPECT_EQ(database.number("SELECT count(*) FROM " + table("new")), 15000);
  EXPECT_EQ(database.number("SELECT count(*) FROM (SELECT * EXCLUDE (file_row_number) FROM " + table("new") +
                            " INTERSECT ALL FROM expected)"),
            15000);
  EXPECT_EQ(database.number("SELECT count(*) FROM " + table("new") + " WHERE i = file_row_number"), 15000);
  EXPECT_FALSE(fs::exists(folder / "new.part0"));
}

TEST_F(ExtendParquetTest, OldRowGroupsKeepTheirBytesAndNewOnesTheirStatistics) {
  write("old", rows(0, 10000), kOldOptions);
  extend(kNewRows);
  const ParquetFile old = read_parquet_file(folder / "old");
  EXPECT_EQ(bytes_of(folder / "new").substr(0, old.data_end), bytes_of(folder / "old").substr(0, old.data_end));
  EXPECT_EQ(database.text("SELECT string_agg(n, ' ') FROM (SELECT any_value(row_group_num_rows) AS n FROM "
                          "parquet_metadata(" +
                          sql_literal((folder / "new").string()) + ") GROUP BY row_group_id ORDER BY row_group_id)"),
            "4096 4096 1808 2048 2048 904");
  // Statistics and Bloom filters decide which row groups are read: no row may be lost by one that lies elsewhere.
  for (const std::string condition : {"name = 'name 3'", "name = 'name 699'", "i = 14999", "i = 5", "n = 12000"}) {
    EXPECT_EQ(database.number("SELECT count(*) FROM " + table("new") + " WHERE " + condition),
              database.number("SELECT count(*) FROM (SELECT *, 7 AS n FROM (" + rows(0, 10000) +
                              ") UNION ALL SELECT * EXCLUDE (added) FROM (" + kNewRows + ")) WHERE " + condition))
        << condition;
  }
}

TEST_F(ExtendParquetTest, TakesFilesOfOtherCompressionAndWithoutRows) {
  write("old", rows(0, 5000), "COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 2048");
  extend(kNewRows);
  EXPECT_EQ(database.number("SELECT sum(i) FROM " + table("new")),
            database.number("SELECT sum(i) FROM (" + rows(0, 5000) + ")") +
                database.number("SELECT sum(i) FROM (" + kNewRows + ")"));
  fs::remove(folder / "new");
  write("old", rows(0, 0), kOldOptions);
  extend(kNewRows);
  EXPECT_EQ(database.number("SELECT count(*) FROM " + table("new")), 5000);
  fs::remove(folder / "new");
  write("old", rows(0, 10), kOldOptions);
  extend(kNewRows + " LIMIT 0");
  EXPECT_EQ(database.number("SELECT count(*) FROM " + table("new")), 10);
}

TEST_F(ExtendParquetTest, OtherColumnsAreRefused) {
  write("old", rows(0, 10), kOldOptions);
  for (const std::string& select :
       {"SELECT * EXCLUDE (share), true AS added, 1 AS n FROM (" + rows(0, 3) + ")",
        "SELECT * REPLACE (CAST(i AS INTEGER) AS i), true AS added, 1 AS n FROM (" + rows(0, 3) + ")",
        "SELECT *, 1 AS n, true AS added FROM (" + rows(0, 3) + ")"}) {
    try {
      extend(select);
      FAIL() << select;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_STREQ(error.what(), "its columns are not those of this version");
    }
    fs::remove(folder / "new.part0");
    fs::remove(folder / "new.part1");
  }
}

/// Whether the footer of `bytes` can be read and taken apart.
bool is_sound(const fs::path& file, const std::string& bytes) try {
  write_bytes(file, bytes);
  ParquetAssembly assembly;
  assembly.add_data(read_parquet_file(file));
  return true;
} catch (const Error& error) {
  EXPECT_EQ(error.fault(), Fault::data);
  return false;
}

TEST_F(ExtendParquetTest, DamagedFootersAreRefused) {
  write("old", rows(0, 10), kOldOptions);
  const std::string bytes = bytes_of(folder / "old");
  const fs::path damaged = folder / "damaged";
  EXPECT_TRUE(is_sound(damaged, bytes));
  for (std::size_t end = 0; end < bytes.size(); ++end) {
    ASSERT_FALSE(is_sound(damaged, bytes.substr(0, end))) << end;
  }
  std::size_t refused = 0;
  for (std::size_t at = read_parquet_file(folder / "old").data_end; at < bytes.size(); ++at) {
    for (const char bits : {'\x01', '\x40', '\xFF'}) {
      std::string flipped = bytes;
      flipped[at] = static_cast<char>(flipped[at] ^ bits);
      refused += is_sound(damaged, flipped) ? 0 : 1;
    }
  }
  EXPECT_GT(refused, 100U) << "flips in names and statistics leave a footer that can be read";
}

// ---- Thrift --------------------------------------------------------------------------------------------------------

TEST_F(ExtendParquetTest, FootersAreWrittenAsDuckDBWroteThem) {
  for (const std::string options : {kOldOptions, "COMPRESSION uncompressed, ROW_GROUP_SIZE 2048"}) {
    write("file", rows(0, 50000), options);
    const ParquetFile file = read_parquet_file(folder / "file");
    const std::string bytes = bytes_of(folder / "file").substr(file.data_end);
    EXPECT_TRUE(thrift_bytes(file.footer) == bytes.substr(0, bytes.size() - 8)) << options;
    fs::remove(folder / "file");
  }
}

TEST(Thrift, ValuesOfEveryTypeSurvive) {
  ThriftValue list{.type = ThriftType::list, .element_type = ThriftType::int64};
  for (const std::int64_t number : {INT64_MIN, INT64_MAX, std::int64_t{-1}}) {
    list.elements.push_back({.type = ThriftType::int64, .number = number});
  }
  list.elements.resize(200, list.elements.front());
  ThriftValue booleans{.type = ThriftType::set, .element_type = ThriftType::yes};
  booleans.elements = {{.type = ThriftType::yes}, {.type = ThriftType::no}};
  ThriftValue value;
  value.fields = {{1, {.type = ThriftType::yes}},
                  {2, {.type = ThriftType::no}},
                  {40, {.type = ThriftType::int8, .number = -3}},
                  {41, {.type = ThriftType::int16, .number = -300}},
                  {42, {.type = ThriftType::int32, .number = 70000}},
                  {43, {.type = ThriftType::float64, .bytes = std::string("12345678")}},
                  {300, {.type = ThriftType::binary, .bytes = std::string("a\0b", 3)}},
                  {301, list},
                  {302, booleans},
                  {303, {}}};
  EXPECT_EQ(parse_thrift(thrift_bytes(value)), value);
}

TEST(Thrift, HostileBytesAreRefused) {
  const std::string deep(1000, '\x1C');  // a structure in the first field of a structure in …
  const std::string long_list("\x19\xFC\xFF\xFF\xFF\xFF\x0F", 7);
  const std::string map("\x1B\x00\x00", 3);
  const std::string long_number("\x16\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x00", 13);
  const std::string followed("\x00\x00", 2);
  for (const std::string& bytes : {std::string(), deep, long_list, map, long_number, followed}) {
    EXPECT_THROW(static_cast<void>(parse_thrift(bytes)), Error);
  }
}

}  // namespace
}  // namespace proclens
