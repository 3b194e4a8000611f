#include "telemetry/lineage_state.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {

std::vector<std::string> make_lineage_states(Database& database, const std::filesystem::path& audit_lineage) {
  if (audit_lineage.empty()) {
    database.run(sql("map/recorded_lineage_state"));
  } else {
    try {
      database.run("CREATE OR REPLACE VIEW audit_lineage AS SELECT pid_hash, state FROM read_parquet(" +
                   sql_literal(audit_lineage.string()) + ")");
    } catch (const Error& error) {
      throw Error(error.fault(),
                  "cannot read " + printable(audit_lineage.string()) + " as an audit's lineage: " + error.what(),
                  "Run 'proclens audit' again, or map without --audit.");
    }
    database.run(sql("map/audited_lineage_state"));
  }
  std::vector<std::string> states;
  Rows rows = database.query("SELECT DISTINCT state FROM lineage_state ORDER BY state");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) states.push_back(valid_utf8(chunk->text(0, row)));
  }
  return states;
}

}  // namespace proclens
