#include "atlas/page/page.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "atlas/page/page_header.hpp"
#include "atlas/page/page_reader.hpp"
#include "atlas/page/page_template.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "proclens/neighbours.hpp"
#include "table/arrow_reader.hpp"

namespace proclens {
namespace {

constexpr std::string_view kHash = "00112233445566778899aabbccddeeff";

/// Three bags over four features; the first stands for two processes.
struct SmallMap {
  std::vector<float> positions = {0, 1, 2.5F, -3, 4, 5};
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
    data.positions = positions;
    data.multiplicity = multiplicity;
    data.members = multiplicity;
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

/// The contents of the page, read back.
class ReadPage {
 public:
  explicit ReadPage(const std::vector<PageBlock>& blocks) {
    for (const PageBlock& block : blocks) bytes_[block.name] = block_bytes(block.pieces);
  }

  [[nodiscard]] bool has(const std::string& name) const { return bytes_.contains(name); }
  [[nodiscard]] nlohmann::json header() const { return nlohmann::json::parse(bytes_.at("map")); }
  [[nodiscard]] ReadStream table(const std::string& name) const { return read_stream(bytes_.at(name)); }
  [[nodiscard]] std::vector<std::int64_t> whole(const std::string& table_name, const std::string& column) const {
    return table(table_name).at(column).whole;
  }
  [[nodiscard]] std::vector<std::string> texts(const std::string& field) const {
    return table("texts/" + field).at("text").text;
  }
  /// Numbers of the table `processes`; nullopt for missing ones.
  [[nodiscard]] std::vector<std::optional<double>> numbers(const std::string& column) const {
    std::vector<std::optional<double>> values;
    const ReadStream processes = table("processes");
    for (const double value : processes.at(column).real) {
      values.push_back(std::isnan(value) ? std::nullopt : std::optional(value));
    }
    return values;
  }

 private:
  std::map<std::string, std::string> bytes_;
};

ReadPage read(const std::vector<PageBlock>& blocks) { return ReadPage(blocks); }

using Whole = std::vector<std::int64_t>;
using Numbers = std::vector<std::optional<double>>;

std::string page_text(const PageData& data, PagePayload& payload, const Context& context = Context()) {
  std::ostringstream out;
  static_cast<void>(write_page(context, out, data, payload));
  return out.str();
}

TEST(PagePayload, KeepsPointsClustersAndLabels) {
  const SmallMap map;
  const ReadPage page = read(PagePayload(map.multiplicity).blocks(Context(), map.data()));
  const ReadStream points = page.table("points");
  EXPECT_EQ(points.at("x").real, (std::vector<double>{0, 2.5, 4}));
  EXPECT_EQ(points.at("y").real, (std::vector<double>{1, -3, 5}));
  EXPECT_EQ(points.at("multiplicity").whole, (Whole{2, 1, 1}));
  EXPECT_EQ(points.at("members").whole, (Whole{2, 1, 1}));
  EXPECT_EQ(points.at("cluster").whole, (Whole{0, -1, 0}));
  EXPECT_EQ(points.at("strength").whole, (Whole{255, 64, 128}));
  EXPECT_EQ(page.header()["summary"]["left_out"][0], nlohmann::json::array({"rows", 7, "twice"}));
  EXPECT_EQ(page.header()["clusters"].dump(), R"([[3,[[1,"x.dll"],[0,"y.dll"]]]])");
  EXPECT_EQ(page.header()["layers"].dump(), R"([[[1.0,2.0,3.0,3,0,-1,[[1,"x.dll"]]]]])");
  EXPECT_FALSE(page.has("objects"));
}

TEST(PagePayload, UsesTheNounsOfTheLens) {
  const SmallMap map;
  PageData data = map.data();
  const auto lens = [&] { return read(PagePayload(map.multiplicity).blocks(Context(), data)).header()["lens"].dump(); };
  EXPECT_EQ(lens(), R"({"feature":{"many":"images","one":"image"},"feature_label":"last_path_part","name":"images",)"
                    R"("object":{"many":"processes","one":"process"},"objects_are_processes":true})");
  data.lens = {"commands", {"command line", "command lines"}, {"token", "tokens"}, "whole", false};
  EXPECT_EQ(lens(), R"({"feature":{"many":"tokens","one":"token"},"feature_label":"whole","name":"commands",)"
                    R"("object":{"many":"command lines","one":"command line"},"objects_are_processes":false})");
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
  const ReadPage page = read(payload.blocks(Context(), map.data()));
  const ReadStream rows = page.table("processes");
  EXPECT_EQ(rows.at("point").whole, (Whole{0, 0, 1, 2}));
  EXPECT_EQ(page.texts("name"), (std::vector<std::string>{"first", "noise", "odd", "unknown start"}));
  EXPECT_EQ(rows.at("name").whole, (Whole{1, 4, 2, 3}));
  EXPECT_EQ(rows.at("args").whole, (Whole{0, 0, 0, 1}));
  EXPECT_EQ(page.numbers("started"), (Numbers{2000, {}, -5000, 9000}));
  EXPECT_EQ(rows.at("state").whole, (Whole{0, 0, 0, 2}));
  EXPECT_EQ(rows.at("hash_form").whole, (Whole{0, 0, 1, 2}));
  EXPECT_EQ(rows.at("hash_high").whole, (Whole{0x0011223344556677, 0x0011223344556677, 0x0011223344556677, 0}));
  EXPECT_EQ(static_cast<std::uint64_t>(rows.at("hash_low").whole[0]), 0x8899AABBCCDDEEFFULL);
  EXPECT_EQ(rows.at("hash_text").whole, (Whole{0, 0, 0, 1}));
  EXPECT_EQ(page.texts("hash_text"), (std::vector<std::string>{"not a hash"}));
  EXPECT_FALSE(rows.columns.contains("object"));
}

/// Two command lines with one bag, one with another; the second was run twice, the third has no name.
TEST(PagePayload, DistinguishesObjectsFromTheirMemberProcesses) {
  const SmallMap map;
  const std::vector<std::uint32_t> members = {3, 0, 1};
  const std::vector<PageObject> objects = {{2, ""}, {0, "net view"}, {0, "net use"}};
  PageData data = map.data();
  data.lens = {"commands", {"command line", "command lines"}, {"token", "tokens"}, "whole", false};
  data.members = members;
  data.objects = objects;
  PagePayload payload(members, {}, {.objects = true});
  const auto add = [&](std::uint32_t bag, std::uint32_t object, std::string_view name, std::int64_t started) {
    PageProcess row = process(bag, name, started);
    row.object = object;
    payload.add_process(row);
  };
  add(0, 2, "c", 1'000'000);
  add(2, 0, "d", 1'000'000);
  add(0, 1, "b", 3'000'000);
  add(0, 1, "a", 2'000'000);
  const ReadPage page = read(payload.blocks(Context(), data));
  EXPECT_EQ(page.whole("points", "multiplicity"), (Whole{2, 1, 1}));
  EXPECT_EQ(page.whole("points", "members"), (Whole{3, 0, 1}));
  EXPECT_EQ(page.whole("objects", "point"), (Whole{0, 0, 2}));
  EXPECT_EQ(page.texts("object"), (std::vector<std::string>{"", "net use", "net view"}));
  EXPECT_EQ(page.whole("objects", "name"), (Whole{3, 2, 1}));
  EXPECT_EQ(page.texts("name"), (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(page.whole("processes", "name"), (Whole{1, 2, 3, 4})) << "by point, object and start";
  EXPECT_EQ(page.whole("processes", "object"), (Whole{0, 0, 1, 2}));

  add(1, 3, "of no object", 0);
  EXPECT_THROW(static_cast<void>(payload.blocks(Context(), data)), std::logic_error);
  const std::vector<PageObject> elsewhere = {{3, "in no bag"}};
  data.objects = elsewhere;
  EXPECT_THROW(static_cast<void>(PagePayload(members, {}, {.objects = true}).blocks(Context(), data)),
               std::logic_error);
}

TEST(PagePayload, HasNoveltyOnlyWithAHunt) {
  const SmallMap map;
  const std::string reasons = "</script> is new\nloads a.dll";
  const std::string labels = "=rare()\n</script>";
  PageData data = map.data();
  const auto with = [&](RowColumns columns) {
    PagePayload payload(map.multiplicity, {}, columns);
    payload.add_process(process(2, "c"));
    PageProcess rare = process(0, "a", 2'000'000);
    rare.novelty = 1234;
    rare.finding = 1;
    rare.reasons = reasons;
    rare.labels = labels;
    payload.add_process(rare);
    PageProcess common = process(0, "b", 1'000'000);
    common.novelty = 0;
    payload.add_process(common);
    return payload.blocks(Context(), data);
  };
  const ReadPage without = read(with({}));
  EXPECT_FALSE(without.has("texts/reasons"));
  EXPECT_FALSE(without.has("texts/labels"));
  EXPECT_FALSE(without.table("processes").columns.contains("novelty"));
  EXPECT_FALSE(without.header().contains("hunt"));
  EXPECT_THROW(static_cast<void>(with({.novelty = true})), std::logic_error);

  data.hunt = R"({"findings":[{"id":"1"}]})";
  EXPECT_THROW(static_cast<void>(with({})), std::logic_error);
  const ReadPage page = read(with({.novelty = true}));
  EXPECT_EQ(page.header()["hunt"], nlohmann::json::parse(data.hunt));
  EXPECT_EQ(page.whole("processes", "novelty"), (Whole{0, 1234, -1}));
  EXPECT_EQ(page.whole("processes", "finding"), (Whole{0, 1, 0}));
  EXPECT_EQ(page.whole("processes", "reasons"), (Whole{0, 1, 0}));
  EXPECT_EQ(page.texts("reasons"), std::vector<std::string>{reasons});
  EXPECT_EQ(page.whole("processes", "labels"), (Whole{0, 1, 0}));
  EXPECT_EQ(page.texts("labels"), std::vector<std::string>{labels});
}

TEST(PagePayload, NumbersFeaturesByWeightHeaviestFirst) {
  const SmallMap map;
  const ReadPage page = read(PagePayload(map.multiplicity).blocks(Context(), map.data()));
  // Heaviest first, ties by column: c (4), a (2), d (0.1), b (0.1).
  EXPECT_EQ(page.table("features").at("name").text, (std::vector<std::string>{"c", "a", "d", "b"}));
  EXPECT_EQ(page.table("features").at("weight").real, (std::vector<double>{4, 2, 0.1, 0.1}));
  EXPECT_EQ(page.table("bags").at("features").whole_list, (std::vector<Whole>{{0, 2}, {}, {1, 2, 3}}));
  EXPECT_EQ(page.table("bags").at("counts").whole_list, (std::vector<Whole>{{1, 1}, {}, {1, 1, 1}}));
}

TEST(PagePayload, ListsCountsIfAFeatureOccursMoreThanOnce) {
  SmallMap map;
  map.bags.value = {1, 1, 1, 5, 300};
  const ReadPage page = read(PagePayload(map.multiplicity).blocks(Context(), map.data()));
  // {d, c} as {c, d}; {d, b, a} as {a, d, b}.
  EXPECT_EQ(page.table("bags").at("counts").whole_list, (std::vector<Whole>{{1, 1}, {}, {300, 1, 5}}));
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
  const ReadPage page = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(page.whole("processes", "parent"), (Whole{-1, -1, -1, 1}));
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
  unknown.exit_code = INT64_MIN;  // beyond what a page can represent
  payload.add_process(unknown);
  const ReadPage page = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(page.numbers("lifetime"), (Numbers{1500, -1000, {}}));
  EXPECT_EQ(page.numbers("exit_code"), (Numbers{-5, 0, {}}));
  EXPECT_EQ(page.numbers("os_pid"), (Numbers{4, {}, {}}));
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
  const ReadPage page = read(payload.blocks(Context(), data));
  EXPECT_EQ(page.whole("processes", "flags"), (Whole{0, 3}));
  EXPECT_EQ(page.header()["lineage_flags"], nlohmann::json::array({"odd", "even"}));
  EXPECT_EQ(page.header()["terms"].dump(), R"([["odd","gap","not even"]])");
  EXPECT_THROW(static_cast<void>(payload.blocks(Context(), map.data())), std::logic_error) << "a flag without a name";
}

TEST(PagePayload, ListsTheNearestNeighboursOnly) {
  const SmallMap map;
  PageData data = map.data();
  Matrix<std::uint32_t> neighbours(3, 12, Neighbours::kNone);
  Matrix<float> distance(3, 12, 2.0F);
  neighbours(0, 0) = 2;
  distance(0, 0) = 0.12345F;
  for (std::size_t k = 0; k < 12; ++k) neighbours(2, k) = 0;
  distance(2, 0) = 0.5F;
  data.neighbours = &neighbours;
  data.neighbour_distance = &distance;
  const ReadStream near = read(PagePayload(map.multiplicity).blocks(Context(), data)).table("neighbours");
  EXPECT_EQ(near.at("neighbour").whole_list, (std::vector<Whole>{{2}, {}, Whole(10, 0)}));
  EXPECT_EQ(near.at("distance").whole_list[0], (Whole{1235}));
  EXPECT_EQ(near.at("distance").whole_list[2].at(0), 5000);
  data.neighbour_distance = nullptr;
  EXPECT_THROW(static_cast<void>(PagePayload(map.multiplicity).blocks(Context(), data)), std::logic_error);
}

TEST(PagePayload, KeepsTheHeaviestFeaturesWhenThereAreTooMany) {
  const SmallMap map;
  PageLimits limits;
  limits.bag_features = 4;
  PagePayload payload(map.multiplicity, limits);
  const ReadStream bags = read(payload.blocks(Context(), map.data())).table("bags");
  EXPECT_EQ(bags.at("features").whole_list, (std::vector<Whole>{{0, 2}, {}, {1, 2}}));
  EXPECT_EQ(bags.at("size").whole, (Whole{2, 0, 3}));
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
  const ReadPage page = read(payload.blocks(Context(), map.data()));
  EXPECT_EQ(page.whole("processes", "point"), (Whole{0, 1, 2}));
  EXPECT_EQ(page.header()["outcome"]["processes_counted"], 1);
  EXPECT_EQ(page.texts("name"), (std::vector<std::string>{"and this", "kept", "kept too"}));
}

TEST(PagePayload, SaysBeforeWhichRowsItKeeps) {
  const SmallMap map;
  PageLimits limits;
  limits.processes = 3;
  const std::vector<PageProcess> rows = {process(2, "and this"), process(0, "kept"), process(0, "counted"),
                                         process(1, "kept too")};
  PagePayload all(map.multiplicity, limits);
  for (const PageProcess& row : rows) all.add_process(row);
  PagePayload some(map.multiplicity, limits);
  const std::vector<std::uint32_t> bag_of_row = {2, 0, 0, 1};
  const std::vector<std::uint32_t> kept = some.kept(bag_of_row);
  EXPECT_EQ(kept, (std::vector<std::uint32_t>{0, 1, 3}));
  for (const std::uint32_t row : kept) some.add_process(rows[row]);
  EXPECT_EQ(some.outcome(map.data()).processes_counted, 1U);
  EXPECT_TRUE(page_text(map.data(), some) == page_text(map.data(), all));
  const std::vector<std::uint32_t> unknown = {3};
  EXPECT_THROW(static_cast<void>(some.kept(unknown)), std::logic_error);
}

TEST(PagePayload, CutsLongTextsAndSaysHowLongTheyWere) {
  const SmallMap map;
  PageLimits limits;
  limits.text_bytes = 4;
  PagePayload payload(map.multiplicity, limits);
  payload.add_process(process(0, "cut here"));
  payload.add_process(process(1, "not"));
  const ReadStream names = read(payload.blocks(Context(), map.data())).table("texts/name");
  EXPECT_EQ(names.at("text").text, (std::vector<std::string>{"cut ", "not"}));
  EXPECT_EQ(names.at("whole").whole, (Whole{8, 0}));
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
  const ReadPage page = read(payload.blocks(Context(), data));
  EXPECT_EQ(page.header()["summary"]["title"], "bad\xEF\xBF\xBD");
  EXPECT_EQ(page.header()["summary"]["notes"][0], "bad\xEF\xBF\xBD");
  EXPECT_EQ(page.header()["clusters"][0][1][0][1], "bad\xEF\xBF\xBD");
  EXPECT_EQ(page.header()["lineage_states"][0], "bad\xEF\xBF\xBD");
  EXPECT_EQ(page.texts("name")[0], "bad\xEF\xBF\xBD");
  EXPECT_EQ(page.table("features").at("name").text[0], "bad\xEF\xBF\xBD");
}

TEST(PagePayload, RejectsColumnsThatDoNotMatch) {
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

  // All that was added to the template is the title and inert blocks of base64.
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
  EXPECT_EQ(blocks, 12U);
}

TEST(WritePage, SaysWhenTheStreamFails) {
  const SmallMap map;
  PagePayload payload(map.multiplicity);
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
  EXPECT_LT(page.size(), 1'300'000U);
}

TEST(PageTest, PageJsonIsTheHeaderOfAPageThatLeavesNothingOut) {
  const SmallMap map;
  PageData data = map.data();
  data.lineage_flags = {"odd"};
  data.terms = {{"odd", "gap", "not even"}};
  PagePayload payload(map.multiplicity);
  for (const std::uint32_t bag : {0, 0, 1, 2}) payload.add_process(process(bag, "a"));
  EXPECT_EQ(nlohmann::json(page_json(data, whole_outcome(data))), read(payload.blocks(Context(), data)).header());
}

}  // namespace
}  // namespace proclens
