#include "cli/fitting_lenses.hpp"

#include <algorithm>
#include <cstdint>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kEnough = 10;  // per cent of the processes

/// "38%"; loads of processes without a record may make it more than all.
std::string share(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t percent = whole == 0 ? 0 : std::min<std::uint64_t>(100, 100 * part / whole);
  return percent == 0 && part > 0 ? "less than 1%" : std::to_string(percent) + "%";
}

/// Notes what could be mapped on request: tables of what processes did that many datasets lack.
void note_other_lenses(const Context& context, const Dataset& dataset) {
  std::string names;
  for (const Lens& lens : lenses()) {
    if (!lens.counts_activity || !dataset.has(lens.tables.front().table)) continue;
    names += (names.empty() ? "" : ", ") + std::string(lens.name);
  }
  if (!names.empty()) context.progress().note("there is data for more lenses: --lens " + names);
}

/// How many processes have data for the lens.
std::uint64_t processes_with_data(Database& database, const Dataset& dataset, const Lens& lens,
                                  const std::string& command) {
  for (const LensTable& needed : lens.tables) {
    static_cast<void>(open_table_if_there(database, dataset, needed.table, command, {"pid_hash"}));
  }
  return static_cast<std::uint64_t>(database.number(lens.processes_with_data));
}

}  // namespace

std::vector<Lens> fitting_lenses(const Context& context, Database& database, const Dataset& dataset,
                                 const std::string& command) {
  const std::uint64_t processes =
      open_table(database, dataset, StdviewTable::process, command, {"pid_hash", "process_name"}).rows;
  std::vector<Lens> fitting;
  const Lens* best = nullptr;
  std::uint64_t most = 0;
  std::string remedies;
  std::string none;
  for (const Lens& lens : lenses()) {
    if (lens.processes_with_data.empty()) continue;
    const std::uint64_t with_data = processes_with_data(database, dataset, lens, command);
    const bool fits = with_data > 0 && 100 * with_data >= kEnough * processes;
    context.progress().note("lens " + std::string(lens.name) + ": " + share(with_data, processes) +
                            " of the processes have " + std::string(lens.data) + (fits ? "" : ", too few for a map"));
    if (fits) fitting.push_back(lens);
    if (with_data > most) {
      best = &lens;
      most = with_data;
    }
    none += (none.empty() ? "" : " and none ") + std::string(lens.data);
    remedies += (remedies.empty() ? "" : " ") + std::string(lens.remedy);
  }
  if (fitting.empty() && best != nullptr) fitting.push_back(*best);
  note_other_lenses(context, dataset);
  if (fitting.empty()) throw Error(Fault::data, "no process has " + none + ", so there is nothing to map", remedies);
  return fitting;
}

}  // namespace proclens
