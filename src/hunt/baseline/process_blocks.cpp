#include "hunt/baseline/process_blocks.hpp"

#include <array>

#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::array kBlockTables = {"process", "process_path", "process_image_load"};
constexpr const char* kSampleRows = "100000";

/// The quantiles of a sample of hashes, each once. What is counted does not depend on them.
std::vector<std::string> block_bounds(Database& database, std::uint64_t blocks) {
  std::string shares;
  for (std::uint64_t block = 1; block < blocks; ++block) {
    shares += (shares.empty() ? "" : ", ") + std::to_string(static_cast<double>(block) / static_cast<double>(blocks));
  }
  std::vector<std::string> bounds;
  Rows rows = database.query("SELECT DISTINCT unnest(quantile_disc(hash, [" + shares +
                             "])) AS bound FROM (SELECT upper(pid_hash) AS hash FROM whole_process WHERE pid_hash <> "
                             "'' USING SAMPLE reservoir(" +
                             kSampleRows + " ROWS) REPEATABLE (1)) ORDER BY bound");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      if (chunk->valid(0, row)) bounds.emplace_back(chunk->text(0, row));
    }
  }
  return bounds;
}

}  // namespace

ProcessBlocks::ProcessBlocks(Database& database, std::uint64_t rows, std::uint64_t block_rows) : database_(database) {
  for (const std::string table : kBlockTables) {
    database.run("DROP VIEW IF EXISTS whole_" + table + "; ALTER VIEW " + table + " RENAME TO whole_" + table);
  }
  if (rows > block_rows) bounds_ = block_bounds(database, (rows + block_rows - 1) / block_rows);
}

void ProcessBlocks::open(std::size_t block) {
  // Rows without a hash are in the first block, where they are counted as left out.
  std::string condition = "true";
  if (block > 0) condition += " AND upper(pid_hash) >= " + sql_literal(bounds_[block - 1]);
  if (block < bounds_.size()) condition += " AND coalesce(upper(pid_hash), '') < " + sql_literal(bounds_[block]);
  for (const std::string table : kBlockTables) {
    database_.run("CREATE OR REPLACE VIEW " + table + " AS FROM whole_" + table + " WHERE " + condition);
  }
}

}  // namespace proclens
