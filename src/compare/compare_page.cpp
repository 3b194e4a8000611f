#include "compare/compare_page.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "atlas/page/page.hpp"
#include "atlas/page/page_labels.hpp"
#include "atlas/page/page_template.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "serve/map/map_tables.hpp"
#include "serve/map/spill_folder.hpp"
#include "serve/map/stored_map_page.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kTextBytesOfLargeMaps = 1024;

std::int32_t ten_thousandths(double value) {
  constexpr double kMost = 2'000'000'000;
  return static_cast<std::int32_t>(std::lround(std::min(value * 10'000, kMost)));
}

std::string pairs_stream(const Comparison& comparison) {
  const PointPairs& pairs = comparison.matched.pairs;
  const std::vector<std::int32_t> a(pairs.a.begin(), pairs.a.end());
  const std::vector<std::int32_t> b(pairs.b.begin(), pairs.b.end());
  const std::vector<std::int32_t> items(pairs.items.begin(), pairs.items.end());
  std::vector<std::int32_t> agreement(pairs.size());
  std::vector<std::int32_t> moved(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    agreement[i] = std::isnan(comparison.agreement[i]) ? -1 : ten_thousandths(comparison.agreement[i]);
    moved[i] = ten_thousandths(comparison.moved[i]);
  }
  return arrow_stream(
      std::vector<NamedValues>{{"a", a}, {"b", b}, {"items", items}, {"agreement", agreement}, {"moved", moved}});
}

// ---- labels at the new places --------------------------------------------------------------------------------------

/// Per label, numbered across all layers, the clusters in its group.
std::vector<std::vector<std::size_t>> clusters_of_labels(const Json& layers) {
  std::vector<std::int64_t> parent;
  std::vector<std::int64_t> cluster;
  for (const Json& layer : layers) {
    for (const Json& label : layer) {
      cluster.push_back(label.at(4).get<std::int64_t>());
      parent.push_back(label.at(5).get<std::int64_t>());
    }
  }
  std::vector<std::vector<std::size_t>> clusters(parent.size());
  for (std::size_t label = 0; label < parent.size(); ++label) {
    if (cluster[label] < 0) continue;
    // Parents are in coarser layers, which come first: their numbers are lower.
    auto above = static_cast<std::int64_t>(label);
    while (above >= 0) {
      clusters[static_cast<std::size_t>(above)].push_back(static_cast<std::size_t>(cluster[label]));
      const std::int64_t next = parent[static_cast<std::size_t>(above)];
      if (next >= above) break;
      above = next;
    }
  }
  return clusters;
}

/// The point that a label was at: labels are always at one.
std::uint32_t point_at(const ComparedMap& map, float x, float y) {
  const auto distance = [&](std::size_t point) {
    const double dx = map.positions(point, 0) - x;
    const double dy = map.positions(point, 1) - y;
    return dx * dx + dy * dy;
  };
  std::size_t nearest = 0;
  for (std::size_t point = 1; point < map.points(); ++point) {
    if (distance(point) < distance(nearest)) nearest = point;
  }
  return static_cast<std::uint32_t>(nearest);
}

/// Moves the labels of a header to where their groups are now.
void move_labels(const ComparedMap& map, const Matrix<float>& positions, Json& header) {
  std::vector<std::vector<std::uint32_t>> members(map.clusters);
  for (std::size_t point = 0; point < map.points(); ++point) {
    if (map.cluster[point] >= 0)
      members[static_cast<std::size_t>(map.cluster[point])].push_back(static_cast<std::uint32_t>(point));
  }
  const std::vector<std::vector<std::size_t>> clusters = clusters_of_labels(header.at("layers"));
  std::size_t number = 0;
  for (Json& layer : header.at("layers")) {
    for (Json& label : layer) {
      std::vector<std::uint32_t> group;
      for (const std::size_t cluster : clusters[number++]) {
        const auto& of_cluster = members.at(cluster);
        group.insert(group.end(), of_cluster.begin(), of_cluster.end());
      }
      if (group.empty()) {
        const std::uint32_t point = point_at(map, label.at(0).get<float>(), label.at(1).get<float>());
        label[0] = positions(point, 0);
        label[1] = positions(point, 1);
        continue;
      }
      const LabelPlace place = label_place(positions, map.multiplicity, group);
      label[0] = place.x;
      label[1] = place.y;
      label[2] = place.radius;
    }
  }
}

void move_points(Database& database, const Matrix<float>& positions) {
  database.run("CREATE TABLE new_place (bag INTEGER, x FLOAT, y FLOAT)");
  TableAppender rows = database.append_to("new_place");
  for (std::size_t point = 0; point < positions.rows(); ++point) {
    rows.int32(static_cast<std::int32_t>(point));
    rows.float32(positions(point, 0));
    rows.float32(positions(point, 1));
    rows.end_row();
  }
  rows.close();
  database.run(
      "CREATE OR REPLACE TABLE point AS SELECT p.* REPLACE (n.x AS x, n.y AS y) FROM point p JOIN new_place n USING "
      "(bag) ORDER BY bag");
}

// ---- the blocks of a map -------------------------------------------------------------------------------------------

/// Leaves out rows beyond the page's limit and says so in the header.
void keep_to_limit(std::size_t points, MapTables& tables, Json& header) {
  const PageLimits limits;
  std::vector<std::uint64_t> sizes(points, 0);
  for (const std::int32_t point : tables.processes.rows.point) ++sizes[static_cast<std::size_t>(point)];
  const std::uint64_t all = tables.processes.rows.size();
  tables.processes.rows.keep_per_point(largest_cap(sizes, limits.processes));
  header["outcome"]["processes_detailed"] = tables.processes.rows.size();
  header["outcome"]["processes_counted"] = all - tables.processes.rows.size();
}

/// The blocks of a map's page under `prefix`.
/// @param positions the new places of its points; nullptr: as recorded
std::vector<PageBlock> blocks_of(const Context& context, const ComparedMap& map, const Matrix<float>* positions,
                                 const std::string& prefix, std::uint64_t database_bytes) {
  const SpillFolder spill;
  Database database({context.threads(), database_bytes, spill.path(), false, context.cancel_flag()});
  const PageLimits limits;
  const bool is_large = database.number("SELECT count(*) FROM read_parquet($1)",
                                        std::vector<SqlValue>{(map.folder / "points.parquet").string()}) >
                        static_cast<std::int64_t>(limits.processes);
  MapTables tables = read_map_tables(context, database, map.folder, map.folder.parent_path() / "hunt",
                                     is_large ? kTextBytesOfLargeMaps : limits.text_bytes);
  Json header = Json::parse(tables.page_json);
  if (is_large) keep_to_limit(map.points(), tables, header);
  if (positions != nullptr) {
    move_points(database, *positions);
    move_labels(map, *positions, header);
  }
  tables.page_json = header.dump();
  std::vector<PageBlock> blocks = stored_map_blocks(context, database, tables);
  for (PageBlock& block : blocks) block.name = prefix + block.name;
  return blocks;
}

void move_blocks(std::vector<PageBlock>& from, std::size_t begin, std::size_t end, std::vector<PageBlock>& to) {
  std::move(from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end),
            std::back_inserter(to));
}

}  // namespace

void write_compare_page(const Context& context, const Comparison& comparison, std::string_view compare_json,
                        const ComparePageOptions& options, std::ostream& out) {
  std::vector<PageBlock> of_a = blocks_of(context, comparison.a, nullptr, "a/", options.database_bytes);
  std::vector<PageBlock> of_b =
      blocks_of(context, comparison.b, &comparison.places.positions, "b/", options.database_bytes);
  std::vector<PageBlock> first = {{"compare", compressed_pieces(context, compare_json)},
                                  {"pairs", compressed_pieces(context, pairs_stream(comparison))}};
  std::vector<PageBlock> details;
  for (std::vector<PageBlock>* blocks : {&of_a, &of_b}) {
    move_blocks(*blocks, 0, kFirstMapBlocks, first);
    move_blocks(*blocks, kFirstMapBlocks, blocks->size(), details);
  }
  const std::string title = Json::parse(compare_json).at("title").get<std::string>();
  static_cast<void>(write_block_page(out, {compare_template(), "compare", title, options.links, first, details}));
}

}  // namespace proclens
