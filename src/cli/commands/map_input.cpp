#include "cli/commands/map_input.hpp"

#include <utility>

#include "cli/dataset_or_logs.hpp"
#include "contract/read_contracts.hpp"
#include "core/text.hpp"
#include "telemetry/damaged_text.hpp"

namespace proclens {

MapInput read_map_input(const Context& context, Database& database, const MapArguments& arguments,
                        const OutputPath& out, std::uint64_t allowed) {
  MapInput input;
  if (!arguments.bags.empty()) {
    const std::vector<std::filesystem::path> folders = {arguments.bags};
    BagsContract contract = read_contracts(context, database, folders);
    input.title = std::move(contract.title);
    input.rules = std::move(contract.selections);
    input.selection = contract.selection;
    input.files = {contract_files(folders)};
    input.lenses = {contract.bags.lens};
    input.bags = std::move(contract.bags);
    return input;
  }
  const OpenedSources opened = open_dataset_or_logs(context, arguments.sources, out, allowed, arguments.password);
  SelectedDataset selected = with_damaged_text_named({opened.dataset}, [&] {
    return select_dataset(context, database, opened.dataset, arguments.count, "map", arguments.map.embedding.components,
                          allowed);
  });
  input.dataset = opened.dataset;
  input.title = valid_utf8(opened.name);
  input.rules = {selected.rules};
  input.selection = selected.counts;
  input.size = selected.size;
  for (const Lens& lens : selected.lenses) input.files.push_back(input_files(opened.dataset, lens));
  input.lenses = std::move(selected.lenses);
  input.lenses_fit_data = arguments.count.lenses.empty();
  return input;
}

LensBags take_bags(const Context& context, Database& database, MapInput& input, const Lens& lens) {
  if (!input.bags) {
    return with_damaged_text_named({*input.dataset},
                                   [&] { return lens_bags(context, database, lens, input.selection.selected); });
  }
  LensBags bags = std::move(*input.bags);
  input.bags.reset();
  return bags;
}

MapRun map_run(const MapInput& input, const std::string& title, const MapOptions& options) {
  return {PROCLENS_VERSION, title, input.files.front(), input.rules, options, input.selection, {}, {}, 0};
}

MapSize size_with_bags(MapSize size, const LensBags& bags, std::size_t components) {
  size.processes = bags.object_of.size();
  size.components = components;
  size.ordered = bags.lens.split != nullptr || bags.lens.relate_by != nullptr;
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
