#include "lens/image_bags.hpp"

#include <algorithm>
#include <utility>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// A load as object and feature number.
using Load = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::size_t kRowBlock = 4096;

LoadCounts count_loads(Database& database) {
  LoadCounts counts;
  Rows rows = database.query(sql("map/load_counts"));
  if (const Chunk* chunk = rows.next()) {
    counts.loads = static_cast<std::uint64_t>(chunk->int64(0)[0]);
    counts.without_name = static_cast<std::uint64_t>(chunk->int64(1)[0]);
  }
  return counts;
}

/// Says of the loads that are in no bag why. Most datasets have none, which spares a look at every hash.
void explain_rest(Database& database, LoadCounts& counts) {
  const std::uint64_t rest = counts.loads - counts.counted - counts.without_name;
  if (rest == 0) return;
  counts.of_unknown_processes = static_cast<std::uint64_t>(database.number(sql("map/unknown_loads")));
  counts.of_unselected_processes = rest - counts.of_unknown_processes;
}

std::vector<std::string> read_feature_names(Database& database) {
  std::vector<std::string> names;
  Rows rows = database.query("SELECT name FROM image ORDER BY feature");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) names.push_back(valid_utf8(chunk->text(0, row)));
  }
  return names;
}

/// All loads in whatever order the database's threads deliver them.
std::vector<Load> read_loads(Database& database, std::uint64_t at_most, Stage& stage) {
  std::vector<Load> loads;
  loads.reserve(at_most);
  Rows rows = database.query(sql("map/image_load"));
  while (const Chunk* chunk = rows.next()) {
    const auto object = chunk->int32(0);
    const auto feature = chunk->int32(1);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      loads.emplace_back(static_cast<std::uint32_t>(object[row]), static_cast<std::uint32_t>(feature[row]));
    }
    stage.advance(chunk->rows());
  }
  return loads;
}

/// The features of each object, sorted, with repetitions: compressed rows without counts.
struct FeatureLists {
  std::vector<std::size_t> start;
  std::vector<std::uint32_t> feature;
};

/// A counting sort by object, then a sort within each: the order of `loads` leaves no trace.
FeatureLists group_by_object(const Context& context, const std::vector<Load>& loads, std::uint64_t objects) {
  FeatureLists lists{std::vector<std::size_t>(objects + 1, 0), std::vector<std::uint32_t>(loads.size())};
  for (const Load& load : loads) ++lists.start[load.first + 1];
  for (std::size_t i = 0; i < objects; ++i) lists.start[i + 1] += lists.start[i];
  std::vector<std::size_t> next(lists.start.begin(), lists.start.end() - 1);
  for (const Load& load : loads) lists.feature[next[load.first]++] = load.second;
  parallel_blocks(context, objects, kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::sort(lists.feature.begin() + static_cast<std::ptrdiff_t>(lists.start[i]),
                lists.feature.begin() + static_cast<std::ptrdiff_t>(lists.start[i + 1]));
    }
  });
  return lists;
}

SparseRows counted(const FeatureLists& lists, std::size_t features) {
  SparseRows counts;
  counts.columns = features;
  counts.column.reserve(lists.feature.size());
  counts.value.reserve(lists.feature.size());
  for (std::size_t i = 0; i + 1 < lists.start.size(); ++i) {
    for (std::size_t at = lists.start[i]; at < lists.start[i + 1]; ++at) {
      if (at > lists.start[i] && lists.feature[at] == lists.feature[at - 1]) {
        counts.value.back() += 1;
      } else {
        counts.column.push_back(lists.feature[at]);
        counts.value.push_back(1);
      }
    }
    counts.row_start.push_back(counts.column.size());
  }
  return counts;
}

}  // namespace

ImageBags image_bags(const Context& context, Database& database, std::uint64_t objects) {
  ImageBags result;
  result.loads = count_loads(database);
  database.run(sql("map/image"));
  result.feature_names = read_feature_names(database);
  SparseRows counts;
  {
    Stage stage(context, "count loads", result.loads.loads);
    FeatureLists lists;
    {
      const std::vector<Load> loads = read_loads(database, result.loads.loads, stage);
      result.loads.counted = loads.size();
      lists = group_by_object(context, loads, objects);
    }
    counts = counted(lists, result.feature_names.size());
  }
  database.run("DROP TABLE image");
  explain_rest(database, result.loads);
  result.feature_objects.assign(result.feature_names.size(), 0);
  for (const std::uint32_t feature : counts.column) ++result.feature_objects[feature];
  result.distinct = distinct_bags(context, counts);
  return result;
}

}  // namespace proclens
