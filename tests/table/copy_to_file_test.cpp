#include "table/copy_to_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "table/database.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

class CopyToFileTest : public testing::Test {
 protected:
  /// The bytes of a file with so many rows of every kind of column that results have.
  [[nodiscard]] std::string written(std::size_t rows, int threads, const std::string& options) const {
    Database database({threads, 0, ""});
    database.run(
        "CREATE TABLE t AS SELECT CAST(i AS INTEGER) AS i, 'name' || (i % 100) AS name, [CAST(i AS FLOAT), 2] AS "
        "vector, "
        "CASE WHEN i % 3 > 0 THEN [i % 5, i % 7] END AS list, i % 2 = 0 AS flag FROM range(" +
        std::to_string(rows) + ") r(i)");
    const std::filesystem::path file = scratch.path() / (std::to_string(threads) + ".parquet");
    std::filesystem::remove(file);
    copy_to_file(database, "FROM t ORDER BY i", file, options);
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  ScratchFolder scratch;
};

TEST_F(CopyToFileTest, BytesDoNotDependOnThreads) {
  for (const char* options :
       {"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 8192",
        "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 8192"}) {
    for (const std::size_t rows : {0, 1, 8191, 8192, 8193, 9000, 10239, 10240, 10241, 16385, 17000, 18432, 41000}) {
      const std::string alone = written(rows, 1, options);
      for (const int threads : {2, 3, 5})
        EXPECT_TRUE(written(rows, threads, options) == alone) << rows << ' ' << threads;
    }
  }
  for (const std::size_t rows : {122'881, 124'927, 124'928}) {
    const std::string alone = written(rows, 1, "FORMAT parquet, COMPRESSION zstd");
    for (const int threads : {2, 5}) {
      EXPECT_TRUE(written(rows, threads, "FORMAT parquet, COMPRESSION zstd") == alone) << rows << ' ' << threads;
    }
  }
}

}  // namespace
}  // namespace proclens
