#include "audit/summary/unknown_processes.hpp"

#include <span>
#include <string_view>
#include <vector>

#include "table/sql.hpp"

namespace proclens {
namespace {

/// The hashes of parents without a record.
void add_parents(const Records& records, TextColumn& hashes) {
  for (std::size_t record = 0; record < records.size(); ++record) {
    if (records.parent[record] == kUnknownParent) hashes.add(records.parent_pid_hash[record]);
  }
}

/// The hashes of image loads without a record; counts these loads.
void add_loaders(Database& database, const Records& records, TextColumn& hashes, UnknownProcesses& unknown) {
  std::vector<std::string_view> loaders;
  std::vector<std::int32_t> found;
  Rows rows = database.query(sql("audit/loader"));
  while (const Chunk* chunk = rows.next()) {
    chunk->texts(0, loaders);
    found.resize(loaders.size());
    records.find(loaders, found);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto loads = static_cast<std::uint64_t>(chunk->int64(1)[row]);
      if (loaders[row].empty()) {
        unknown.loads_without_hash += loads;
      } else if (found[row] == kUnknownParent) {
        unknown.loads += loads;
        hashes.add(loaders[row]);
      }
    }
  }
}

}  // namespace

UnknownProcesses count_unknown_processes(const Context& context, Database& database, const Records& records) {
  UnknownProcesses unknown;
  TextColumn hashes;
  add_parents(records, hashes);
  const auto parents = static_cast<std::int32_t>(hashes.size());
  add_loaders(database, records, hashes, unknown);
  // Rows ascend: a hash's first row tells whether it is a parent's, its last whether it has loads.
  HashIndex(context, hashes).for_each_hash([&](std::span<const std::int32_t> rows) {
    const bool is_parent = rows.front() < parents;
    const bool has_loads = rows.back() >= parents;
    ++(is_parent && has_loads ? unknown.parent_and_loads : is_parent ? unknown.only_parent : unknown.only_loads);
  });
  return unknown;
}

}  // namespace proclens
