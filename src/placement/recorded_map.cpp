#include "placement/recorded_map.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

using Json = nlohmann::ordered_json;

constexpr const char* kMapAgain = "Make the map again with this version of proclens.";

[[noreturn]] void refuse_map(const fs::path& file, const std::string& why, const std::string& remedy = kMapAgain) {
  throw Error(Fault::data, printable(file.string(), 4096) + " " + why, remedy);
}

Json read_manifest(const fs::path& folder) {
  const fs::path file = folder / "manifest.json";
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    refuse_map(folder, "is not a map: it has no manifest.json",
               "Give the folder that 'proclens map' wrote for a lens, such as OUT/images.");
  }
  Json manifest = Json::parse(stream, nullptr, false);
  if (!manifest.is_object()) refuse_map(file, "is damaged");
  return manifest;
}

/// The text of `object`[`name`]; empty if that is not a text.
std::string text_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void require_own_map(const Json& manifest, const fs::path& folder) {
  const auto onto = manifest.find("onto");
  if (onto == manifest.end()) return;
  const std::string map = onto->is_object() ? printable(text_member(*onto, "folder"), 4096) : std::string();
  refuse_map(folder, "is itself the result of placing processes on a map",
             "Place the new processes on that map" + (map.empty() ? "." : ": --onto " + map));
}

std::size_t outlier_neighbours(const Json& manifest, const fs::path& folder) {
  const auto parameters = manifest.find("parameters");
  if (parameters != manifest.end() && parameters->is_object()) {
    const auto found = parameters->find("outlier_neighbors");
    if (found != parameters->end() && found->is_number_unsigned() && *found > 0) return found->get<std::size_t>();
  }
  refuse_map(folder / "manifest.json", "was written by an earlier version");
}

Lens lens_of(const ModelLens& model, const fs::path& folder, std::span<const Lens> known) {
  if (std::optional<Lens> lens = recorded_lens(model.name, model.parameters, known)) return *std::move(lens);
  refuse_map(folder, "was made with the lens '" + printable(model.name) + "', which this proclens does not have",
             "Use the version of proclens that made it.");
}

/// Reads bags.parquet row by row and checks every row against the model.
class BagReader {
 public:
  explicit BagReader(RecordedMap& map) : map_(map), file_(map.folder / "bags.parquet") {
    map_.bags.counts.columns = map_.model.feature_names.size();
    const std::size_t bags = map_.model.cluster.size();
    map_.neighbours = {Matrix<std::uint32_t>(bags, map_.model.layout.neighbours - 1, Neighbours::kNone),
                       Matrix<float>(bags, map_.model.layout.neighbours - 1, std::numeric_limits<float>::infinity())};
  }

  void read(Database& database) try {
    using enum ColumnType;
    Rows rows = database.query(
        "SELECT bag, multiplicity, cluster_strength, nearest_cluster, outlier_score, features, counts, neighbours, "
        "neighbour_distances FROM read_parquet(" +
        sql_literal(file_.string()) + ")");
    const std::vector<ColumnType> types = {int32, int32, float32, int32, float32, list, list, list, list};
    const std::vector<ColumnType> elements = {int32, int32, int32, float32};
    if (rows.types() != types || !std::ranges::equal(std::span(rows.element_types()).last(4), elements)) {
      refuse("has columns of unexpected types");
    }
    while (const Chunk* chunk = rows.next()) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) take(*chunk, row);
    }
    require(map_.bags.distinct() == map_.model.cluster.size(), "does not have the model's bags");
  } catch (const Refused&) {
    throw;
  } catch (const Error& error) {
    if (error.fault() != Fault::data) throw;
    refuse(std::string("cannot be read: ") + error.what());
  }

 private:
  /// An error that already names the file.
  class Refused : public Error {
    using Error::Error;
  };

  [[noreturn]] void refuse(const std::string& why) const {
    throw Refused(Fault::data, printable(file_.string(), 4096) + " " + why, kMapAgain);
  }

  void require(bool holds, const char* otherwise) const {
    if (!holds) refuse(otherwise);
  }

  void take(const Chunk& chunk, std::size_t row) {
    const std::size_t bag = map_.bags.distinct();
    for (std::size_t column = 0; column < 5; ++column) require(chunk.valid(column, row), "lacks a value");
    require(chunk.int32(0)[row] == static_cast<std::int32_t>(bag) && bag < map_.model.cluster.size(),
            "does not have the model's bags");
    require(chunk.int32(1)[row] > 0, "has a bag of no objects");
    map_.strength.push_back(chunk.float32(2)[row]);
    map_.nearest_cluster.push_back(chunk.int32(3)[row]);
    map_.outlier_score.push_back(chunk.float32(4)[row]);
    const auto clusters = static_cast<std::int32_t>(map_.model.reach.size());
    require(map_.nearest_cluster.back() >= -1 && map_.nearest_cluster.back() < clusters, "names an unknown cluster");
    take_counts(chunk.int32_list(5, row), chunk.int32_list(6, row));
    take_neighbours(bag, chunk.int32_list(7, row), chunk.float32_list(8, row));
    map_.bags.multiplicity.push_back(static_cast<std::uint32_t>(chunk.int32(1)[row]));
  }

  void take_counts(std::span<const std::int32_t> features, std::span<const std::int32_t> values) {
    SparseRows& counts = map_.bags.counts;
    require(features.size() == values.size(), "has a bag with features without counts");
    require(
        std::ranges::adjacent_find(features, std::ranges::greater_equal()) == features.end() &&
            (features.empty() || (features.front() >= 0 && static_cast<std::size_t>(features.back()) < counts.columns)),
        "has a bag with features that the model does not have");
    require(std::ranges::all_of(values, [](std::int32_t value) { return value > 0; }),
            "has a count that is not positive");
    counts.column.insert(counts.column.end(), features.begin(), features.end());
    counts.value.insert(counts.value.end(), values.begin(), values.end());
    counts.row_start.push_back(counts.column.size());
  }

  void take_neighbours(std::size_t bag, std::span<const std::int32_t> index, std::span<const float> distance) {
    const std::size_t bags = map_.model.cluster.size();
    require(index.size() == distance.size(), "has a bag with neighbours without distances");
    for (std::size_t j = 0; j < std::min(index.size(), map_.neighbours.index.columns()); ++j) {
      require(index[j] >= 0 && static_cast<std::size_t>(index[j]) < bags, "names an unknown neighbour");
      require(distance[j] >= 0 && (j == 0 || distance[j] >= distance[j - 1]), "has neighbours in the wrong order");
      map_.neighbours.index(bag, j) = static_cast<std::uint32_t>(index[j]);
      map_.neighbours.distance(bag, j) = distance[j];
    }
  }

  RecordedMap& map_;
  fs::path file_;
};

/// Per bag, how many processes it stands for.
std::vector<std::uint32_t> read_members(Database& database, const fs::path& file, std::size_t bags) {
  std::vector<std::uint32_t> members(bags, 0);
  try {
    Rows rows = database.query("SELECT CAST(bag AS BIGINT), count(*) FROM read_parquet(" + sql_literal(file.string()) +
                               ") GROUP BY ALL");
    while (const Chunk* chunk = rows.next()) {
      for (std::size_t row = 0; row < chunk->rows(); ++row) {
        const std::int64_t bag = chunk->valid(0, row) ? chunk->int64(0)[row] : -1;
        if (bag < 0 || static_cast<std::size_t>(bag) >= bags) throw Error(Fault::data, "it names an unknown bag");
        members[static_cast<std::size_t>(bag)] = static_cast<std::uint32_t>(chunk->int64(1)[row]);
      }
    }
  } catch (const Error& error) {
    if (error.fault() != Fault::data) throw;
    refuse_map(file, std::string("cannot be read: ") + error.what());
  }
  return members;
}

}  // namespace

RecordedMap read_recorded_map(Database& database, const fs::path& folder, std::span<const Lens> known) {
  const Json manifest = read_manifest(folder);
  require_own_map(manifest, folder);
  RecordedMap map;
  map.folder = folder;
  map.title = valid_utf8(text_member(manifest, "title"));
  map.outlier_neighbours = outlier_neighbours(manifest, folder);
  for (const char* name : {"bags.parquet", "points.parquet"}) require_result_file(folder, name);
  map.model = read_model(folder / "model");
  map.lens = lens_of({map.model.lens, map.model.lens_parameters}, folder, known);
  BagReader(map).read(database);
  map.members = read_members(database, folder / "points.parquet", map.bags.distinct());
  return map;
}

Lens recorded_map_lens(const fs::path& folder, std::span<const Lens> known) {
  require_own_map(read_manifest(folder), folder);
  for (const char* name : {"bags.parquet", "points.parquet"}) require_result_file(folder, name);
  return lens_of(read_model_lens(folder / "model"), folder, known);
}

bool has_information(const RecordedMap& map, std::size_t bag) {
  if (map.model.distance == BagDistance::wasserstein) return has_direction(map.model.bags, bag);
  return std::ranges::any_of(map.bags.counts.row_columns(bag),
                             [&](std::uint32_t feature) { return map.model.weights[feature] > 0; });
}

}  // namespace proclens
