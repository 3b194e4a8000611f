#include "compare/matched_items.hpp"

#include <array>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::array kWays = {MatchedBy::process, MatchedBy::object, MatchedBy::bag};

/// Creates the table `table` (key, point, members) of a map's items.
void read_items(Database& database, const ComparedMap& map, MatchedBy match, const std::string& table) try {
  const auto view = [&](const std::string& name, const char* file) {
    database.run("CREATE OR REPLACE VIEW " + name + " AS SELECT * FROM read_parquet(" +
                 sql_literal((map.folder / file).string()) + ", hive_partitioning = false)");
  };
  view("compared_point", "points.parquet");
  if (match == MatchedBy::object) view("compared_object", "objects.parquet");
  if (match == MatchedBy::bag) {
    view("compared_bag", "bags.parquet");
    view("compared_feature", "vocabulary.parquet");
  }
  database.run("CREATE OR REPLACE TABLE " + table + " AS " + sql("compare/item_" + std::string(name_of(match))));
  const std::vector<SqlValue> points = {static_cast<std::int64_t>(map.points())};
  if (database.number("SELECT count(*) FROM " + table + " WHERE point < 0 OR point >= $1 OR point IS NULL", points) >
      0) {
    throw Error(Fault::data, "its points are not those of bags.parquet");
  }
} catch (const Error& error) {
  if (error.fault() != Fault::data) throw;
  throw Error(Fault::data, printable(map.folder.string(), 4096) + " cannot be read: " + error.what(),
              "Make the map again with this version of proclens.");
}

/// Joins the items of both maps, and says which share of the processes of both they stand for.
double join_items(Database& database, const ComparedMap& a, const ComparedMap& b, MatchedBy match) {
  read_items(database, a, match, "item_a");
  read_items(database, b, match, "item_b");
  const std::string key = match == MatchedBy::bag ? "CAST(a.point AS VARCHAR)" : "a.key";
  database.run("CREATE OR REPLACE TABLE matched_item AS SELECT " + key +
               " AS key, a.point AS a, b.point AS b, a.members + b.members AS members "
               "FROM item_a a JOIN item_b b ON a.key = b.key");
  const auto matched = static_cast<double>(database.number("SELECT sum(members)::BIGINT FROM matched_item"));
  const auto all = static_cast<double>(database.number(
      "SELECT (SELECT coalesce(sum(members), 0) FROM item_a)::BIGINT + (SELECT coalesce(sum(members), 0) FROM "
      "item_b)::BIGINT"));
  return all > 0 ? matched / all : 0;
}

bool is_possible(const ComparedMap& a, const ComparedMap& b, MatchedBy match) {
  if (match == MatchedBy::process) return true;
  if (a.lens != b.lens) return false;
  return match == MatchedBy::bag || (!a.objects_are_processes && !b.objects_are_processes);
}

void require_possible(const ComparedMap& a, const ComparedMap& b, MatchedBy match) {
  if (is_possible(a, b, match)) return;
  if (a.lens != b.lens) {
    throw Error(
        Fault::usage,
        "maps of the lenses " + printable(a.lens) + " and " + printable(b.lens) + " can only be matched by process",
        "Leave out --match.");
  }
  throw Error(Fault::usage, "the objects of " + printable(a.lens) + " are processes", "Use --match process or bag.");
}

/// Joins the items in the first way that matches half of the processes, else in the one that matches most. Returns it.
MatchedBy join_by_best_match(Database& database, const ComparedMap& a, const ComparedMap& b) {
  MatchedBy best = MatchedBy::process;
  double share_of_best = -1;
  MatchedBy joined = best;
  for (const MatchedBy match : kWays) {
    if (!is_possible(a, b, match)) continue;
    joined = match;
    const double share = join_items(database, a, b, match);
    if (share >= 0.5) return match;
    if (share > share_of_best) {
      best = match;
      share_of_best = share;
    }
  }
  if (joined != best) static_cast<void>(join_items(database, a, b, best));
  return best;
}

}  // namespace

const char* name_of(MatchedBy match) {
  switch (match) {
    case MatchedBy::process:
      return "process";
    case MatchedBy::object:
      return "object";
    case MatchedBy::bag:
      break;
  }
  return "bag";
}

MatchedItems match_items(Database& database, const ComparedMap& a, const ComparedMap& b,
                         std::optional<MatchedBy> match) {
  MatchedItems matched;
  if (match) {
    require_possible(a, b, *match);
    matched.match = *match;
    static_cast<void>(join_items(database, a, b, *match));
  } else {
    matched.match = join_by_best_match(database, a, b);
  }
  Rows rows = database.query("SELECT a, b, CAST(count(*) AS INTEGER) FROM matched_item GROUP BY a, b ORDER BY a, b");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      matched.pairs.a.push_back(static_cast<std::uint32_t>(chunk->int32(0)[row]));
      matched.pairs.b.push_back(static_cast<std::uint32_t>(chunk->int32(1)[row]));
      matched.pairs.items.push_back(static_cast<std::uint32_t>(chunk->int32(2)[row]));
      matched.items += matched.pairs.items.back();
    }
  }
  if (matched.items == 0) {
    throw Error(Fault::data,
                "the two maps have nothing in common: no process" +
                    std::string(a.lens == b.lens ? ", and no bag of the same " + printable(a.lens) : ""),
                "Compare maps of the same processes, or of the same lens.");
  }
  const auto count = [&](const char* table) {
    return static_cast<std::uint64_t>(database.number(std::string("SELECT count(*) FROM ") + table));
  };
  matched.only_a = count("item_a") - matched.items;
  matched.only_b = count("item_b") - matched.items;
  return matched;
}

}  // namespace proclens
