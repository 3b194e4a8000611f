#include "cli/count_dataset.hpp"

#include <algorithm>
#include <vector>

#include "core/memory.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "telemetry/selection.hpp"

namespace proclens {
namespace {

/// The tables that a lens reads, with the columns that it requires.
std::vector<LensTable> needed_tables(const Lens& lens, const SelectionOptions& selection) {
  std::vector<LensTable> needed = {{StdviewTable::process, {"pid_hash", "process_name"}},
                                   {StdviewTable::process_path, {"pid_hash", "ptree"}}};
  std::vector<LensTable> more = lens.tables;
  if (selection.include_unknown) more.push_back({StdviewTable::process_image_load, {"pid_hash"}});
  for (const LensTable& table : more) {
    const auto found = std::ranges::find(needed, table.table, &LensTable::table);
    if (found == needed.end()) {
      needed.push_back(table);
    } else {
      found->columns.insert(found->columns.end(), table.columns.begin(), table.columns.end());
    }
  }
  return needed;
}

/// Opens the tables as views and determines their size.
MapSize open_tables(Database& database, const Dataset& dataset, const Lens& lens, const SelectionOptions& selection,
                    const std::string& command, Progress& progress) {
  MapSize size;
  std::vector<std::string> missing;
  for (const LensTable& needed : needed_tables(lens, selection)) {
    const bool is_of_lens = std::ranges::find(lens.tables, needed.table, &LensTable::table) != lens.tables.end();
    const OpenedTable opened =
        open_table(database, dataset, needed.table, command + " --lens " + std::string(lens.name), needed.columns,
                   is_of_lens ? lens.remedy : std::string_view());
    for (const std::string& column : opened.missing_columns) {
      missing.push_back(std::string(table_name(needed.table)) + "." + column);
    }
    if (needed.table == StdviewTable::process) size.processes = opened.rows;
    if (is_of_lens) size.rows += opened.rows;
  }
  size.text_bytes = dataset.table(StdviewTable::process).bytes + dataset.table(StdviewTable::process_path).bytes;
  for (const std::string& column : missing) {
    for (const char* shown : {"process.hostname", "process.args", "process.user_name", "process.process_started"}) {
      if (column == shown) progress.note("column " + column + " is missing and stays empty on the map");
    }
  }
  return size;
}

}  // namespace

std::vector<CLI::Option*> add_count_options(CLI::App& command, CountArguments& arguments) {
  std::string meanings = "what the map describes";
  std::vector<std::string> names;
  for (const Lens& lens : lenses()) {
    names.emplace_back(lens.name);
    meanings += (names.size() == 1 ? ": " : "; ") + names.back() + ", " + std::string(lens.summary);
  }
  command.add_option("--lens", arguments.lens, meanings)
      ->check(CLI::IsMember(names))
      ->capture_default_str()
      ->group("Selection");
  add_selection_options(command, arguments.selection);
  command
      .add_flag("--include-unknown", arguments.selection.options.include_unknown,
                "include processes that occur only in process_image_load")
      ->group("Selection");
  return command.get_options([](const CLI::Option* option) { return option->get_group() == "Selection"; });
}

CountedDataset count_dataset(const Context& context, Database& database, const Dataset& dataset,
                             const CountArguments& arguments, const std::string& command, std::uint64_t components,
                             std::uint64_t allowed) {
  const Lens& lens = find_lens(arguments.lens);
  const SelectionOptions selection = parsed_selection(database, arguments.selection);
  Progress& progress = context.progress();
  CountedDataset result;
  MapSize& size = result.size;
  size = open_tables(database, dataset, lens, selection, command, progress);
  size.components = components;
  progress.note(printable(dataset.folder().string()) + ": " + counted(size.processes, "process record"));
  check_memory(forecast_bytes(size), allowed);
  result.contract.selections = {selection};
  {
    const Stage stage(context, "select");
    result.contract.selection = select_processes(database, selection);
  }
  result.contract.bags = lens_bags(context, database, lens, result.contract.selection.selected);
  return result;
}

void check_memory(std::uint64_t needed, std::uint64_t allowed) {
  if (needed <= allowed) return;
  throw Error(
      Fault::machine,
      "this needs about " + human_bytes(needed) + " of memory, but only " + human_bytes(allowed) + " may be used",
      "Allow more with --max-memory, or select fewer processes with --since, --until or --host.");
}

}  // namespace proclens
