#include "cli/commands/map_input.hpp"

#include <optional>
#include <utility>

#include "cli/dataset_or_logs.hpp"
#include "contract/read_contracts.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

/// "; they start from 2024-05-01 08:00 to 2024-05-03 17:31 (UTC)", for when --since or --until left nothing.
std::string range_of_starts(Database& database) {
  const std::optional<std::string> range = database.text(
      "SELECT strftime(min(process_started), '%Y-%m-%d %H:%M') || ' to ' || strftime(max(process_started), '%Y-%m-%d "
      "%H:%M') FROM process");
  return range ? "; recorded start times range from " + *range + " (UTC)" : "; no start times are recorded";
}

}  // namespace

MapInput read_map_input(const Context& context, Database& database, const MapArguments& arguments,
                        const OutputPath& out, std::uint64_t allowed) {
  if (!arguments.bags.empty()) {
    const std::vector<std::filesystem::path> folders = {arguments.bags};
    return {read_contracts(context, database, folders), {}, contract_files(folders)};
  }
  const OpenedSources opened = open_dataset_or_logs(context, arguments.sources, out, allowed);
  CountedDataset counted = count_dataset(context, database, opened.dataset, arguments.count, "map",
                                         arguments.map.embedding.components, allowed);
  counted.contract.title = valid_utf8(opened.name);
  return {std::move(counted.contract), counted.size, input_files(opened.dataset)};
}

void require_selected(Database& database, const SelectionCounts& counts, const MapArguments& arguments) {
  if (counts.selected > 0) return;
  throw Error(Fault::data,
              "the selection leaves no processes: of " + counted(counts.records, "record") + ", " +
                  with_separators(counts.without_hash) + " without a pid_hash, " + with_separators(counts.sensors) +
                  " from sensors, " + with_separators(counts.excluded_lineage) + " matching --exclude-lineage, " +
                  with_separators(counts.outside_time) + " outside --since and --until, " +
                  with_separators(counts.other_hosts) + " on other hosts" +
                  (counts.outside_time > 0 && arguments.bags.empty() ? range_of_starts(database) : ""),
              "Relax --since, --until, --host or --exclude-lineage, or use --keep-sensors.");
}

std::filesystem::path audit_lineage(const MapArguments& arguments) {
  if (!arguments.audit.empty()) return std::filesystem::path(arguments.audit) / "lineage.parquet";
  const auto next_to_map = std::filesystem::path(arguments.output) / "audit" / "lineage.parquet";
  return std::filesystem::exists(next_to_map) ? next_to_map : std::filesystem::path();
}

}  // namespace proclens
