#include "placement/placement_files.hpp"

#include <string>
#include <vector>

#include "atlas/bag_tables.hpp"
#include "atlas/map_files.hpp"
#include "atlas/page/page_labels.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "placement/recorded_page.hpp"
#include "proclens/error.hpp"
#include "table/copy_to_file.hpp"
#include "table/parquet/extend_parquet.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

BagResult result_of_placed_bag(const RecordedMap& map, const PlacedObjects& placed, std::size_t bag) {
  return {.bag = static_cast<std::int32_t>(map.bags.distinct() + bag),
          .multiplicity = placed.bags.multiplicity[bag],
          .features = placed.bags.counts.row_columns(bag),
          .counts = placed.bags.counts.row_values(bag),
          .vector = placed.vectors.row(bag),
          .position = placed.positions.row(bag),
          .cluster = placed.cluster[bag],
          .strength = placed.strength[bag],
          .nearest_cluster = placed.nearest_cluster[bag],
          .outlier_score = placed.outlier_score[bag],
          .neighbours = placed.neighbours.index.row(bag),
          .distances = placed.neighbours.distance.row(bag)};
}

std::string map_file(const RecordedMap& map, const char* name) {
  return "read_parquet(" + sql_literal((map.folder / name).string()) + ")";
}

/// Writes a file of the map with new rows after its own; says where the file is damaged.
void write_extended(Database& database, const RecordedMap& map, const char* name, const std::string& new_columns,
                    const std::string& new_rows, const char* options, const OutputFolder& output) try {
  extend_parquet(database, {map.folder / name, new_columns, new_rows, options}, output.file(name));
} catch (const Error& error) {
  if (error.fault() != Fault::data) throw;
  throw Error(Fault::data, printable((map.folder / name).string(), 4096) + " is damaged: " + error.what(),
              "Make the map again with this version of proclens.");
}

std::vector<std::string> topic_texts(const RecordedPage& page) {
  std::vector<std::string> texts;
  for (const PageCluster& cluster : page.clusters) texts.push_back(text_of_topic(cluster.topic));
  return texts;
}

/// The number of each new object: of its row in objects.parquet, if that is written, else its place among the placed
/// ones; −1 for objects without a place.
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
  write_extended(database, map, "points.parquet", "false AS placed, CAST(0 AS INTEGER) AS unknown_features",
                 "SELECT p.* EXCLUDE (" + numbers +
                     "), true AS placed, o.unknown_features FROM point_row p JOIN placed_object o USING (object) ORDER "
                     "BY process",
                 kResultParquet, output);
}

void write_placed_objects(Database& database, const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed,
                          const std::vector<std::int32_t>& numbers, const OutputFolder& output) {
  database.run("CREATE TABLE object_result (object INTEGER, name VARCHAR, members INTEGER, bag INTEGER)");
  const std::vector<std::uint32_t> members = bags.object_members();
  TableAppender rows = database.append_to("object_result");
  for (std::size_t object = 0; object < numbers.size(); ++object) {
    if (numbers[object] < 0) continue;
    rows.int32(numbers[object]);
    rows.text(bags.object_names[object]);
    rows.int32(static_cast<std::int32_t>(members[object]));
    rows.int32(static_cast<std::int32_t>(map.bags.distinct() + placed.bag_of[object]));
    rows.end_row();
  }
  rows.close();
  write_extended(database, map, "objects.parquet", "false AS placed",
                 "SELECT *, true AS placed FROM (" + objects_query(map.lens) + ") ORDER BY object", kResultParquet,
                 output);
}

void write_placed_bags(Database& database, const RecordedMap& map, const PlacedObjects& placed,
                       const OutputFolder& output) {
  make_bag_row_table(database, placed.cluster.size(),
                     [&](std::size_t bag) { return result_of_placed_bag(map, placed, bag); });
  write_extended(database, map, "bags.parquet", "false AS placed", "SELECT *, true AS placed FROM bag_row ORDER BY bag",
                 kVectorParquet, output);
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
               kResultParquet);
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
  copy_to_file(database, sql("placement/not_placed"), output.file("not_placed.parquet"), kResultParquet);
}

}  // namespace

void write_placement_files(const Context& context, Database& database, const RecordedMap& map, const RecordedPage& page,
                           const LensBags& bags, const PlacedObjects& placed, const OutputFolder& output,
                           const std::function<void()>& write_page) {
  const bool with_objects = !map.lens.objects_are_processes;
  const std::int64_t first =
      with_objects ? database.number("SELECT count(*) FROM " + map_file(map, "objects.parquet")) : 0;
  const std::vector<std::int32_t> numbers = object_numbers(placed, first);
  make_bag_result_table(
      database, placed.cluster.size(), [&](std::size_t bag) { return result_of_placed_bag(map, placed, bag); },
      topic_texts(page));
  make_placed_members(database, map, bags, placed, numbers);
  database.run(sql("map/points"));
  // As when a map is written: each of these uses one core most of the time.
  Database other_handle = database.new_connection();
  parallel_invoke(
      context,
      [&] {
        write_placed_points(database, map, output);
        if (with_objects) write_placed_objects(database, map, bags, placed, numbers, output);
        if (write_page) write_page();
      },
      [&] {
        write_placed_bags(other_handle, map, placed, output);
        for (const char* name : {"vocabulary.parquet", "topics.parquet"})
          copy_file(map.folder / name, output.file(name));
        write_new_features(other_handle, placed, output);
        write_not_placed(other_handle, bags, placed, output);
      });
}

}  // namespace proclens
