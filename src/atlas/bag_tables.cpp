#include "atlas/bag_tables.hpp"

#include <algorithm>
#include <vector>

#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

std::vector<std::int32_t> as_int32(std::span<const std::uint32_t> values) { return {values.begin(), values.end()}; }
std::vector<std::int32_t> as_int32(std::span<const double> values) { return {values.begin(), values.end()}; }

}  // namespace

void make_bag_result_table(Database& database, std::size_t bags, const BagResults& result,
                           std::span<const std::string> topics) {
  database.run(
      "CREATE OR REPLACE TABLE bag_result (bag INTEGER, multiplicity INTEGER, features INTEGER, x FLOAT, y FLOAT, "
      "cluster "
      "INTEGER, cluster_strength FLOAT, nearest_cluster INTEGER, topic VARCHAR, outlier_score FLOAT)");
  TableAppender rows = database.append_to("bag_result");
  for (std::size_t i = 0; i < bags; ++i) {
    const BagResult bag = result(i);
    rows.int32(bag.bag);
    rows.int32(static_cast<std::int32_t>(bag.multiplicity));
    rows.int32(static_cast<std::int32_t>(bag.features.size()));
    rows.float32(bag.position[0]);
    rows.float32(bag.position[1]);
    rows.int32(bag.cluster);
    rows.float32(bag.strength);
    rows.int32(bag.nearest_cluster);
    if (bag.cluster >= 0) {
      rows.text(topics[static_cast<std::size_t>(bag.cluster)]);
    } else {
      rows.null();
    }
    rows.float32(bag.outlier_score);
    rows.end_row();
  }
  rows.close();
}

void make_bag_row_table(Database& database, std::size_t bags, const BagResults& result) {
  database.run(
      "CREATE OR REPLACE TABLE bag_row (bag INTEGER, multiplicity INTEGER, embedding FLOAT[], x FLOAT, y FLOAT, "
      "cluster INTEGER, "
      "features INTEGER[], counts INTEGER[], cluster_strength FLOAT, nearest_cluster INTEGER, outlier_score FLOAT, "
      "neighbours INTEGER[], neighbour_distances FLOAT[])");
  TableAppender rows = database.append_to("bag_row");
  for (std::size_t i = 0; i < bags; ++i) {
    const BagResult bag = result(i);
    rows.int32(bag.bag);
    rows.int32(static_cast<std::int32_t>(bag.multiplicity));
    rows.float32_list(bag.vector);
    rows.float32(bag.position[0]);
    rows.float32(bag.position[1]);
    rows.int32(bag.cluster);
    rows.int32_list(as_int32(bag.features));
    rows.int32_list(as_int32(bag.counts));
    rows.float32(bag.strength);
    rows.int32(bag.nearest_cluster);
    rows.float32(bag.outlier_score);
    const auto known =
        static_cast<std::size_t>(std::ranges::find(bag.neighbours, Neighbours::kNone) - bag.neighbours.begin());
    rows.int32_list(as_int32(bag.neighbours.first(known)));
    rows.float32_list(bag.distances.first(known));
    rows.end_row();
  }
  rows.close();
}

}  // namespace proclens
