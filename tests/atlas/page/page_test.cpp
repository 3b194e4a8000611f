#include "atlas/page/page.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>

#include "atlas/page/page_header.hpp"
#include "atlas/page/page_reader.hpp"
#include "atlas/page/page_template.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::string_view kHash = "00112233445566778899aabbccddeeff";

/// Three bags over four features; the first stands for two processes.
struct SmallMap {
  std::vector<float> places = {0, 1, 2.5F, -3, 4, 5};
  std::vector<std::uint32_t> multiplicity = {2, 1, 1};
  std::vector<std::int32_t> cluster = {0, -1, 0};
  std::vector<float> strength = {1, 0.25F, 0.5F};
  std::vector<std::int32_t> nearest = {0, 0, 0};
  std::vector<float> outlier = {0, 1, 0.5F};
  SparseRows bags;
  std::vector<std::string> names = {"d", "c", "b", "a"};
  std::vector<double> weights = {0.1, 4, 0.1, 2};
  std::vector<PageCluster> clusters = {{{{true, "x.dll"}, {false, "y.dll"}}, 3}};
  std::vector<PageLayer> layers = {{{{{true, "x.dll"}}, 1, 2, 3, 3, 0, -1}}};

  SmallMap() {
    bags.columns = 4;
    bags.row_start = {0, 2, 2, 5};
    bags.column = {0, 1, 0, 2, 3};
    bags.value = {1, 1, 1, 1, 1};
  }

  [[nodiscard]] PageData data() const {
    PageData data;
    data.summary.title = "A map";
    data.summary.processes = 4;
    data.summary.noise_processes = 1;
    data.summary.left_out = {{"rows", 7, "twice"}};
    data.places = places;
    data.multiplicity = multiplicity;
    data.cluster = cluster;
    data.strength = strength;
    data.nearest_cluster = nearest;
    data.outlier_score = outlier;
    data.bags = &bags;
    data.feature_names = names;
    data.feature_weight = weights;
    data.clusters = clusters;
    data.layers = layers;
    data.lineage_states = {"whole", "no parent"};
    return data;
  }
};

PageProcess process(std::uint32_t bag, std::string_view name, std::optional<std::int64_t> started = {}) {
  PageProcess row;
  row.bag = bag;
  row.pid_hash = kHash;
  row.process_name = name;
  row.started = started;
  return row;
}

std::map<std::string, ReadBlock> read(const std::vector<PageBlock>& blocks) {
  std::map<std::string, ReadBlock> result;
  for (const PageBlock& block : blocks) result.emplace(block.name, ReadBlock::from_pieces(block.pieces));
  return result;
}

std::string page_text(const PageData& data, const PagePayload& payload, const Context& context = Context()) {
  std::ostringstream out;
  static_cast<void>(write_page(context, out, data, payload));
  return out.str();
}

TEST(PagePayload, KeepsPointsClustersAndLabels) {
  const SmallMap map;
  const auto blocks = read(PagePayload(map.multiplicity).blocks(Context(), map.data()));
  const ReadBlock& block = blocks.at("map");
  EXPECT_EQ(block.f32("x"), (std::vector<float>{0, 2.5F, 4}));
  EXPECT_EQ(block.f32("y"), (std::vector<float>{1, -3, 5}));
  EXPECT_EQ(block.varint("multiplicity"), (std::vector<std::uint64_t>{2, 1, 1}));
  EXPECT_EQ(block.varint("cluster"), (std::vector<std::uint64_t>{1, 0, 1}));
  EXPECT_EQ(block.raw("strength", "u8"), "\xFF\x40\x80");
  EXPECT_EQ(block.header["summary"]["left_out"][0], nlohmann::json::array({"rows", 7, "twice"}));
  EXPECT_EQ(block.header["clusters"].dump(), R"([[3,[[1,"x.dll"],[0,"y.dll"]]]])");
  EXPECT_EQ(block.header["layers"].dump(), R"([[[1.0,2.0,3.0,3,0,-1,[[1,"x.dll"]]]]])");
}

TEST(PagePayload, SortsRowsByBagAndStart) {
  const SmallMap map;
  PagePayload payload(map.multiplicity);
  PageProcess odd = process(2, "odd", 9'000'000);
  odd.pid_hash = "not a hash";
  odd.lineage_state = 1;
  odd.args = "";
  payload.add_process(odd);
  payload.add_process(process(0, "unknown start"));
  PageProcess upper = process(1, "noise", -5'000'000);
  upper.pid_hash = "00112233445566778899AABBCCDDEEFF";
  payload.add_process(upper);
  payload.add_process(process(0, "first", 2'000'999));
  const auto blocks = read(payload.blocks(Context(), map.data()));
  const ReadBlock& rows = blocks.at("processes");
  EXPECT_EQ(rows.varint("kept"), (std::vector<std::uint64_t>{2, 1, 1}));
  EXPECT_EQ(blocks.at("texts").texts("names"), (std::vector<std::string>{"first", "noise", "odd", "unknown start"}));
  EXPECT_EQ(rows.delta("name"), (std::vector<std::int64_t>{1, 4, 2, 3}));
  EXPECT_EQ(rows.delta("args"), (std::vector<std::int64_t>{0, 0, 0, 1}));
  EXPECT_EQ(rows.header["earliest"], -5000);
  EXPECT_EQ(rows.delta("started"), (std::vector<std::int64_t>{7001, 0, 1, 14001}));
  EXPECT_EQ(rows.raw("state", "u8"), std::string("\0\0\0\2", 4));
  EXPECT_EQ(rows.raw("hash_form", "u8"), std::string("\0\0\1\2", 4));
  EXPECT_EQ(rows.raw("hash", "u8").size(), 48U);
  EXPECT_EQ(rows.raw("hash", "u8").substr(0, 3), std::string("\x00\x11\x22", 3));
  EXPECT_EQ(rows.delta("hash_text"), (std::vector<std::int64_t>{0, 0, 0, 1}));
  EXPECT_EQ(blocks.at("texts").texts("hash_texts"), (std::vector<std::string>{"not a hash"}));
}

TEST(PagePayload, NumbersFeaturesByWeightHeaviestFirst) {
  const SmallMap map;
  const auto blocks = read(PagePayload(map.multiplicity).blocks(Context(), map.data()));
  const ReadBlock& block = blocks.at("features");
  // Heaviest first, ties by column: c (4), a (2), d (0.1), b (0.1).
  std::vector<std::string> ordered;
  for (const std::uint64_t name : block.varint("name")) ordered.push_back(block.texts("names")[name]);
  EXPECT_EQ(ordered, (std::vector<std::string>{"c", "a", "d", "b"}));
  EXPECT_EQ(block.varint("kept"), (std::vector<std::uint64_t>{2, 0, 3}));
  // {d, c} is {0, 2}; {d, b, a} is {1, 2, 3}: the first, then the steps less one.
  EXPECT_EQ(block.varint("steps"), (std::vector<std::uint64_t>{0, 1, 1, 0, 0}));
  EXPECT_EQ(block.f64("weight"), (std::vector<double>{4, 2, 0.1, 0.1}));
  EXPECT_FALSE(block.header["columns"].contains("counts")) << "every image was loaded once";
}

TEST(PagePayload, TellsCountsWhereAnImageWasLoadedMoreThanOnce) {
  SmallMap map;
  map.bags.value = {1, 1, 1, 5, 300};
  const auto blocks = read(PagePayload(map.multiplicity).blocks(Context(), map.data()));
  // {d, c} as {c, d}; {d, b, a} as {a, d, b}.
  EXPECT_EQ(blocks.at("features").varint("counts"), (std::vector<std::uint64_t>{1, 1, 300, 1, 5}));
}

TEST(PagePayload, LinksRowsToTheirParentsInEitherCaseOfLetters) {
  const SmallMap map;
  PagePayload payload(map.multiplicity);
  PageProcess child = process(2, "child", 9'000'000);
  child.pid_hash = "000000000000000000000000000000aa";
  child.parent_pid_hash = "00112233445566778899AABBCCDDEEFF";
  payload.add_process(child);
  PageProcess orphan = process(1, "orphan");
  orphan.pid_hash = "000000000000000000000000000000bb";
  orphan.parent_pid_hash = "000000000000000000000000000000cc";
  payload.add_process(orphan);
  PageProcess odd = process(0, "odd", 1'000'000);
  odd.pid_hash = odd.parent_pid_hash = "not a hash";
  payload.add_process(odd);
  payload.add_process(process(0, "parent", 2'000'000));
  const auto blocks = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(blocks.at("processes").delta("parent"), (std::vector<std::int64_t>{0, 0, 0, 2}));
}

TEST(PagePayload, KeepsWhatIsKnownOfAnEnd) {
  const SmallMap map;
  PagePayload payload(map.multiplicity);
  PageProcess ended = process(0, "ended", 2'000'000);
  ended.ended = 3'500'000;
  ended.exit_code = -5;
  ended.os_pid = 4;
  payload.add_process(ended);
  PageProcess impossible = process(0, "ended before it started", 2'000'001);
  impossible.ended = 1'000'000;
  impossible.exit_code = 0;
  payload.add_process(impossible);
  PageProcess unknown = process(1, "no start");
  unknown.ended = 1'000'000;
  unknown.exit_code = INT64_MIN;  // beyond what a page can hold
  payload.add_process(unknown);
  const auto blocks = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(blocks.at("processes").delta("lifetime"), (std::vector<std::int64_t>{1501, -1000, 0}));
  EXPECT_EQ(blocks.at("processes").delta("exit_code"), (std::vector<std::int64_t>{-5, 1, 0}));
  EXPECT_EQ(blocks.at("processes").delta("os_pid"), (std::vector<std::int64_t>{5, 0, 0}));
}

TEST(PagePayload, KeepsFlagsAndTheWordsForThem) {
  const SmallMap map;
  PageData data = map.data();
  data.lineage_flags = {"odd", "even"};
  data.terms = {{"odd", "gap", "not even"}};
  PagePayload payload(map.multiplicity);
  PageProcess flagged = process(1, "both");
  flagged.lineage_flags = 3;
  payload.add_process(flagged);
  payload.add_process(process(0, "neither"));
  const auto blocks = read(payload.blocks(Context(), data));
  const ReadBlock& rows = blocks.at("processes");
  EXPECT_EQ(rows.varint("flags"), (std::vector<std::uint64_t>{0, 3}));
  EXPECT_EQ(rows.header["lineage_flags"], nlohmann::json::array({"odd", "even"}));
  EXPECT_EQ(rows.header["terms"].dump(), R"([["odd","gap","not even"]])");
  EXPECT_THROW(static_cast<void>(payload.blocks(Context(), map.data())), std::logic_error) << "a flag without a name";
}

TEST(PagePayload, ListsTheNearestNeighboursOnly) {
  const SmallMap map;
  PageData data = map.data();
  Matrix<std::uint32_t> neighbours(3, 12, Neighbours::kNone);
  Matrix<float> distance(3, 12, 2.0F);
  neighbours(0, 0) = 2;
  distance(0, 0) = 0.12345F;
  neighbours(2, 0) = 0;
  distance(2, 0) = 0.5F;
  data.neighbours = &neighbours;
  data.neighbour_distance = &distance;
  const auto blocks = read(PagePayload(map.multiplicity).blocks(Context(), data));
  const ReadBlock& block = blocks.at("neighbours");
  EXPECT_EQ(block.header["count"], 10);
  std::vector<std::uint64_t> expected(30);
  expected[0] = 3;
  expected[20] = 1;
  EXPECT_EQ(block.varint("neighbour"), expected);
  expected[0] = 1235;
  expected[20] = 5000;
  EXPECT_EQ(block.varint("distance"), expected);
  data.neighbour_distance = nullptr;
  EXPECT_THROW(static_cast<void>(PagePayload(map.multiplicity).blocks(Context(), data)), std::logic_error);
}

TEST(PagePayload, KeepsTheHeaviestFeaturesWhenThereAreTooMany) {
  const SmallMap map;
  PageLimits limits;
  limits.bag_features = 4;
  const PagePayload payload(map.multiplicity, limits);
  const auto blocks = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(blocks.at("features").varint("kept"), (std::vector<std::uint64_t>{2, 0, 2}));
  EXPECT_EQ(blocks.at("features").varint("size"), (std::vector<std::uint64_t>{2, 0, 3}));
  EXPECT_EQ(blocks.at("features").varint("steps"), (std::vector<std::uint64_t>{0, 1, 1, 0}));
  EXPECT_EQ(payload.outcome(map.data()).features_left_out, 1U);
}

TEST(PagePayload, KeepsAsManyOfEachBagAsTheLimitAllowsAndCountsTheRest) {
  const SmallMap map;
  PageLimits limits;
  limits.processes = 3;
  PagePayload payload(map.multiplicity, limits);
  payload.add_process(process(0, "kept"));
  payload.add_process(process(0, "counted"));
  payload.add_process(process(1, "kept too"));
  payload.add_process(process(2, "and this"));
  const PageOutcome outcome = payload.outcome(map.data());
  EXPECT_EQ(outcome.processes_detailed, 3U);
  EXPECT_EQ(outcome.processes_counted, 1U);
  const auto blocks = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(blocks.at("processes").varint("kept"), (std::vector<std::uint64_t>{1, 1, 1}));
  EXPECT_EQ(blocks.at("map").header["outcome"]["processes_counted"], 1);
  EXPECT_EQ(blocks.at("texts").texts("names"), (std::vector<std::string>{"and this", "kept", "kept too"}));
}

TEST(PagePayload, ReplacesWhatIsNotUtf8Everywhere) {
  SmallMap map;
  map.names[1] = "bad\xFF";
  map.clusters[0].topic[0].name = "bad\xFF";
  PageData data = map.data();
  data.summary.title = "bad\xFF";
  data.summary.notes = {"bad\xFF"};
  data.lineage_states[0] = "bad\xFF";
  PagePayload payload(map.multiplicity);
  payload.add_process(process(0, "bad\xFF"));
  const auto blocks = read(payload.blocks(Context(), data));
  EXPECT_EQ(blocks.at("map").header["summary"]["title"], "bad\xEF\xBF\xBD");
  EXPECT_EQ(blocks.at("map").header["summary"]["notes"][0], "bad\xEF\xBF\xBD");
  EXPECT_EQ(blocks.at("map").header["clusters"][0][1][0][1], "bad\xEF\xBF\xBD");
  EXPECT_EQ(blocks.at("processes").header["lineage_states"][0], "bad\xEF\xBF\xBD");
  EXPECT_EQ(blocks.at("texts").texts("names")[0], "bad\xEF\xBF\xBD");
}

TEST(PagePayload, RefusesColumnsThatDoNotFit) {
  const SmallMap map;
  PagePayload payload(map.multiplicity);
  EXPECT_THROW(payload.add_process(process(3, "no such bag")), std::logic_error);
  PageProcess stateless = process(0, "state");
  stateless.lineage_state = 2;
  payload.add_process(stateless);
  EXPECT_THROW(static_cast<void>(payload.blocks(Context(), map.data())), std::logic_error);
  PageData data = map.data();
  data.strength = data.strength.first(2);
  EXPECT_THROW(static_cast<void>(PagePayload(map.multiplicity).blocks(Context(), data)), std::logic_error);
}

TEST(WritePage, GivesTheSameBytesForAnyNumberOfThreads) {
  const SmallMap map;
  std::vector<std::string> pages;
  for (const int threads : {1, 2, 5}) {
    const Context context({.threads = threads});
    PagePayload payload(map.multiplicity);
    for (const std::uint32_t bag : {0U, 2U, 1U, 0U})
      payload.add_process(process(bag, "p" + std::to_string(bag), 1'000));
    pages.push_back(page_text(map.data(), payload, context));
  }
  EXPECT_EQ(pages[0], pages[1]);
  EXPECT_EQ(pages[0], pages[2]);
}

TEST(WritePage, HoldsTelemetryAsBase64Only) {
  SmallMap map;
  map.names[0] = "</script><script>alert(1)</script>";
  PagePayload payload(map.multiplicity);
  payload.add_process(process(0, "<img src=x onerror=alert(1)>"));
  PageData data = map.data();
  data.summary.title = "</title><script>alert(1)</script> <!--proclens:map--> \xE2\x80\xAE & \"'";
  std::ostringstream out;
  const PageOutcome outcome = write_page(Context(), out, data, payload);
  const std::string page = out.str();
  EXPECT_EQ(outcome.bytes, page.size());
  EXPECT_NE(page.find("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &lt;!--proclens:map--&gt; "
                      "\\u{202E} &amp; &quot;&#39;</title>"),
            std::string::npos);
  EXPECT_EQ(page.find("alert(1)</script>"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_EQ(page.find("<!--proclens"), std::string::npos);

  // What was added to the template: the title and inert blocks of base64, nothing else.
  std::size_t blocks = 0;
  for (std::size_t at = 0; (at = page.find("<script type=\"application/octet-stream\"", at)) != std::string::npos;
       ++blocks) {
    const std::size_t start = page.find('>', at) + 1;
    const std::size_t end = page.find("</script>", start);
    EXPECT_EQ(page.substr(start, end - start)
                  .find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="),
              std::string::npos);
    at = end;
  }
  EXPECT_EQ(blocks, 6U);
}

TEST(WritePage, SaysWhenTheStreamFails) {
  const SmallMap map;
  const PagePayload payload(map.multiplicity);
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  try {
    static_cast<void>(write_page(Context(), out, map.data(), payload));
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::machine);
    EXPECT_NE(std::string(error.what()).find("map.html"), std::string::npos);
  }
}

TEST(PageTemplate, ForbidsEverythingButItsOwnScriptAndStyle) {
  const std::string page(map_template());
  EXPECT_NE(page.find("default-src 'none'; script-src 'sha256-"), std::string::npos);
  EXPECT_EQ(page.find("unsafe-inline"), std::string::npos);
  EXPECT_LT(page.find("Content-Security-Policy"), page.find("<script"));
  EXPECT_LT(page.size(), 1'200'000U);
}

TEST(PageTest, PageJsonSaysWhatTheHeadersOfThePageSay) {
  const SmallMap map;
  PageData data = map.data();
  data.lineage_flags = {"odd"};
  data.terms = {{"odd", "gap", "not even"}};
  PagePayload payload(map.multiplicity);
  for (const std::uint32_t bag : {0, 0, 1, 2}) payload.add_process(process(bag, "a"));
  const auto blocks = read(payload.blocks(Context(), data));
  nlohmann::json said = blocks.at("map").header;
  said.update(blocks.at("processes").header);
  for (const char* of_the_file : {"columns", "earliest"}) said.erase(of_the_file);
  EXPECT_EQ(nlohmann::json(page_json(data)), said);
}

}  // namespace
}  // namespace proclens
