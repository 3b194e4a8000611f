// compare.html holds both maps as their own pages do.
#include "compare/compare_page.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "../serve/served_map.hpp"
#include "compare/compare_files.hpp"
#include "proclens/context.hpp"

namespace proclens {
namespace {

/// The pieces of each block of a page, in their order.
std::vector<std::string> pieces_of(const std::string& page, const std::string& block) {
  const std::string opening = "data-block=\"" + block + "\">";
  std::vector<std::string> pieces;
  for (std::size_t at = page.find(opening); at != std::string::npos; at = page.find(opening, at)) {
    at += opening.size();
    pieces.push_back(page.substr(at, page.find("</script>", at) - at));
  }
  return pieces;
}

std::string text_of(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

constexpr const char* kDetails[] = {"processes",     "texts/host",      "texts/name",    "texts/args",   "texts/user",
                                    "texts/lineage", "texts/hash_text", "texts/reasons", "texts/labels", "features",
                                    "bags",          "neighbours"};

TEST(ComparePage, HoldsWhatThePagesOfTheMapsHold) {
  const ServedMap map;
  Database database;
  const Comparison comparison = compare_maps(Context(), database, map.images(), map.images());
  const nlohmann::ordered_json json = compare_json(database, comparison, "Two <b>maps</b>");
  std::ostringstream out;
  write_compare_page(Context(), comparison, compare_page_json(json).dump(), {}, out);
  const std::string page = out.str();
  const std::string of_map = text_of(map.images() / "map.html");
  EXPECT_EQ(pieces_of(page, "compare").size(), 1U);
  EXPECT_EQ(pieces_of(page, "pairs").size(), 1U);
  EXPECT_EQ(pieces_of(page, "a/map"), pieces_of(of_map, "map"));
  EXPECT_EQ(pieces_of(page, "a/points"), pieces_of(of_map, "points"));
  EXPECT_TRUE(pieces_of(page, "b/points") == pieces_of(of_map, "points")) << "the same map stays where it is";
  for (const std::string side : {"a/", "b/"}) {
    for (const char* block : kDetails) {
      ASSERT_FALSE(pieces_of(of_map, block).empty()) << block;
      EXPECT_EQ(pieces_of(page, side + block), pieces_of(of_map, block)) << side << block;
    }
  }
  EXPECT_LT(page.find("data-block=\"b/points\""), page.find("<script>")) << "before the page's script";
  EXPECT_GT(page.find("data-block=\"a/processes\""), page.find("<script>"));
  EXPECT_NE(page.find("<title>Two &lt;b&gt;maps&lt;/b&gt;</title>"), std::string::npos);
}

TEST(ComparePage, HoldsTheNewPlacesOfAMapThatWasLaidOutAnew) {
  const ServedMap map;
  Database database;
  Comparison comparison = compare_maps(Context(), database, map.images(), map.images());
  comparison.places.positions(0, 0) += 5;
  std::ostringstream out;
  write_compare_page(Context(), comparison, compare_page_json(compare_json(database, comparison, "Moved")).dump(), {},
                     out);
  const std::string of_map = text_of(map.images() / "map.html");
  EXPECT_TRUE(pieces_of(out.str(), "a/points") == pieces_of(of_map, "points"));
  EXPECT_FALSE(pieces_of(out.str(), "b/points") == pieces_of(of_map, "points"));
}

}  // namespace
}  // namespace proclens
