#include "lens/lens_bags.hpp"

#include <algorithm>
#include <numeric>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

constexpr std::size_t kRowBlock = 4096;
constexpr std::int64_t kMaxCount = std::numeric_limits<std::int32_t>::max();  // limited by the 32 bits of bags.parquet

struct FeatureCount {
  std::uint32_t feature = 0;
  std::uint32_t count = 0;
};

/// A row of the lens as numbers.
struct ObjectFeatureCount {
  std::uint32_t object = 0;
  FeatureCount counted;
};

[[noreturn]] void bad_count(const Lens& lens) {
  throw Error(Fault::data, "a count of the lens '" + std::string(lens.name) + "' is not a whole number from 1 to " +
                               with_separators(kMaxCount));
}

std::vector<std::string> read_names(Database& database, const std::string& query) {
  std::vector<std::string> names;
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) names.push_back(valid_utf8(chunk->text(0, row)));
  }
  return names;
}

/// Numbers the objects and creates the view `object_row`, the lens's rows with these numbers.
void number_objects(Database& database, std::uint64_t processes, LensBags& bags) {
  bags.object_of.resize(processes);
  if (bags.lens.objects_are_processes) {
    database.run("CREATE OR REPLACE VIEW object_row AS FROM lens_row");
    std::iota(bags.object_of.begin(), bags.object_of.end(), 0U);
    return;
  }
  database.run(sql("map/object"));
  if (bags.lens.split == nullptr) database.run(sql("map/object_row"));
  bags.object_names = read_names(database, "SELECT name FROM object ORDER BY object");
  std::ranges::fill(bags.object_of, LensBags::kNoObject);
  Rows rows = database.query(sql("map/object_of"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      std::uint32_t& object = bags.object_of[static_cast<std::size_t>(chunk->int32(0)[row])];
      const auto found = static_cast<std::uint32_t>(chunk->int32(1)[row]);
      if (object != LensBags::kNoObject && object != found) {
        throw Error(Fault::data, "the lens '" + std::string(bags.lens.name) + "' makes a process a member of two " +
                                     std::string(bags.lens.object.many) + ": '" +
                                     printable(bags.object_names[std::min(object, found)]) + "' and '" +
                                     printable(bags.object_names[std::max(object, found)]) + "'");
      }
      object = found;
    }
  }
}

/// Numbers the features and creates the view `counted_row`, which the rows are counted by.
void number_features(Database& database, LensBags& bags) {
  database.run(bags.lens.folds_features() ? sql("map/folded_row")
                                          : "CREATE OR REPLACE VIEW counted_row AS FROM object_row");
  database.run(sql("map/feature"));
  bags.feature_names = read_names(database, "SELECT name FROM feature ORDER BY feature");
  if (bags.lens.folds_features()) bags.feature_examples = read_names(database, sql("map/folded_example"));
}

/// All rows that are in a bag, in the order in which the database's threads deliver them.
std::vector<ObjectFeatureCount> read_rows(Database& database, const LensBags& bags, Stage& stage) {
  std::vector<ObjectFeatureCount> entries;
  entries.reserve(bags.recorded_rows);
  Rows rows = database.query(sql("map/feature_count"));
  while (const Chunk* chunk = rows.next()) {
    const auto object = chunk->int32(0);
    const auto feature = chunk->int32(1);
    const auto count = chunk->int64(2);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (count[row] < 1 || count[row] > kMaxCount) bad_count(bags.lens);
      entries.push_back({static_cast<std::uint32_t>(object[row]),
                         {static_cast<std::uint32_t>(feature[row]), static_cast<std::uint32_t>(count[row])}});
    }
    stage.advance(chunk->rows());
  }
  return entries;
}

/// The features of each object, ascending, with repetitions.
struct FeatureLists {
  std::vector<std::size_t> start;  ///< n + 1
  std::vector<FeatureCount> counted;
};

/// A counting sort by object, then a sort within each object, so that the result does not depend on the order of
/// `entries`.
FeatureLists group_by_object(const Context& context, const std::vector<ObjectFeatureCount>& entries,
                             std::size_t objects) {
  FeatureLists lists{std::vector<std::size_t>(objects + 1, 0), std::vector<FeatureCount>(entries.size())};
  for (const ObjectFeatureCount& entry : entries) ++lists.start[entry.object + 1];
  std::partial_sum(lists.start.begin(), lists.start.end(), lists.start.begin());
  std::vector<std::size_t> next(lists.start.begin(), lists.start.end() - 1);
  for (const ObjectFeatureCount& entry : entries) lists.counted[next[entry.object]++] = entry.counted;
  parallel_blocks(context, objects, kRowBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::sort(lists.counted.begin() + static_cast<std::ptrdiff_t>(lists.start[i]),
                lists.counted.begin() + static_cast<std::ptrdiff_t>(lists.start[i + 1]),
                [](const FeatureCount& a, const FeatureCount& b) { return a.feature < b.feature; });
    }
  });
  return lists;
}

/// Adds up repetitions.
SparseRows object_counts(const FeatureLists& lists, const LensBags& bags) {
  SparseRows counts;
  counts.columns = bags.features();
  counts.column.reserve(lists.counted.size());
  counts.value.reserve(lists.counted.size());
  for (std::size_t object = 0; object + 1 < lists.start.size(); ++object) {
    for (std::size_t at = lists.start[object]; at < lists.start[object + 1]; ++at) {
      const FeatureCount& entry = lists.counted[at];
      if (at > lists.start[object] && entry.feature == lists.counted[at - 1].feature) {
        counts.value.back() += entry.count;
        if (counts.value.back() > static_cast<double>(kMaxCount)) bad_count(bags.lens);
      } else {
        counts.column.push_back(entry.feature);
        counts.value.push_back(entry.count);
      }
    }
    counts.row_start.push_back(counts.column.size());
  }
  return counts;
}

SparseRows count_rows(const Context& context, Database& database, std::size_t objects, LensBags& bags) {
  Stage stage(context, "count " + std::string(bags.lens.row.many), bags.recorded_rows);
  FeatureLists lists;
  {
    const std::vector<ObjectFeatureCount> entries = read_rows(database, bags, stage);
    bags.counted_rows = entries.size();
    lists = group_by_object(context, entries, objects);
  }
  return object_counts(lists, bags);
}

/// In most datasets every row is in a bag, so the rows left out need not be examined.
void explain_rest(Database& database, LensBags& bags) {
  if (bags.counted_rows == bags.recorded_rows) return;
  Rows rows =
      database.query("SELECT reason, why, CAST(count AS BIGINT) FROM lens_left_out WHERE count > 0 ORDER BY reason");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      bags.left_out.push_back({std::string(chunk->text(0, row)), std::string(chunk->text(1, row)),
                               static_cast<std::uint64_t>(chunk->int64(2)[row])});
    }
  }
}

}  // namespace

std::uint64_t LensBags::members() const {
  return object_of.size() - static_cast<std::uint64_t>(std::ranges::count(object_of, kNoObject));
}

std::vector<std::uint32_t> LensBags::object_members() const {
  std::vector<std::uint32_t> members(objects(), 0);
  for (const std::uint32_t object : object_of) {
    if (object != kNoObject) ++members[object];
  }
  return members;
}

std::vector<std::uint32_t> LensBags::bag_members() const {
  std::vector<std::uint32_t> members(distinct.bags.distinct(), 0);
  for (const std::uint32_t object : object_of) {
    if (object != kNoObject) ++members[distinct.bag_of[object]];
  }
  return members;
}

std::vector<std::uint64_t> objects_with_features(const Bags& bags) {
  std::vector<std::uint64_t> objects(bags.features(), 0);
  for (std::size_t bag = 0; bag < bags.distinct(); ++bag) {
    for (const std::uint32_t feature : bags.counts.row_columns(bag)) objects[feature] += bags.multiplicity[bag];
  }
  return objects;
}

void split_objects(const Context& context, LensBags& bags) {
  TokenBags tokens = token_bags(context, bags.object_names, bags.lens.split);
  bags.feature_names = std::move(tokens.names);
  bags.distinct = std::move(tokens.distinct);
  bags.sequences = std::move(tokens.sequences);
  bags.open_quotes = tokens.open_quotes;
  bags.feature_objects = objects_with_features(bags.distinct.bags);
}

LensBags lens_bags(const Context& context, Database& database, const Lens& lens, std::uint64_t processes) {
  LensBags bags;
  bags.lens = lens;
  if (lens.folds_paths || lens.folds_features()) add_folding_functions(database);
  database.run(lens.script);
  if (lens.counts_activity) database.run(sql("lens/activity") + sql("lens/left_out"));
  bags.recorded_rows = static_cast<std::uint64_t>(database.number("SELECT CAST(rows AS BIGINT) FROM lens_recorded"));
  number_objects(database, processes, bags);
  if (lens.split != nullptr) {
    const Stage stage(context, "split " + std::string(lens.object.many), bags.object_names.size());
    split_objects(context, bags);
    bags.counted_rows = bags.members();
    explain_rest(database, bags);
    return bags;
  }
  number_features(database, bags);
  const SparseRows counts =
      count_rows(context, database, lens.objects_are_processes ? processes : bags.object_names.size(), bags);
  database.run("DROP TABLE feature");
  explain_rest(database, bags);
  bags.distinct = distinct_bags(context, counts);
  bags.feature_objects = objects_with_features(bags.distinct.bags);
  return bags;
}

void require_counted_rows(const LensBags& bags) {
  const std::string rows(bags.lens.row.many);
  if (bags.recorded_rows == 0) {
    throw Error(Fault::data,
                "the dataset has no " + rows + ", so the lens '" + std::string(bags.lens.name) + "' has nothing to map",
                std::string(bags.lens.remedy));
  }
  if (bags.counted_rows == 0) {
    throw Error(Fault::data,
                "the selected processes have no " + rows + "; the dataset has " + with_separators(bags.recorded_rows),
                "Select more processes.");
  }
}

void require_mappable_bags(const LensBags& bags) {
  require_counted_rows(bags);
  if (bags.distinct.bags.distinct() == 1) {
    throw Error(Fault::data,
                "all " + std::string(bags.lens.object.many) + " have the same " + std::string(bags.lens.feature.many) +
                    ", so there is nothing to map",
                "Select more processes.");
  }
}

}  // namespace proclens
