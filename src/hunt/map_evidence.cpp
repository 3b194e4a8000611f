#include "hunt/map_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/elementary.hpp"
#include "core/text.hpp"
#include "lens/lens_bags.hpp"
#include "lens/user_lens.hpp"
#include "placement/nearest_on_map.hpp"
#include "placement/placed_objects.hpp"
#include "placement/recorded_map.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr double kUsualShare = 0.99;

/// The process with the lowest hash of each bag.
std::vector<MapExample> read_map_examples(Database& database, const RecordedMap& map) {
  std::vector<MapExample> examples(map.bags.distinct());
  Rows rows =
      database.query("SELECT bag, min(pid_hash), coalesce(arg_min(process_name, pid_hash), '') FROM read_parquet(" +
                     sql_literal((map.folder / "points.parquet").string()) + ") GROUP BY bag");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto bag = static_cast<std::size_t>(chunk->int32(0)[row]);
      if (bag < examples.size()) {
        examples[bag] = {valid_utf8(chunk->text(1, row)), valid_utf8(chunk->text(2, row))};
      }
    }
  }
  return examples;
}

}  // namespace

float MapEvidence::usual_distance() const {
  if (within_map.empty()) return 0;
  const auto index = static_cast<std::size_t>(std::ceil(kUsualShare * static_cast<double>(within_map.size()))) - 1;
  return within_map[index];
}

double MapEvidence::nats(float of_distance) const {
  const auto farther = within_map.end() - std::ranges::lower_bound(within_map, of_distance);
  return -reproducible::log(static_cast<double>(farther + 1) / static_cast<double>(within_map.size() + 1));
}

MapEvidence read_map_evidence(const Context& context, Database& database, const std::filesystem::path& folder,
                              std::uint64_t processes) {
  const Stage stage(context, "compare with map");
  const RecordedMap map = read_recorded_map(database, folder);
  if (is_users(map.lens)) {
    throw Error(Fault::usage, "the map was made with a lens of your own, which a hunt does not count by",
                "Give a map that was made with a lens of proclens.");
  }
  const LensBags bags = lens_bags(context, database, map.lens, processes);
  require_counted_rows(bags);
  const PlacedObjects placed = place_objects(context, database, map, bags);
  NearestOnMap nearest = nearest_on_map(context, map, placed);
  MapEvidence evidence;
  evidence.title = map.title;
  evidence.features = map.lens.feature.many;
  evidence.bag.assign(processes, -1);
  evidence.distance.assign(processes, 0);
  evidence.examples = read_map_examples(database, map);
  evidence.within_map = std::move(nearest.within_map);
  for (std::size_t process = 0; process < processes; ++process) {
    const std::uint32_t object = bags.object_of[process];
    if (object == LensBags::kNoObject || placed.bag_of[object] == PlacedObjects::kNoPlace) continue;
    const std::uint32_t bag = placed.bag_of[object];
    evidence.bag[process] = static_cast<std::int32_t>(nearest.bag[bag]);
    evidence.distance[process] = nearest.distance[bag];
  }
  return evidence;
}

}  // namespace proclens
