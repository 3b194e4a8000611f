#include "compare/compare_files.hpp"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/text.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kCompareParquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
constexpr std::size_t kMovedListed = 10;
constexpr std::uint64_t kFewItems = 20;
constexpr double kMovedAgreement = 0.1;  // below it an item is said to have moved

void open_points_of_a(Database& database, const Comparison& comparison) {
  database.run("CREATE OR REPLACE VIEW compared_point AS SELECT * FROM read_parquet(" +
               sql_literal((comparison.a.folder / "points.parquet").string()) + ", hive_partitioning = false)");
}

void append_pairs(Database& database, const Comparison& comparison) {
  database.run(
      "CREATE OR REPLACE TABLE point_pair (bag_a INTEGER, bag_b INTEGER, cluster_a INTEGER, cluster_b INTEGER, "
      "agreement FLOAT, moved FLOAT)");
  const PointPairs& pairs = comparison.matched.pairs;
  TableAppender rows = database.append_to("point_pair");
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    rows.int32(static_cast<std::int32_t>(pairs.a[i]));
    rows.int32(static_cast<std::int32_t>(pairs.b[i]));
    rows.int32(comparison.a.cluster[pairs.a[i]]);
    rows.int32(comparison.b.cluster[pairs.b[i]]);
    if (std::isnan(comparison.agreement[i])) {
      rows.null();
    } else {
      rows.float32(comparison.agreement[i]);
    }
    rows.float32(comparison.moved[i]);
    rows.end_row();
  }
  rows.close();
}

/// The names of which most items moved, with how many did. Needs the table point_pair.
Json moved_json(Database& database) {
  Json list = Json::array();
  const std::vector<SqlValue> parameters = {kMovedAgreement, static_cast<std::int64_t>(kMovedListed)};
  Rows rows = database.query(sql("compare/moved_names"), parameters);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      list.push_back({{"process_name", chunk->valid(0, row) ? Json(valid_utf8(chunk->text(0, row))) : Json()},
                      {"items", chunk->int64(1)[row]},
                      {"moved", chunk->int64(2)[row]}});
    }
  }
  return list;
}

Json map_json(const ComparedMap& map) {
  return {{"folder", valid_utf8(map.folder.filename().string())},
          {"title", map.title},
          {"lens", map.lens},
          {"object", {{"one", map.object_one}, {"many", map.object_many}}},
          {"points", map.points()},
          {"clusters", map.clusters}};
}

/// The noun of what was matched.
Json item_noun(const Comparison& comparison) {
  switch (comparison.matched.match) {
    case MatchedBy::process:
      return {{"one", "process"}, {"many", "processes"}};
    case MatchedBy::object:
      return {{"one", comparison.a.object_one}, {"many", comparison.a.object_many}};
    case MatchedBy::bag:
      break;
  }
  return {{"one", "bag"}, {"many", "bags"}};
}

std::string per_cent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f%%", 100 * share);
  return text;
}

/// "images", or "images (week 1)" where both maps are of one lens.
std::string name_in_text(const Json& map, const Json& other) {
  const auto lens = map.at("lens").get<std::string>();
  const auto folder = map.at("folder").get<std::string>();
  const auto title = map.at("title").get<std::string>();
  if (map.at("folder") != other.at("folder")) return printable(folder);
  return printable(title == other.at("title").get<std::string>() ? lens : title);
}

/// "; 3 only on images, 5 only on commands", without what is 0.
std::string only_on(std::uint64_t only_a, const std::string& a, std::uint64_t only_b, const std::string& b) {
  std::string text;
  for (const auto& [count, map] : {std::pair(only_a, a), std::pair(only_b, b)}) {
    if (count > 0) text += (text.empty() ? "; " : ", ") + with_separators(count) + " only on " + map;
  }
  return text;
}

}  // namespace

nlohmann::ordered_json compare_json(Database& database, const Comparison& comparison, const std::string& title) {
  append_pairs(database, comparison);
  open_points_of_a(database, comparison);
  return {{"kind", "compare"},
          {"version", 1},
          {"title", title},
          {"matched_by", name_of(comparison.matched.match)},
          {"item", item_noun(comparison)},
          {"a", map_json(comparison.a)},
          {"b", map_json(comparison.b)},
          {"items", comparison.matched.items},
          {"only_a", comparison.matched.only_a},
          {"only_b", comparison.matched.only_b},
          {"neighbours", comparison.neighbours},
          {"mean_agreement", comparison.mean_agreement ? Json(*comparison.mean_agreement) : Json()},
          {"disparity", comparison.places.alignment.disparity},
          {"moved", moved_json(database)}};
}

nlohmann::ordered_json compare_page_json(const nlohmann::ordered_json& compare) {
  Json page = {{"format", 1}};
  for (const char* member : {"title", "matched_by", "item", "items", "only_a", "only_b", "neighbours", "mean_agreement",
                             "disparity", "a", "b"}) {
    page[member] = compare.at(member);
  }
  return page;
}

void write_compare_tables(Database& database, const Comparison& comparison, const OutputFolder& output) {
  const std::string agreement = sql("compare/agreement_" + std::string(name_of(comparison.matched.match)));
  copy_to_file(database, agreement, output.file("agreement.parquet"), kCompareParquet);
  copy_to_file(database, sql("compare/clusters"), output.file("clusters.parquet"), kCompareParquet);
}

std::string compare_text(const nlohmann::ordered_json& compare) {
  const std::string a = name_in_text(compare.at("a"), compare.at("b"));
  std::string b = name_in_text(compare.at("b"), compare.at("a"));
  if (a == b) b = "the other";
  const auto one = compare.at("item").at("one").get<std::string>();
  const auto many = compare.at("item").at("many").get<std::string>();
  const auto number = [&](const char* member) { return compare.at(member).get<std::uint64_t>(); };
  std::string text = counted(number("items"), one, many) + " on both " + a + " and " + b +
                     only_on(number("only_a"), a, number("only_b"), b) + "\n";
  if (number("items") < kFewItems) text += "so few in common that their agreement says little\n";
  const std::string k = std::to_string(number("neighbours"));
  if (compare.at("mean_agreement").is_number()) {
    text += "of a " + one + "'s " + k + " nearest on " + a + ", " +
            per_cent(compare.at("mean_agreement").get<double>()) + " are among its " + k + " nearest on " + b +
            " (on average)\n";
  } else {
    text += "no " + one + " has neighbours on both\n";
  }
  if (!compare.at("moved").empty()) text += "\n" + many + " with less than a tenth of their neighbours in common\n";
  for (const Json& moved : compare.at("moved")) {
    const auto count = [&](const char* member) { return with_separators(moved.at(member).get<std::uint64_t>()); };
    char line[128];
    std::snprintf(line, sizeof line, "  %9s of %9s   ", count("moved").c_str(), count("items").c_str());
    text += line;
    text += moved.at("process_name").is_string() ? printable(moved.at("process_name").get<std::string>()) : "(no name)";
    text += "\n";
  }
  return text;
}

}  // namespace proclens
