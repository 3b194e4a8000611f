#include "serve/map_tables.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "atlas/page_bags.hpp"
#include "atlas/page_header.hpp"
#include "atlas/page_limits.hpp"
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRemedy = "Map it again with this version: proclens map.";

[[noreturn]] void damaged(const fs::path& file, const std::string& what) {
  throw Error(Fault::data, printable(file.string()) + ": " + what, kRemedy);
}

// ---- page.json -----------------------------------------------------------------------------------------------------

nlohmann::ordered_json read_page(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) damaged(file, "not there; the folder holds no map, or one of an earlier version");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  nlohmann::ordered_json page = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!page.is_object() || page.value("format", nlohmann::ordered_json()) != kPageFormat) {
    damaged(file, "not written by this version");
  }
  for (const char* part : {"summary", "outcome"}) {
    if (!page.contains(part) || !page[part].is_object()) damaged(file, "incomplete");
  }
  for (const char* part : {"clusters", "layers", "lineage_states", "lineage_flags", "terms"}) {
    if (!page.contains(part) || !page[part].is_array()) damaged(file, "incomplete");
  }
  return page;
}

/// A table (number, name) of names in a list of page.json.
void add_names(Database& database, const std::string& table, const std::string& number, std::int32_t first,
               const nlohmann::ordered_json& names) {
  database.run("CREATE TABLE " + table + " (" + number + " INTEGER, name VARCHAR)");
  TableAppender rows = database.append_to(table);
  for (const auto& name : names) {
    rows.int32(first++);
    rows.text(name.is_string() ? name.get<std::string>() : std::string());
    rows.end_row();
  }
  rows.close();
}

// ---- functions that queries call -----------------------------------------------------------------------------------

/// The value of 16 hex digits that are all digits or letters of one case.
std::optional<std::uint64_t> hex_value(std::string_view digits, char first_letter) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const bool letter = c >= first_letter && c < first_letter + 6;
    if (!letter && (c < '0' || c > '9')) return std::nullopt;
    value = value << 4U | static_cast<std::uint64_t>(letter ? c - first_letter + 10 : c - '0');
  }
  return value;
}

/// hash_bits(text): form 0 for 32 hex digits in lower case, 1 in upper case, 2 for any other text, and the 128 bits.
Lookup hash_bits() {
  return {"hash_bits",
          {{"form", SourceType::int32}, {"high", SourceType::int64}, {"low", SourceType::int64}},
          [](std::span<const std::string_view> texts, RowWriter& writer) {
            for (const std::string_view text : texts) {
              std::int32_t form = 0;
              std::optional<std::uint64_t> high;
              std::optional<std::uint64_t> low;
              for (; form < 2 && !low; ++form) {
                if (text.size() != 32) continue;
                high = hex_value(text.substr(0, 16), form == 0 ? 'a' : 'A');
                low = high ? hex_value(text.substr(16), form == 0 ? 'a' : 'A') : std::nullopt;
              }
              writer.int32(low ? form - 1 : 2);
              if (low) {
                writer.int64(static_cast<std::int64_t>(*high));
                writer.int64(static_cast<std::int64_t>(*low));
              } else {
                writer.null();
                writer.null();
              }
              writer.end_row();
            }
          }};
}

/// cut_text(text): its start, at most kServedTextBytes and no half characters, and its whole length if it was cut.
Lookup cut_text() {
  return {"cut_text",
          {{"text", SourceType::text}, {"whole", SourceType::int32}},
          [](std::span<const std::string_view> texts, RowWriter& writer) {
            for (const std::string_view text : texts) {
              std::size_t end = std::min(text.size(), kServedTextBytes);
              while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
              writer.text(text.substr(0, end));
              writer.int32(end < text.size() ? static_cast<std::int32_t>(text.size()) : 0);
              writer.end_row();
            }
          }};
}

// ---- tables --------------------------------------------------------------------------------------------------------

void open_file(Database& database, const std::string& view, const fs::path& file, const char* columns) {
  try {
    database.run("CREATE VIEW " + view + " AS FROM read_parquet(" + sql_literal(file.string()) +
                 ", file_row_number = true)");
    static_cast<void>(database.query("SELECT " + std::string(columns) + " FROM " + view + " LIMIT 0"));
  } catch (const Error& error) {
    damaged(file, error.what());
  }
}

void read_processes(Database& database) {
  for (const char* step : {"serve/field_text", "serve/flag_set", "serve/recorded", "serve/process"}) {
    database.run(sql(step));
  }
}

/// Ranks of features by number.
std::vector<std::int32_t> ranks_of_features(Database& database) {
  std::vector<std::int32_t> rank;
  Rows rows = database.query("SELECT feature, rank FROM feature ORDER BY feature");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (chunk->int32(0)[row] != static_cast<std::int32_t>(rank.size())) return {};
      rank.push_back(chunk->int32(1)[row]);
    }
  }
  return rank;
}

/// How many features each bag may keep.
std::size_t feature_limit(Database& database) {
  std::vector<std::uint64_t> sizes;
  Rows rows = database.query("SELECT CAST(len(features) AS BIGINT) FROM bag_file");
  while (const Chunk* chunk = rows.next()) sizes.insert(sizes.end(), chunk->int64(0).begin(), chunk->int64(0).end());
  return largest_cap(sizes, PageLimits().bag_features);
}

/// The table bag(size, features, counts): features by rank, ascending, the heaviest of them where there are too many.
/// @return how many pairs were left out
std::uint64_t read_bags(Database& database, const fs::path& file) {
  const std::vector<std::int32_t> rank = ranks_of_features(database);
  const std::size_t most = feature_limit(database);
  database.run("CREATE TABLE bag (size INTEGER, features INTEGER[], counts INTEGER[])");
  TableAppender bags = database.append_to("bag");
  std::uint64_t left_out = 0;
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
  std::vector<std::int32_t> features;
  std::vector<std::int32_t> counts;
  Rows rows = database.query("SELECT features, counts FROM bag_file ORDER BY bag");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto columns = chunk->int32_list(0, row);
      const auto values = chunk->int32_list(1, row);
      if (columns.size() != values.size()) damaged(file, "a bag has features without counts");
      pairs.clear();
      for (std::size_t k = 0; k < columns.size(); ++k) {
        if (columns[k] < 0 || static_cast<std::size_t>(columns[k]) >= rank.size()) {
          damaged(file, "a bag has a feature that vocabulary.parquet does not know");
        }
        pairs.emplace_back(rank[static_cast<std::size_t>(columns[k])], values[k]);
      }
      std::sort(pairs.begin(), pairs.end());
      const std::size_t kept = std::min(pairs.size(), most);
      features.clear();
      counts.clear();
      for (std::size_t k = 0; k < kept; ++k) {
        features.push_back(pairs[k].first);
        counts.push_back(pairs[k].second);
      }
      left_out += pairs.size() - kept;
      bags.int32(static_cast<std::int32_t>(pairs.size()));
      bags.int32_list(features);
      bags.int32_list(counts);
      bags.end_row();
    }
  }
  bags.close();
  return left_out;
}

/// What the files say of each other must hold; the page relies on it.
void check_numbers(Database& database, const fs::path& folder, std::uint64_t points) {
  const auto none = [&](const char* file, const std::string& offenders, const char* what) {
    if (database.number("SELECT count(*) FROM " + offenders) != 0) damaged(folder / file, what);
  };
  none("bags.parquet", "point WHERE bag IS DISTINCT FROM rowid", "bags are not numbered from 0");
  none("points.parquet", "process WHERE row <> rowid", "rows have no order");
  none("points.parquet", "process WHERE point IS NULL OR point < 0 OR point >= " + std::to_string(points),
       "a process names a bag that does not exist");
}

}  // namespace

MapTables read_map_tables(Database& database, const fs::path& folder) {
  MapTables tables;
  tables.page = read_page(folder / "page.json");
  open_file(database, "point_file", folder / "points.parquet",
            "pid_hash, hostname, process_name, args, user_name, process_started, ptree, bag, parent_pid_hash, "
            "process_term, exit_code, os_pid, lineage_state, lineage_flags");
  open_file(database, "bag_file", folder / "bags.parquet",
            "bag, multiplicity, x, y, cluster, features, counts, cluster_strength, nearest_cluster, outlier_score, "
            "neighbours, neighbour_distances");
  open_file(database, "vocabulary_file", folder / "vocabulary.parquet", "feature, name, information_weight");
  add_names(database, "lineage_state", "number", 1, tables.page["lineage_states"]);
  add_names(database, "lineage_flag", "bit", 0, tables.page["lineage_flags"]);
  database.add_lookup(hash_bits());
  database.add_lookup(cut_text());
  database.run(sql("serve/macros"));

  Database other = database.another();
  std::uint64_t left_out = 0;
  parallel_blocks(2, 1, [&](std::size_t part, std::size_t) {
    if (part == 0) {
      read_processes(database);
      return;
    }
    other.run(sql("serve/point"));
    other.run(sql("serve/feature"));
    left_out = read_bags(other, folder / "bags.parquet");
  });
  tables.page["outcome"]["features_left_out"] = left_out;
  tables.points = static_cast<std::uint64_t>(database.number("SELECT count(*) FROM point"));
  check_numbers(database, folder, tables.points);
  for (const char* view : {"point_file", "bag_file", "vocabulary_file"}) {
    database.run(std::string("DROP VIEW ") + view);
  }
  return tables;
}

}  // namespace proclens
