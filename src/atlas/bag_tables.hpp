// The two tables of a map's bags, for whoever has results of bags: of a map, or of what is placed on one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "table/database.hpp"

namespace proclens {

/// How tables of results are written: row groups of this size, in order and by one thread, have the same bytes every
/// time.
inline constexpr const char* kResultParquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
/// For tables that consist mostly of vectors: their bits look random, so compression would only cost time.
inline constexpr const char* kVectorParquet =
    "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1, ROW_GROUP_SIZE 8192";

/// All that is known of a distinct bag. Borrows everything.
struct BagResult {
  std::int32_t bag = 0;                     ///< its number
  std::uint32_t multiplicity = 0;           ///< objects
  std::span<const std::uint32_t> features;  ///< ascending
  std::span<const double> counts;           ///< of each feature
  std::span<const float> vector;            ///< in the embedding
  std::span<const float> position;          ///< x, y
  std::int32_t cluster = -1;                ///< −1: none
  float strength = 0;                       ///< as in Clustering
  std::int32_t nearest_cluster = -1;        ///< as in Clustering
  float outlier_score = 0;
  std::span<const std::uint32_t> neighbours;  ///< nearest first; Neighbours::kNone, which only kNone may follow
  std::span<const float> distances;           ///< to each of them
};

/// The result of the i-th of some bags.
using BagResults = std::function<BagResult(std::size_t)>;

/// Creates the table bag_result(bag, multiplicity, features, x, y, cluster, cluster_strength, nearest_cluster, topic,
/// outlier_score), which points and objects are joined with.
/// @param topics by cluster
void make_bag_result_table(Database& database, std::size_t bags, const BagResults& result,
                           std::span<const std::string> topics);

/// Creates the table bag_row with the columns of bags.parquet (docs/results.md).
void make_bag_row_table(Database& database, std::size_t bags, const BagResults& result);

}  // namespace proclens
