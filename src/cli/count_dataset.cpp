#include "cli/count_dataset.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/fitting_lenses.hpp"
#include "cli/options/known_hosts.hpp"
#include "core/memory.hpp"
#include "core/text.hpp"
#include "lens/user_lens.hpp"
#include "proclens/error.hpp"
#include "telemetry/selection.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kPartForQueries = 4;  // of the memory: DuckDB may use half of it for everything else

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

/// Opens a lens's tables as views and determines their size.
MapSize open_tables(Database& database, const Dataset& dataset, const Lens& lens, const SelectionOptions& selection,
                    const std::string& command, std::vector<std::string>& missing, OpenedTable& processes) {
  MapSize size;
  for (const LensTable& needed : needed_tables(lens, selection)) {
    const bool is_of_lens = std::ranges::find(lens.tables, needed.table, &LensTable::table) != lens.tables.end();
    const OpenedTable opened =
        open_table(database, dataset, needed.table, command + " --lens " + std::string(lens.name), needed.columns,
                   is_of_lens ? lens.remedy : std::string_view());
    for (const std::string& column : opened.missing_columns) {
      missing.push_back(std::string(table_name(needed.table)) + "." + column);
    }
    if (needed.table == StdviewTable::process) {
      processes = opened;
      size.processes = opened.rows;
    }
    if (is_of_lens) size.rows += opened.rows;
  }
  size.text_bytes = dataset.table(StdviewTable::process).bytes + dataset.table(StdviewTable::process_path).bytes;
  return size;
}

/// The tables of all lenses, and the size of the largest.
MapSize open_all_tables(Database& database, const Dataset& dataset, const std::vector<Lens>& lenses,
                        const SelectionOptions& selection, const std::string& command, Progress& progress) {
  MapSize size;
  std::vector<std::string> missing;
  OpenedTable processes;
  for (const Lens& lens : lenses) {
    const MapSize of_lens = open_tables(database, dataset, lens, selection, command, missing, processes);
    if (of_lens.rows >= size.rows) size = of_lens;
  }
  for (const char* shown : {"process.hostname", "process.args", "process.user_name", "process.process_started"}) {
    if (std::ranges::find(missing, shown) != missing.end()) {
      progress.note("column " + std::string(shown) + " is missing and stays empty on the map");
    }
  }
  note_unreadable_starts(progress, processes);
  return size;
}

bool is_query_file(std::string_view lens) { return ascii_lower(lens).ends_with(".sql"); }

/// What is between the commas.
std::vector<std::string> lens_names(const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    names.push_back(list.substr(start, end - start));
    start = end + 1;
  }
  return names;
}

std::string lens_problem(const std::string& name) {
  if (name.empty()) return "a lens has no name: there is a comma too many";
  if (is_query_file(name) || std::ranges::find(lenses(), name, &Lens::name) != lenses().end()) return "";
  std::string known;
  for (const Lens& lens : lenses()) known += lens.name + ", ";
  return "there is no lens '" + printable(name) + "'; the lenses are " + known + "and files that end with .sql";
}

/// For CLI::Option::check().
std::string lens_list_problem(const std::string& list) {
  for (const std::string& name : lens_names(list)) {
    if (std::string problem = lens_problem(name); !problem.empty()) return problem;
  }
  return "";
}

/// Folds the paths of the lenses that have any.
void fold_paths(std::vector<Lens>& lenses) {
  bool any = false;
  for (Lens& lens : lenses) {
    if (!lens.features_are_paths) continue;
    lens = with_folded_paths(std::move(lens));
    any = true;
  }
  if (any) return;
  throw Error(Fault::usage, "--fold-paths: the lens '" + std::string(lenses.front().name) + "' has no paths to fold",
              "Leave it out, or map images, files or registry with --lens.");
}

std::vector<Lens> chosen_lenses(const Context& context, Database& database, const Dataset& dataset,
                                const CountArguments& arguments, const std::string& command) {
  if (!arguments.given_lenses.empty()) return arguments.given_lenses;
  std::vector<Lens> chosen;
  if (arguments.lenses.empty()) chosen = fitting_lenses(context, database, dataset, command);
  for (const std::string& name : arguments.lenses) {
    Lens lens = is_query_file(name) ? read_users_lens(name)
                : name == kHosts    ? host_lens(arguments.hosts)
                                    : find_lens(name);
    const auto same = std::ranges::find(chosen, lens.name, &Lens::name);
    if (same == chosen.end()) {
      chosen.push_back(std::move(lens));
    } else if (!same->counts_like(lens)) {
      throw Error(Fault::usage, "two lenses are called '" + lens.name + "'", "Call one of the files something else.");
    }
  }
  if (arguments.fold_paths) fold_paths(chosen);
  if (arguments.hosts_given && std::ranges::find(chosen, kHosts, &Lens::name) == chosen.end()) {
    throw Error(Fault::usage, "--bin, --bin-zone and --feature are for the lens 'hosts' only", "Add --lens hosts.");
  }
  return chosen;
}

}  // namespace

std::vector<CLI::Option*> add_count_options(CLI::App& command, CountArguments& arguments) {
  std::string meanings = "what the map describes: ";
  for (const Lens& lens : lenses()) meanings += lens.name + ", " + std::string(lens.summary) + "; ";
  command
      .add_option_function<std::string>(
          "--lens",
          [&arguments](const std::string& list) {
            for (std::string& name : lens_names(list)) arguments.lenses.push_back(std::move(name));
          },
          meanings +
              "FILE.sql, a query of your own (docs/lenses.md). Several are separated by commas. Default: "
              "images and commands, each if at least a tenth "
              "of the processes have data for it")
      ->check(CLI::Validator(lens_list_problem, ""))
      ->trigger_on_parse()
      ->type_name("LENS")
      ->group("Selection");
  command
      .add_flag("--fold-paths", arguments.fold_paths,
                "count paths that differ only in drive, user name, GUID, version or number of a folder as one; for "
                "images, files and registry")
      ->group("Selection");
  const auto add_host_option = [&](const char* name, std::string& value, const char* meaning, const char* type) {
    command.add_option(name, value, meaning)
        ->each([&arguments](const std::string&) { arguments.hosts_given = true; })
        ->type_name(type)
        ->capture_default_str()
        ->group("Selection");
  };
  add_host_option("--bin", arguments.hosts.bin, "with --lens hosts, the span of time of a bin, such as 30m, 3h or 1d",
                  "SPAN");
  add_host_option("--bin-zone", arguments.hosts.bin_zone,
                  "with --lens hosts, the clock of the bins: UTC, +hh:mm, or a name such as Europe/Berlin", "ZONE");
  add_host_option("--feature", arguments.hosts.feature,
                  "with --lens hosts, what is counted: each command, name or image", "FEATURE");
  add_selection_options(command, arguments.selection);
  command
      .add_flag("--include-unknown", arguments.selection.options.include_unknown,
                "include processes that occur only in process_image_load")
      ->group("Selection");
  return command.get_options([](const CLI::Option* option) { return option->get_group() == "Selection"; });
}

SelectedDataset select_dataset(const Context& context, Database& database, const Dataset& dataset,
                               const CountArguments& arguments, const std::string& command, std::uint64_t components,
                               std::uint64_t allowed) {
  SelectedDataset result;
  result.rules = parsed_selection(database, arguments.selection);
  result.lenses = chosen_lenses(context, database, dataset, arguments, command);
  Progress& progress = context.progress();
  result.size = open_all_tables(database, dataset, result.lenses, result.rules, command, progress);
  result.size.components = components;
  progress.note(printable(dataset.folder().string()) + ": " + counted(result.size.processes, "process record"));
  check_memory(forecast_bytes(result.size), allowed);
  {
    const Stage stage(context, "select");
    result.counts = select_processes(database, result.rules);
  }
  // Counting day by day, there are days on which a host was off.
  report_unknown_hosts(context, database, result.rules.hosts, result.counts, command == "count");
  for (Lens& lens : result.lenses) {
    if (!is_users(lens)) continue;
    const std::uint64_t rows = run_users_query(context, database, dataset, lens, command, allowed / kPartForQueries);
    result.size.rows = std::max(result.size.rows, rows);
  }
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
