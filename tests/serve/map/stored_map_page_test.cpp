// map.html made again from a map's files.
#include "serve/map/stored_map_page.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "atlas/page/page_links.hpp"
#include "serve/served_map.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::string text_of_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

class StoredMapPageTest : public testing::Test {
 protected:
  [[nodiscard]] std::string links() const { return page_links_json(map.out(), ""); }

  ServedMap map;
};

TEST_F(StoredMapPageTest, HasTheBytesOfTheMapThatWasMadeAfterTheHunt) {
  std::ostringstream page;
  EXPECT_TRUE(write_stored_map_page(Context(), {map.images(), map.out() / "hunt", links()}, page));
  EXPECT_TRUE(page.str() == text_of_file(map.images() / "map.html"));
}

TEST_F(StoredMapPageTest, AHuntAfterTheMapWritesThatPage) {
  const std::string expected = text_of_file(map.images() / "map.html");
  fs::remove_all(map.out() / "hunt");
  map.run("map --min-cluster-size 5");
  EXPECT_FALSE(text_of_file(map.images() / "map.html") == expected) << "there is no hunt";
  map.hunt();
  EXPECT_TRUE(text_of_file(map.images() / "map.html") == expected);
}

TEST_F(StoredMapPageTest, IsNotWrittenWhenSomethingWouldHaveToBeLeftOut) {
  const std::string file = (map.images() / "points.parquet").string();
  Database database;
  database.run("COPY (SELECT * REPLACE (repeat('x', 70000) AS args) FROM read_parquet(" + sql_literal(file) + ")) TO " +
               sql_literal(file + ".new") + " (FORMAT parquet)");
  fs::rename(file + ".new", file);
  std::ostringstream page;
  EXPECT_FALSE(write_stored_map_page(Context(), {map.images(), map.out() / "hunt", links()}, page));
  EXPECT_EQ(page.str(), "");
}

}  // namespace
}  // namespace proclens
