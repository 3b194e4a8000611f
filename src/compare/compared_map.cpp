#include "compare/compared_map.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMostNeighbours = 10'000;

[[noreturn]] void refuse_compared(const fs::path& file, const std::string& why) {
  throw Error(Fault::data, printable(file.string(), 4096) + " " + why,
              "Make the map again with this version of proclens.");
}

Json read_compared_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw Error(Fault::data, printable(folder.string(), 4096) + " is not a map: it has no manifest.json",
                "Give the folder that 'proclens map' wrote for a lens, such as OUT/images.");
  }
  Json manifest = Json::parse(stream, nullptr, false);
  if (!manifest.is_object()) refuse_compared(file, "is damaged");
  return manifest;
}

/// What the manifest says of the lens and of the layout.
void take_manifest(const Json& manifest, ComparedMap& map) try {
  map.title = valid_utf8(manifest.at("title").get<std::string>());
  const Json& lens = manifest.at("lens");
  map.lens = valid_utf8(lens.at("name").get<std::string>());
  map.object_one = valid_utf8(lens.at("object").at("one").get<std::string>());
  map.object_many = valid_utf8(lens.at("object").at("many").get<std::string>());
  map.objects_are_processes = lens.at("objects_are_processes").get<bool>();
  const Json& parameters = manifest.at("parameters");
  map.layout.neighbours = parameters.at("neighbors").get<std::size_t>();
  map.layout.min_dist = parameters.at("min_dist").get<double>();
  map.layout.seed = parameters.at("seed").get<std::uint64_t>();
  map.clusters = manifest.at("counts").at("clusters").get<std::size_t>();
  if (!map.layout.validate().empty() || map.layout.neighbours > kMostNeighbours) {
    refuse_compared(map.folder / "manifest.json", "has parameters that no map has");
  }
} catch (const Json::exception&) {
  refuse_compared(map.folder / "manifest.json", "is of another version, or damaged");
}

/// A row of bags.parquet after another.
class ComparedBags {
 public:
  ComparedBags(ComparedMap& map, std::size_t bags) : map_(map), bags_(bags) {
    const std::size_t columns = map.layout.neighbours - 1;
    map.positions = Matrix<float>(bags, 2);
    map.neighbours = {Matrix<std::uint32_t>(bags, columns, Neighbours::kNone),
                      Matrix<float>(bags, columns, std::numeric_limits<float>::infinity())};
  }

  void take(const Chunk& chunk, std::size_t row) {
    const std::size_t bag = map_.points();
    for (std::size_t column = 0; column < 5; ++column) require(chunk.valid(column, row), "it lacks a value");
    require(bag < bags_ && chunk.int32(0)[row] == static_cast<std::int32_t>(bag), "its bags are not numbered from 0");
    require(chunk.int32(1)[row] > 0, "it has a bag of no objects");
    const auto clusters = static_cast<std::int32_t>(map_.clusters);
    require(chunk.int32(4)[row] >= -1 && chunk.int32(4)[row] < clusters, "it names an unknown cluster");
    for (std::size_t axis = 0; axis < 2; ++axis) {
      map_.positions(bag, axis) = chunk.float32(2 + axis)[row];
      require(std::isfinite(map_.positions(bag, axis)), "it has a bag without a place");
    }
    take_neighbours(bag, chunk.int32_list(5, row), chunk.float32_list(6, row));
    map_.multiplicity.push_back(static_cast<std::uint32_t>(chunk.int32(1)[row]));
    map_.cluster.push_back(chunk.int32(4)[row]);
  }

 private:
  static void require(bool holds, const char* otherwise) {
    if (!holds) throw Error(Fault::data, otherwise);
  }

  void take_neighbours(std::size_t bag, std::span<const std::int32_t> index, std::span<const float> distance) {
    require(index.size() == distance.size(), "it has neighbours without distances");
    for (std::size_t j = 0; j < std::min(index.size(), map_.neighbours.index.columns()); ++j) {
      require(index[j] >= 0 && static_cast<std::size_t>(index[j]) < bags_, "it names an unknown neighbour");
      require(distance[j] >= 0 && (j == 0 || distance[j] >= distance[j - 1]), "its neighbours are in the wrong order");
      map_.neighbours.index(bag, j) = static_cast<std::uint32_t>(index[j]);
      map_.neighbours.distance(bag, j) = distance[j];
    }
  }

  ComparedMap& map_;
  std::size_t bags_;
};

void read_compared_bags(Database& database, const fs::path& file, ComparedMap& map) try {
  using enum ColumnType;
  const std::string from = " FROM read_parquet(" + sql_literal(file.string()) + ", hive_partitioning = false)";
  ComparedBags bags(map, static_cast<std::size_t>(database.number("SELECT count(*)" + from)));
  Rows rows = database.query("SELECT bag, multiplicity, x, y, cluster, neighbours, neighbour_distances" + from);
  const std::vector<ColumnType> types = {int32, int32, float32, float32, int32, list, list};
  if (rows.types() != types || rows.element_types()[5] != int32 || rows.element_types()[6] != float32) {
    throw Error(Fault::data, "it has columns of unexpected types");
  }
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) bags.take(*chunk, row);
  }
} catch (const Error& error) {
  if (error.fault() != Fault::data) throw;
  refuse_compared(file, std::string("cannot be read: ") + error.what());
}

}  // namespace

ComparedMap read_compared_map(Database& database, const fs::path& folder) {
  ComparedMap map;
  map.folder = folder;
  take_manifest(read_compared_manifest(folder), map);
  for (const char* name : {"bags.parquet", "points.parquet"}) require_result_file(folder, name);
  read_compared_bags(database, folder / "bags.parquet", map);
  return map;
}

}  // namespace proclens
