#include "telemetry/lineage_state.hpp"

#include <cstdint>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

/// As many flags as fit into a number that the page reads.
constexpr std::size_t kMaxFlags = 31;

/// Creates the view `audit_lineage`.
void open_audit(Database& database, const std::filesystem::path& audit_lineage) {
  try {
    database.run("CREATE OR REPLACE VIEW audit_lineage AS FROM read_parquet(" + sql_literal(audit_lineage.string()) +
                 ")");
    static_cast<void>(database.query("SELECT pid_hash, state FROM audit_lineage LIMIT 0"));
  } catch (const Error& error) {
    throw Error(error.fault(),
                "cannot read " + printable(audit_lineage.string()) + " as the lineages of an audit: " + error.what(),
                "Run 'proclens audit' again, or map without --audit.");
  }
}

/// The flags that occur in any record: boolean columns.
std::vector<std::string> occurring_flags(Database& database) {
  std::vector<std::string> columns;
  Rows rows = database.query("SELECT column_name, column_type FROM (DESCRIBE FROM audit_lineage)");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (chunk->text(1, row) == "BOOLEAN") columns.emplace_back(chunk->text(0, row));
    }
  }
  std::vector<std::string> flags;
  for (const std::string& column : columns) {
    if (flags.size() == kMaxFlags) break;
    if (database.number("SELECT coalesce(bool_or(" + sql_identifier(column) + "), false)::BIGINT FROM audit_lineage") !=
        0) {
      flags.push_back(column);
    }
  }
  return flags;
}

/// Creates the table `lineage_flag_name`.
void name_flags(Database& database, const std::vector<std::string>& flags) {
  database.run("CREATE OR REPLACE TABLE lineage_flag_name (bit BIGINT, name VARCHAR)");
  TableAppender names = database.append_to("lineage_flag_name");
  for (std::size_t bit = 0; bit < flags.size(); ++bit) {
    names.int64(static_cast<std::int64_t>(bit));
    names.text(flags[bit]);
    names.end_row();
  }
  names.close();
}

}  // namespace

std::vector<std::string> make_lineage_states(Database& database, const std::filesystem::path& audit_lineage) {
  if (audit_lineage.empty()) {
    database.run(sql("map/recorded_lineage_state"));
  } else {
    open_audit(database, audit_lineage);
    database.run(sql("map/audited_lineage_state"));
  }
  std::vector<std::string> states;
  Rows rows = database.query("SELECT DISTINCT state FROM lineage_state ORDER BY state");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) states.push_back(valid_utf8(chunk->text(0, row)));
  }
  return states;
}

std::vector<std::string> make_lineage_flags(Database& database, const std::filesystem::path& audit_lineage) {
  std::vector<std::string> flags;
  if (!audit_lineage.empty()) {
    open_audit(database, audit_lineage);
    flags = occurring_flags(database);
  }
  name_flags(database, flags);
  if (flags.empty()) {
    database.run("CREATE OR REPLACE TABLE lineage_flag AS SELECT process, CAST(0 AS BIGINT) AS flags FROM selected");
    return flags;
  }
  std::string bits;
  for (std::size_t k = 0; k < flags.size(); ++k) {
    if (k > 0) bits += " + ";
    bits += "CAST(coalesce(bool_or(a." + sql_identifier(flags[k]) + "), false) AS BIGINT) * " +
            std::to_string(std::uint64_t{1} << k);
  }
  database.run("CREATE OR REPLACE TABLE lineage_flag AS SELECT s.process, CAST(" + bits +
               " AS BIGINT) AS flags FROM selected s LEFT JOIN audit_lineage a ON upper(a.pid_hash) = s.pid_hash "
               "GROUP BY s.process");
  return flags;
}

}  // namespace proclens
