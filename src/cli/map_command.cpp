#include "cli/map_command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atlas/manifest.hpp"
#include "atlas/map_files.hpp"
#include "atlas/map_page.hpp"
#include "cli/allowed_memory.hpp"
#include "cli/command_context.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/map_summary.hpp"
#include "core/memory.hpp"
#include "core/text.hpp"
#include "lens/lens_bags.hpp"
#include "lens/memory_forecast.hpp"
#include "proclens/error.hpp"
#include "proclens/map.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/dataset.hpp"
#include "telemetry/lineage_state.hpp"
#include "telemetry/selection.hpp"

namespace proclens {
namespace {

constexpr std::size_t kCentreComponents = 128;  // of --reference centre, as vectorizers has it

/// The command line as given.
struct MapArguments {
  std::vector<std::string> sources;
  std::string output;
  std::string lens{lenses().front().name};
  std::string reference = "spread";
  std::string since;
  std::string until;
  std::string title;
  std::string audit;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
  SelectionOptions selection;
  MapOptions map;
};

/// A date or time as microseconds since 1970 UTC. DuckDB reads what people write: dates, times with and without zone.
std::optional<std::int64_t> parse_time(Database& database, const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::vector<SqlValue> parameters = {text};
  Rows rows = database.query("SELECT epoch_us(TRY_CAST($1 AS TIMESTAMPTZ))", parameters);
  const Chunk* chunk = rows.next();
  if (chunk != nullptr && chunk->valid(0, 0)) return chunk->int64(0)[0];
  throw Error(Fault::usage, option + " does not understand the time '" + printable(text) + "'",
              "Write it as 2024-05-31 or 2024-05-31T14:30:00Z; without a zone it is UTC.");
}

/// The tables that a map with this lens reads, each with the columns that it cannot do without.
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

/// Opens the tables as views and says how large they are.
MapSize open_tables(Database& database, const Dataset& dataset, const Lens& lens, const SelectionOptions& selection,
                    Progress& progress) {
  MapSize size;
  std::vector<std::string> missing;
  for (const LensTable& needed : needed_tables(lens, selection)) {
    const bool is_of_lens = std::ranges::find(lens.tables, needed.table, &LensTable::table) != lens.tables.end();
    const OpenedTable opened = open_table(database, dataset, needed.table, "map --lens " + std::string(lens.name),
                                          needed.columns, is_of_lens ? lens.remedy : std::string_view());
    for (const std::string& column : opened.missing_columns) {
      missing.push_back(std::string(table_name(needed.table)) + "." + column);
    }
    if (needed.table == StdviewTable::process) size.processes = opened.rows;
    if (is_of_lens) size.rows += opened.rows;
  }
  size.text_bytes = dataset.table(StdviewTable::process).bytes + dataset.table(StdviewTable::process_path).bytes;
  for (const std::string& column : missing) {
    for (const char* shown : {"process.hostname", "process.args", "process.user_name", "process.process_started"}) {
      if (column == shown) progress.note("column " + column + " is missing: it stays empty on the map");
    }
  }
  return size;
}

void check_memory(std::uint64_t needed, std::uint64_t allowed, const std::string& what) {
  if (needed <= allowed) return;
  throw Error(Fault::machine,
              what + " needs about " + human_bytes(needed) + " of memory; " + human_bytes(allowed) + " are allowed",
              "Allow more with --max-memory, or map fewer processes with --since, --until or --host.");
}

/// The audit whose states colour the map: the one named, or the one that lies beside the map.
std::filesystem::path audit_lineage(const MapArguments& arguments) {
  if (!arguments.audit.empty()) return std::filesystem::path(arguments.audit) / "lineage.parquet";
  const auto beside = std::filesystem::path(arguments.output) / "audit" / "lineage.parquet";
  return std::filesystem::exists(beside) ? beside : std::filesystem::path();
}

/// Tells why nothing is left, rule by rule.
[[noreturn]] void nothing_selected(const SelectionCounts& counts) {
  throw Error(Fault::data,
              "no process is left after the selection: of " + with_separators(counts.records) + " records " +
                  with_separators(counts.without_hash) + " have no pid_hash, " + with_separators(counts.sensors) +
                  " belong to sensors, " + with_separators(counts.excluded_lineage) + " match --exclude-lineage, " +
                  with_separators(counts.outside_time) + " lie outside --since and --until, " +
                  with_separators(counts.other_hosts) + " are on other hosts",
              "Loosen --since, --until, --host or --exclude-lineage, or use --keep-sensors.");
}

void run(MapArguments& arguments) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  Progress& progress = context.progress();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  const Lens& lens = find_lens(arguments.lens);
  const OpenedSources opened = open_dataset_or_logs(context, arguments.sources, arguments.output, allowed);
  const Dataset& dataset = opened.dataset;
  Database database({context.threads(), allowed / 2, "", false, context.cancel_flag()});
  arguments.selection.since = parse_time(database, "--since", arguments.since);
  arguments.selection.until = parse_time(database, "--until", arguments.until);

  MapRun run{PROCLENS_VERSION, arguments.title, arguments.selection, arguments.map, {}, {}, {}, 0};
  if (run.title.empty()) run.title = valid_utf8(opened.name);

  MapSize size = open_tables(database, dataset, lens, arguments.selection, progress);
  size.components = arguments.map.embedding.components;
  run.foretold_bytes = forecast_bytes(size);
  progress.note(printable(dataset.folder().string()) + ": " + with_separators(size.processes) + " process records");
  check_memory(run.foretold_bytes, allowed, "this map");

  OutputFolder output(std::filesystem::path(arguments.output) / arguments.lens, "manifest.json");
  {
    const Stage stage(context, "select");
    run.selection = select_processes(database, run.selection_options);
  }
  if (run.selection.selected == 0) nothing_selected(run.selection);
  run.lineage_states = make_lineage_states(database, audit_lineage(arguments));
  run.lineage_flags = make_lineage_flags(database, audit_lineage(arguments));
  const LensBags bags = lens_bags(context, database, lens, run.selection.selected);
  require_telling_bags(bags);

  size.processes = run.selection.selected;
  size.features = bags.features();
  size.distinct_bags = bags.distinct.bags.distinct();
  size.bag_entries = bags.distinct.bags.counts.nonzeros();
  run.foretold_bytes = forecast_bytes(size);
  progress.note(with_separators(bags.objects()) + " " + std::string(lens.object.many) + ", " +
                with_separators(size.distinct_bags) + " distinct bags of " + with_separators(size.features) + " " +
                std::string(lens.feature.many) + "; about " + human_bytes(run.foretold_bytes) + " of memory");
  check_memory(run.foretold_bytes, allowed, "this map");

  const DataMap map = make_map(context, bags.distinct.bags, run.options);
  {
    const Stage stage(context, "write tables");
    make_result_tables(database, bags, map);
    write_map_files(context, database, bags, map, output);
  }
  {
    const Stage stage(context, "write page");
    write_map_page(context, database, run, bags, map, output);
  }
  write_file(output.file("manifest.json"), json_text(map_manifest(run, dataset, bags, map, progress.reports())));
  output.publish();
  print_map_summary(run, bags, map, progress.reports(), output.final_file("map.html"), arguments.json, arguments.quiet);
}

void add_selection_options(CLI::App& command, MapArguments& arguments) {
  SelectionOptions& selection = arguments.selection;
  command
      .add_option("--exclude-lineage", selection.exclude_lineage,
                  "drop processes whose lineage contains this; repeatable")
      ->type_name("TEXT")
      ->allow_extra_args(false)
      ->group("Selection");
  command.add_flag("--keep-sensors", selection.keep_sensors, "keep the sensors' own processes (wintap, amazon-ssm)")
      ->group("Selection");
  command.add_flag("--include-unknown", selection.include_unknown, "also processes that only process_image_load knows")
      ->group("Selection");
  command.add_option("--since", arguments.since, "only processes started at or after this time (UTC)")
      ->type_name("TIME")
      ->group("Selection");
  command.add_option("--until", arguments.until, "only processes started before this time (UTC)")
      ->type_name("TIME")
      ->group("Selection");
  command.add_option("--host", selection.hosts, "only this host; repeatable")
      ->type_name("NAME")
      ->allow_extra_args(false)
      ->group("Selection");
}

void add_map_options(CLI::App& command, MapArguments& arguments) {
  MapOptions& map = arguments.map;
  std::string meanings = "what the map shows";
  std::vector<std::string> names;
  for (const Lens& lens : lenses()) {
    names.emplace_back(lens.name);
    meanings += (names.size() == 1 ? ": " : "; ") + names.back() + ", " + std::string(lens.summary);
  }
  command.add_option("--lens", arguments.lens, meanings)
      ->check(CLI::IsMember(names))
      ->capture_default_str()
      ->group("Map");
  command
      .add_option("--reference", arguments.reference,
                  "reference of the linear transport: spread over the vocabulary, or one centre")
      ->check(CLI::IsMember({"spread", "centre"}))
      ->capture_default_str()
      ->group("Map");
  command
      .add_flag("--exact-neighbors,!--no-exact-neighbors", map.exact_neighbours,
                "re-rank neighbours by exact Wasserstein distance")
      ->group("Map");
  command.add_option("--components", map.embedding.components, "dimensions of the embedding; with 'centre' 128")
      ->check(CLI::Range(2, 512))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--neighbors", map.layout.neighbours, "size of a neighbourhood in the layout, the point included")
      ->check(CLI::Range(2, 256))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--min-dist", map.layout.min_dist, "how close points may lie")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--min-cluster-size", map.cluster.min_cluster_size, "fewest objects in a cluster")
      ->check(CLI::Range(2, 1'000'000))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--seed", map.seed, "of every random choice")->capture_default_str()->group("Map");
}

void add_run_options(CLI::App& command, MapArguments& arguments) {
  command.add_option("--title", arguments.title, "heading of the page; by default the dataset's name")
      ->type_name("TEXT");
  command
      .add_option("--audit", arguments.audit,
                  "colour by the lineage states in this audit folder; by default OUT/audit if there")
      ->type_name("FOLDER");
  command.add_option("--threads", arguments.threads, "0: one per core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(command, arguments.max_memory);
  command.add_flag("--quiet", arguments.quiet, "no progress, no summary");
  command.add_flag("--json", arguments.json, "the summary as JSON");
}

}  // namespace

CLI::App* add_map_command(CLI::App& app) {
  CLI::App* command = app.add_subcommand("map", "Draw a data map of the processes in a stdview dataset, or in logs.");
  auto arguments = std::make_shared<MapArguments>();
  command
      ->add_option("sources", arguments->sources,
                   "a dataset: a folder of process, process_path and what the lens reads; or logs, which are imported "
                   "into OUT/dataset first")
      ->required()
      ->type_name("SOURCE");
  command->add_option("-o,--output", arguments->output, "where to write; the map goes to OUT/LENS")
      ->required()
      ->type_name("OUT");
  add_map_options(*command, *arguments);
  add_selection_options(*command, *arguments);
  add_run_options(*command, *arguments);
  command->callback([arguments, command] {
    arguments->map.embedding.reference = arguments->reference == "centre" ? Reference::centre : Reference::spread;
    if (arguments->reference == "centre" && command->count("--components") == 0) {
      arguments->map.embedding.components = kCentreComponents;
    }
    run(*arguments);
  });
  return command;
}

}  // namespace proclens
