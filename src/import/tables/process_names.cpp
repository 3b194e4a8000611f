#include "import/tables/process_names.hpp"

#include <optional>
#include <stdexcept>
#include <string_view>

#include "telemetry/records.hpp"

namespace proclens {
namespace {

std::optional<std::string_view> cell(const Chunk& chunk, std::size_t column, std::size_t row) {
  return chunk.valid(column, row) ? std::optional(chunk.text(column, row)) : std::nullopt;
}

HashBytes process_in(const Chunk& chunk, std::size_t row, const ProcessNames& names) {
  const std::optional<HashBytes> process = hash_of_digits(chunk.text(0, row));
  if (!process) throw std::logic_error("a pid_hash is no hash");
  if (names.size() > 0 && !(names.processes.keys().back() < *process)) {
    throw std::logic_error("processes are not in the order of pid_hash");
  }
  return *process;
}

/// The numbers of all parents, as indices into `hashes`.
void link_parents(ProcessNames& names, const DistinctKeys<HashBytes>& hashes) {
  for (std::int32_t& parent : names.parent) {
    if (parent < 0) continue;
    const std::uint32_t number = names.processes.find(hashes.keys()[static_cast<std::size_t>(parent)]);
    parent = number == DistinctKeys<HashBytes>::kNone ? kUnknownParent : static_cast<std::int32_t>(number);
  }
}

}  // namespace

ProcessNames read_process_names(Database& database) {
  ProcessNames names;
  DistinctKeys<HashBytes> parents;
  Rows rows = database.query("SELECT pid_hash, parent_pid_hash, hostname, process_name FROM named_process");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      names.processes.add(process_in(*chunk, row, names));
      const std::optional<std::string_view> digits = cell(*chunk, 1, row);
      const std::optional<HashBytes> parent = digits ? hash_of_digits(*digits) : std::nullopt;
      names.parent.push_back(parent ? static_cast<std::int32_t>(parents.add(*parent))
                                    : (digits ? kUnknownParent : kNoParentHash));
      names.host.push_back(names.hosts.add_cell(cell(*chunk, 2, row)));
      names.name.push_back(names.names.add_cell(cell(*chunk, 3, row)));
    }
  }
  link_parents(names, parents);
  return names;
}

}  // namespace proclens
