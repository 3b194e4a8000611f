#include "cli/commands/map_input.hpp"

#include <utility>

#include "cli/dataset_or_logs.hpp"
#include "contract/read_contracts.hpp"
#include "core/text.hpp"

namespace proclens {

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
  std::vector<InputFile> files = input_files(opened.dataset, counted.contract.bags.lens);
  return {std::move(counted.contract), counted.size, std::move(files)};
}

MapSize size_with_bags(MapSize size, const LensBags& bags, std::size_t components) {
  size.processes = bags.object_of.size();
  size.components = components;
  size.features = bags.features();
  size.distinct_bags = bags.distinct.bags.distinct();
  size.bag_entries = bags.distinct.bags.counts.nonzeros();
  return size;
}

std::filesystem::path audit_lineage(const MapArguments& arguments) {
  if (!arguments.audit.empty()) return std::filesystem::path(arguments.audit) / "lineage.parquet";
  const auto next_to_map = std::filesystem::path(arguments.output) / "audit" / "lineage.parquet";
  return std::filesystem::exists(next_to_map) ? next_to_map : std::filesystem::path();
}

}  // namespace proclens
