#include "atlas/map_files.hpp"

#include <algorithm>
#include <span>

#include "atlas/bag_tables.hpp"
#include "atlas/page/page_labels.hpp"
#include "core/parallel.hpp"
#include "model/map_model.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

BagResult result_of_bag(const LensBags& bags, const DataMap& map, std::size_t bag) {
  const Bags& distinct = bags.distinct.bags;
  return {.bag = static_cast<std::int32_t>(bag),
          .multiplicity = distinct.multiplicity[bag],
          .features = distinct.counts.row_columns(bag),
          .counts = distinct.counts.row_values(bag),
          .vector = map.embedded.embedding.vectors.row(bag),
          .position = map.positions.row(bag),
          .cluster = map.clustering.label[bag],
          .strength = map.clustering.strength[bag],
          .nearest_cluster = map.clustering.nearest_cluster[bag],
          .outlier_score = map.outlier_score[bag],
          .neighbours = map.neighbours.index.row(bag),
          .distances = map.neighbours.distance.row(bag)};
}

void write_points(Database& database, const Lens& lens, const OutputFolder& output) {
  // If objects are processes, their number says nothing that the row does not.
  const std::string numbers = lens.objects_are_processes ? "process, object" : "process";
  copy_to_file(database, "SELECT * EXCLUDE (" + numbers + ") FROM point_row ORDER BY process",
               output.file("points.parquet"), kResultParquet);
  if (lens.objects_are_processes) return;
  copy_to_file(database, objects_query(lens) + " ORDER BY object", output.file("objects.parquet"), kResultParquet);
}

void write_bags(Database& database, const LensBags& bags, const DataMap& map, const OutputFolder& output) {
  make_bag_row_table(database, bags.distinct.bags.distinct(),
                     [&](std::size_t bag) { return result_of_bag(bags, map, bag); });
  copy_to_file(database, "FROM bag_row ORDER BY bag", output.file("bags.parquet"), kVectorParquet);
  database.run("DROP TABLE bag_row");
}

void write_vocabulary(Database& database, const LensBags& bags, const DataMap& map, const OutputFolder& output) {
  database.run(
      "CREATE OR REPLACE TABLE vocabulary_row (feature INTEGER, name VARCHAR, example VARCHAR, objects BIGINT, "
      "information_weight DOUBLE, vector FLOAT[])");
  TableAppender rows = database.append_to("vocabulary_row");
  for (std::size_t feature = 0; feature < bags.feature_names.size(); ++feature) {
    rows.int32(static_cast<std::int32_t>(feature));
    rows.text(bags.feature_names[feature]);
    if (bags.feature_examples.empty()) {
      rows.null();
    } else {
      rows.text(bags.feature_examples[feature]);
    }
    rows.int64(static_cast<std::int64_t>(bags.feature_objects[feature]));
    rows.float64(map.weights[feature]);
    rows.float32_list(map.vectors.row(feature));
    rows.end_row();
  }
  rows.close();
  copy_to_file(database,
               std::string("SELECT * ") + (bags.feature_examples.empty() ? "EXCLUDE (example) " : "") +
                   "FROM vocabulary_row ORDER BY feature",
               output.file("vocabulary.parquet"), kVectorParquet);
  database.run("DROP TABLE vocabulary_row");
}

void write_topics(Database& database, const LensBags& bags, const DataMap& map, const OutputFolder& output) {
  // A group of features is named by its label and has no number.
  const TopicLabels topics = topic_labels(bags.lens, bags.feature_names);
  database.run(
      "CREATE OR REPLACE TABLE topic_row (cluster INTEGER, rank INTEGER, sign VARCHAR, feature INTEGER, name VARCHAR, "
      "difference "
      "DOUBLE, objects BIGINT)");
  TableAppender rows = database.append_to("topic_row");
  for (std::size_t cluster = 0; cluster < map.topics.size(); ++cluster) {
    for (std::size_t rank = 0; rank < map.topics[cluster].size(); ++rank) {
      const TopicFeature& part = map.topics[cluster][rank];
      rows.int32(static_cast<std::int32_t>(cluster));
      rows.int32(static_cast<std::int32_t>(rank));
      rows.text(part.difference > 0 ? ">" : "<");
      if (topics.group.empty()) {
        rows.int32(static_cast<std::int32_t>(part.feature));
      } else {
        rows.null();
      }
      rows.text((topics.group.empty() ? bags.feature_names : topics.labels)[part.feature]);
      rows.float64(part.difference);
      rows.int64(static_cast<std::int64_t>(part.objects));
      rows.end_row();
    }
  }
  rows.close();
  copy_to_file(database, "FROM topic_row ORDER BY cluster, rank", output.file("topics.parquet"), kResultParquet);
  database.run("DROP TABLE topic_row");
}

/// The topic texts of a map's clusters, by cluster number.
std::vector<std::string> topic_texts(const LensBags& bags, const DataMap& map, const LeadingNames& leads) {
  const std::vector<std::string> labels = topic_labels(bags.lens, bags.feature_names).labels;
  std::vector<std::string> texts;
  texts.reserve(map.topics.size());
  for (std::size_t cluster = 0; cluster < map.topics.size(); ++cluster) {
    const std::string_view lead = leads.clusters.empty() ? std::string_view() : leads.clusters[cluster];
    texts.push_back(text_of_topic(page_topic(map.topics[cluster], labels, lead)));
  }
  return texts;
}

void make_bag_results(Database& database, const LensBags& bags, const DataMap& map, const LeadingNames& leads) {
  make_bag_result_table(
      database, bags.distinct.bags.distinct(), [&](std::size_t bag) { return result_of_bag(bags, map, bag); },
      topic_texts(bags, map, leads));
}

void make_members(Database& database, const LensBags& bags) {
  database.run("CREATE OR REPLACE TABLE member (process INTEGER, object INTEGER, bag INTEGER)");
  TableAppender members = database.append_to("member");
  for (std::size_t process = 0; process < bags.object_of.size(); ++process) {
    const std::uint32_t object = bags.object_of[process];
    if (object == LensBags::kNoObject) continue;
    members.int32(static_cast<std::int32_t>(process));
    members.int32(static_cast<std::int32_t>(object));
    members.int32(static_cast<std::int32_t>(bags.distinct.bag_of[object]));
    members.end_row();
  }
  members.close();
}

void make_object_results(Database& database, const LensBags& bags) {
  database.run("CREATE OR REPLACE TABLE object_result (object INTEGER, name VARCHAR, members INTEGER, bag INTEGER)");
  const std::vector<std::uint32_t> members = bags.object_members();
  TableAppender objects = database.append_to("object_result");
  for (std::size_t object = 0; object < bags.objects(); ++object) {
    objects.int32(static_cast<std::int32_t>(object));
    objects.text(bags.object_names[object]);
    objects.int32(static_cast<std::int32_t>(members[object]));
    objects.int32(static_cast<std::int32_t>(bags.distinct.bag_of[object]));
    objects.end_row();
  }
  objects.close();
}

}  // namespace

std::string objects_query(const Lens& lens) {
  return "SELECT *" + (lens.object_columns.empty() ? std::string() : ", " + lens.object_columns) + " FROM (" +
         sql("map/objects") + ")";
}

std::vector<std::string> map_result_files() {
  return {"bags.parquet",         "manifest.json",      "map.html",          "model",
          "new_features.parquet", "not_placed.parquet", "objects.parquet",   "page.json",
          "points.parquet",       "topics.parquet",     "vocabulary.parquet"};
}

void make_result_tables(Database& database, const LensBags& bags, const DataMap& map, const LeadingNames& leads) {
  make_bag_results(database, bags, map, leads);
  make_members(database, bags);
  if (!bags.lens.objects_are_processes) make_object_results(database, bags);
  database.run(sql("map/points"));
}

void write_map_files(const Context& context, Database& database, const LensBags& bags, const DataMap& map,
                     const MapOptions& options, const OutputFolder& output) {
  // Each of these uses one core most of the time, so what needs the dataset is written in parallel with what does not.
  Database other_handle = database.new_connection();
  parallel_blocks(context, 2, 1, [&](std::size_t part, std::size_t) {
    if (part == 0) {
      write_points(database, bags.lens, output);
      return;
    }
    write_bags(other_handle, bags, map, output);
    write_vocabulary(other_handle, bags, map, output);
    write_topics(other_handle, bags, map, output);
    write_model(map_model(std::string(bags.lens.name), bags.lens.parameters, bags.feature_names, map, options),
                output.file("model"));
  });
}

}  // namespace proclens
