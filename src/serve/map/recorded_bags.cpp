#include "serve/map/recorded_bags.hpp"

#include <span>
#include <vector>

#include "proclens/error.hpp"

namespace proclens {
namespace {

[[noreturn]] void damaged_bags(const char* what) { throw Error(Fault::data, what); }

/// The ranks of features by number.
std::vector<std::int32_t> ranks_of_features(Database& database) {
  std::vector<std::int32_t> rank;
  Rows rows = database.query("SELECT feature, rank FROM feature ORDER BY feature");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (chunk->int32(0)[row] != static_cast<std::int32_t>(rank.size()))
        damaged_bags("features are not numbered from 0");
      rank.push_back(chunk->int32(1)[row]);
    }
  }
  return rank;
}

/// A bag's features by rank, with their counts.
std::vector<BagRows::Pair> ranked(std::span<const std::int32_t> features, std::span<const std::int32_t> counts,
                                  const std::vector<std::int32_t>& rank) {
  if (features.size() != counts.size()) damaged_bags("a bag has features without counts");
  std::vector<BagRows::Pair> pairs(features.size());
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (features[k] < 0 || static_cast<std::size_t>(features[k]) >= rank.size()) {
      damaged_bags("a bag has a feature that is not in vocabulary.parquet");
    }
    pairs[k] = {rank[static_cast<std::size_t>(features[k])], counts[k]};
  }
  return pairs;
}

}  // namespace

BagRows read_recorded_bags(Database& database, std::uint64_t max_pairs) {
  const std::vector<std::int32_t> rank = ranks_of_features(database);
  BagRows bags;
  Rows rows = database.query("SELECT bag, features, counts FROM bag_file");
  if (rows.element_types() != std::vector{ColumnType::other, ColumnType::int32, ColumnType::int32}) {
    damaged_bags("its columns have unexpected types");
  }
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (!chunk->valid(0, row) || chunk->int32(0)[row] != static_cast<std::int32_t>(bags.size.size())) {
        damaged_bags("bags are not numbered from 0");
      }
      std::vector<BagRows::Pair> pairs = ranked(chunk->int32_list(1, row), chunk->int32_list(2, row), rank);
      bags.add(pairs);
    }
  }
  bags.keep_to_limit(max_pairs);
  return bags;
}

}  // namespace proclens
