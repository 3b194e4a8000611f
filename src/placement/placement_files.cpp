#include "placement/placement_files.hpp"

#include <span>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "placement/recorded_page.hpp"
#include "proclens/error.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

// As for the map itself (atlas/map_files.cpp).
constexpr const char* kPlacedParquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
constexpr const char* kPlacedVectorParquet =
    "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 8192";

std::vector<std::int32_t> signed_values(std::span<const std::uint32_t> values) {
  return {values.begin(), values.end()};
}
std::vector<std::int32_t> signed_values(std::span<const double> values) { return {values.begin(), values.end()}; }

/// The number of known neighbours of a placed bag.
std::size_t neighbour_count(const Neighbours& neighbours, std::size_t bag) {
  const auto row = neighbours.index.row(bag);
  return static_cast<std::size_t>(std::ranges::find(row, Neighbours::kNone) - row.begin());
}

std::string map_file(const RecordedMap& map, const char* name) {
  return "read_parquet(" + sql_literal((map.folder / name).string()) + ")";
}

/// A statement that reads a file of the map; names it where it is damaged.
void copy_with_map(Database& database, const RecordedMap& map, const char* name, const std::string& select,
                   const OutputPath& file, const char* options) try {
  copy_to_file(database, select, file, options);
} catch (const Error& error) {
  if (error.fault() != Fault::data) throw;
  throw Error(Fault::data, printable((map.folder / name).string(), 4096) + " cannot be read: " + error.what(),
              "Make the map again with this version of proclens.");
}

/// bag_result, as of a map (atlas/map_files.hpp), of the placed bags.
void make_placed_bags(Database& database, const RecordedMap& map, const PlacedObjects& placed,
                      const RecordedPage& page) {
  database.run(
      "CREATE TABLE bag_result (bag INTEGER, multiplicity INTEGER, features INTEGER, x FLOAT, y FLOAT, cluster "
      "INTEGER, cluster_strength FLOAT, nearest_cluster INTEGER, topic VARCHAR, outlier_score FLOAT)");
  TableAppender rows = database.append_to("bag_result");
  for (std::size_t bag = 0; bag < placed.cluster.size(); ++bag) {
    rows.int32(static_cast<std::int32_t>(map.bags.distinct() + bag));
    rows.int32(static_cast<std::int32_t>(placed.bags.multiplicity[bag]));
    rows.int32(static_cast<std::int32_t>(placed.bags.counts.row_columns(bag).size()));
    rows.float32(placed.positions(bag, 0));
    rows.float32(placed.positions(bag, 1));
    rows.int32(placed.cluster[bag]);
    rows.float32(placed.strength[bag]);
    rows.int32(placed.nearest_cluster[bag]);
    if (placed.cluster[bag] >= 0) {
      rows.text(text_of_topic(page.clusters[static_cast<std::size_t>(placed.cluster[bag])].topic));
    } else {
      rows.null();
    }
    rows.float32(placed.outlier_score[bag]);
    rows.end_row();
  }
  rows.close();
}

/// The number of each new object's row in objects.parquet, or in the order of the placed ones where there is none.
std::vector<std::int32_t> object_numbers(const PlacedObjects& placed, std::int64_t first) {
  std::vector<std::int32_t> numbers(placed.bag_of.size(), -1);
  for (std::size_t object = 0; object < numbers.size(); ++object) {
    if (placed.bag_of[object] != PlacedObjects::kNoPlace) numbers[object] = static_cast<std::int32_t>(first++);
  }
  return numbers;
}

/// member(process, object, bag) and placed_object(object, unknown_features), of what has a place.
void make_placed_members(Database& database, const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed,
                         const std::vector<std::int32_t>& numbers) {
  database.run("CREATE TABLE member (process INTEGER, object INTEGER, bag INTEGER)");
  TableAppender members = database.append_to("member");
  for (std::size_t process = 0; process < bags.object_of.size(); ++process) {
    const std::uint32_t object = bags.object_of[process];
    if (object == LensBags::kNoObject || numbers[object] < 0) continue;
    members.int32(static_cast<std::int32_t>(process));
    members.int32(numbers[object]);
    members.int32(static_cast<std::int32_t>(map.bags.distinct() + placed.bag_of[object]));
    members.end_row();
  }
  members.close();
  database.run("CREATE TABLE placed_object (object INTEGER, unknown_features INTEGER)");
  TableAppender objects = database.append_to("placed_object");
  for (std::size_t object = 0; object < numbers.size(); ++object) {
    if (numbers[object] < 0) continue;
    objects.int32(numbers[object]);
    objects.int32(static_cast<std::int32_t>(placed.unknown_features[object]));
    objects.end_row();
  }
  objects.close();
}

void write_placed_points(Database& database, const RecordedMap& map, const OutputFolder& output) {
  const std::string numbers = map.lens.objects_are_processes ? "process, object" : "process";
  copy_with_map(database, map, "points.parquet",
                "SELECT *, false AS placed, CAST(0 AS INTEGER) AS unknown_features FROM " +
                    map_file(map, "points.parquet") + " UNION ALL BY NAME (SELECT * EXCLUDE (" + numbers +
                    "), true AS placed FROM point_row JOIN placed_object USING (object) ORDER BY process)",
                output.file("points.parquet"), kPlacedParquet);
}

void write_placed_objects(Database& database, const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed,
                          const std::vector<std::int32_t>& numbers, const OutputFolder& output) {
  database.run("CREATE TABLE object_result (object INTEGER, name VARCHAR, members INTEGER, bag INTEGER)");
  std::vector<std::int32_t> members(bags.objects(), 0);
  for (const std::uint32_t object : bags.object_of) {
    if (object != LensBags::kNoObject) ++members[object];
  }
  TableAppender rows = database.append_to("object_result");
  for (std::size_t object = 0; object < numbers.size(); ++object) {
    if (numbers[object] < 0) continue;
    rows.int32(numbers[object]);
    rows.text(bags.object_names[object]);
    rows.int32(members[object]);
    rows.int32(static_cast<std::int32_t>(map.bags.distinct() + placed.bag_of[object]));
    rows.end_row();
  }
  rows.close();
  copy_with_map(database, map, "objects.parquet",
                "SELECT *, false AS placed FROM " + map_file(map, "objects.parquet") +
                    " UNION ALL BY NAME (SELECT *, true AS placed FROM (" + sql("map/objects") + "))",
                output.file("objects.parquet"), kPlacedParquet);
}

void write_placed_bags(Database& database, const RecordedMap& map, const PlacedObjects& placed,
                       const OutputFolder& output) {
  database.run(
      "CREATE TABLE bag_row (bag INTEGER, multiplicity INTEGER, embedding FLOAT[], x FLOAT, y FLOAT, cluster INTEGER, "
      "features INTEGER[], counts INTEGER[], cluster_strength FLOAT, nearest_cluster INTEGER, outlier_score FLOAT, "
      "neighbours INTEGER[], neighbour_distances FLOAT[])");
  TableAppender rows = database.append_to("bag_row");
  for (std::size_t bag = 0; bag < placed.cluster.size(); ++bag) {
    rows.int32(static_cast<std::int32_t>(map.bags.distinct() + bag));
    rows.int32(static_cast<std::int32_t>(placed.bags.multiplicity[bag]));
    rows.float32_list(placed.vectors.row(bag));
    rows.float32(placed.positions(bag, 0));
    rows.float32(placed.positions(bag, 1));
    rows.int32(placed.cluster[bag]);
    rows.int32_list(signed_values(placed.bags.counts.row_columns(bag)));
    rows.int32_list(signed_values(placed.bags.counts.row_values(bag)));
    rows.float32(placed.strength[bag]);
    rows.int32(placed.nearest_cluster[bag]);
    rows.float32(placed.outlier_score[bag]);
    const std::size_t neighbours = neighbour_count(placed.neighbours, bag);
    rows.int32_list(signed_values(placed.neighbours.index.row(bag).first(neighbours)));
    rows.float32_list(placed.neighbours.distance.row(bag).first(neighbours));
    rows.end_row();
  }
  rows.close();
  copy_with_map(database, map, "bags.parquet",
                "SELECT *, false AS placed FROM " + map_file(map, "bags.parquet") +
                    " UNION ALL BY NAME (SELECT *, true AS placed FROM bag_row ORDER BY bag)",
                output.file("bags.parquet"), kPlacedVectorParquet);
  database.run("DROP TABLE bag_row");
}

void write_new_features(Database& database, const PlacedObjects& placed, const OutputFolder& output) {
  database.run("CREATE TABLE new_feature (rank INTEGER, name VARCHAR, objects BIGINT)");
  TableAppender rows = database.append_to("new_feature");
  for (std::size_t rank = 0; rank < placed.new_features.size(); ++rank) {
    rows.int32(static_cast<std::int32_t>(rank));
    rows.text(placed.new_features[rank].name);
    rows.int64(static_cast<std::int64_t>(placed.new_features[rank].objects));
    rows.end_row();
  }
  rows.close();
  copy_to_file(database, "SELECT name, objects FROM new_feature ORDER BY rank", output.file("new_features.parquet"),
               kPlacedParquet);
}

const char* reason_name(WithoutPlace why) {
  switch (why) {
    case WithoutPlace::no_features:
      return "no features";
    case WithoutPlace::no_known_features:
      return "no known features";
    case WithoutPlace::no_information:
      break;
  }
  return "no distinguishing features";
}

void write_not_placed(Database& database, const LensBags& bags, const PlacedObjects& placed,
                      const OutputFolder& output) {
  database.run("CREATE TABLE not_placed (process INTEGER, unknown_features INTEGER, reason VARCHAR)");
  TableAppender rows = database.append_to("not_placed");
  for (std::size_t process = 0; process < bags.object_of.size(); ++process) {
    const std::uint32_t object = bags.object_of[process];
    if (object == LensBags::kNoObject || placed.bag_of[object] != PlacedObjects::kNoPlace) continue;
    rows.int32(static_cast<std::int32_t>(process));
    rows.int32(static_cast<std::int32_t>(placed.unknown_features[object]));
    rows.text(reason_name(why_without_place(bags, placed, object)));
    rows.end_row();
  }
  rows.close();
  copy_to_file(database, sql("placement/not_placed"), output.file("not_placed.parquet"), kPlacedParquet);
}

}  // namespace

void write_placement_files(Database& database, const RecordedMap& map, const RecordedPage& page, const LensBags& bags,
                           const PlacedObjects& placed, const OutputFolder& output) {
  const bool with_objects = !map.lens.objects_are_processes;
  const std::int64_t first =
      with_objects ? database.number("SELECT count(*) FROM " + map_file(map, "objects.parquet")) : 0;
  const std::vector<std::int32_t> numbers = object_numbers(placed, first);
  make_placed_bags(database, map, placed, page);
  make_placed_members(database, map, bags, placed, numbers);
  database.run(sql("map/points"));
  write_placed_points(database, map, output);
  if (with_objects) write_placed_objects(database, map, bags, placed, numbers, output);
  write_placed_bags(database, map, placed, output);
  for (const char* name : {"vocabulary.parquet", "topics.parquet"}) copy_file(map.folder / name, output.file(name));
  write_new_features(database, placed, output);
  write_not_placed(database, bags, placed, output);
}

}  // namespace proclens
