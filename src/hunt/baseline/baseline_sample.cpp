#include "hunt/baseline/baseline_sample.hpp"

#include <array>

#include "table/sql.hpp"

namespace proclens {

std::string sampled_hashes(const std::string& source) {
  return added_samples("(SELECT md5_number_lower(pid_hash) AS hash FROM " + source + ")");
}

std::string added_samples(const std::string& source) {
  return "SELECT DISTINCT hash FROM " + source + " ORDER BY hash LIMIT " + std::to_string(kBaselineSample);
}

SharedProcesses shared_with_baseline(Database& database) {
  SharedProcesses shared;
  Rows rows = database.query(sql("hunt/shared_processes"), std::array<SqlValue, 1>{std::int64_t{kBaselineSample}});
  if (const Chunk* chunk = rows.next()) {
    shared.sampled = static_cast<std::uint64_t>(chunk->int64(0)[0]);
    shared.in_baseline = static_cast<std::uint64_t>(chunk->int64(1)[0]);
  }
  return shared;
}

}  // namespace proclens
