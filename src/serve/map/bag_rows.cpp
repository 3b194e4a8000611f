#include "serve/map/bag_rows.hpp"

#include <algorithm>
#include <utility>

#include "proclens/error.hpp"
#include "table/arrow_stream.hpp"

namespace proclens {
namespace {

[[noreturn]] void damaged(const char* what) { throw Error(Fault::data, what); }

/// Ranks of features by number.
std::vector<std::int32_t> ranks_of_features(Database& database) {
  std::vector<std::int32_t> rank;
  Rows rows = database.query("SELECT feature, rank FROM feature ORDER BY feature");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (chunk->int32(0)[row] != static_cast<std::int32_t>(rank.size())) damaged("features are not numbered from 0");
      rank.push_back(chunk->int32(1)[row]);
    }
  }
  return rank;
}

/// Adds one bag, its features by rank.
void add_bag(std::span<const std::int32_t> features, std::span<const std::int32_t> counts,
             const std::vector<std::int32_t>& rank, BagRows& bags) {
  if (features.size() != counts.size()) damaged("a bag has features without counts");
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs(features.size());
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    if (features[k] < 0 || static_cast<std::size_t>(features[k]) >= rank.size()) {
      damaged("a bag has a feature that vocabulary.parquet does not know");
    }
    pairs[k] = {rank[static_cast<std::size_t>(features[k])], counts[k]};
  }
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [feature, count] : pairs) {
    bags.features.push_back(feature);
    bags.counts.push_back(count);
  }
  bags.size.push_back(static_cast<std::int32_t>(pairs.size()));
  bags.ends.push_back(bags.features.size());
}

/// Every bag keeps its heaviest features, the same number for each, so that all together are within the limit.
void keep_to_limit(std::uint64_t max_pairs, BagRows& bags) {
  const std::vector<std::uint64_t> sizes(bags.size.begin(), bags.size.end());
  const std::size_t most = largest_cap(sizes, max_pairs);
  std::size_t start = 0;
  std::size_t to = 0;
  for (std::size_t& end : bags.ends) {
    const std::size_t kept = std::min(end - start, most);
    for (std::size_t k = 0; k < kept; ++k, ++to) {
      bags.features[to] = bags.features[start + k];
      bags.counts[to] = bags.counts[start + k];
    }
    start = std::exchange(end, to);
  }
  bags.pairs_left_out = bags.features.size() - to;
  bags.features.resize(to);
  bags.counts.resize(to);
}

}  // namespace

std::string BagRows::stream() const {
  const std::vector<NamedValues> columns = {
      {"size", size}, {"features", ArrowLists{features, ends}}, {"counts", ArrowLists{counts, ends}}};
  return arrow_stream(columns);
}

BagRows read_bag_rows(Database& database, std::uint64_t most) {
  const std::vector<std::int32_t> rank = ranks_of_features(database);
  BagRows bags;
  Rows rows = database.query("SELECT bag, features, counts FROM bag_file");
  if (rows.element_types() != std::vector{ColumnType::other, ColumnType::int32, ColumnType::int32}) {
    damaged("its columns have other types");
  }
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (!chunk->valid(0, row) || chunk->int32(0)[row] != static_cast<std::int32_t>(bags.size.size())) {
        damaged("bags are not numbered from 0");
      }
      add_bag(chunk->int32_list(1, row), chunk->int32_list(2, row), rank, bags);
    }
  }
  keep_to_limit(most, bags);
  return bags;
}

}  // namespace proclens
