#include "cli/commands/map_command.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "atlas/manifest.hpp"
#include "atlas/map_files.hpp"
#include "atlas/map_page.hpp"
#include "atlas/page/page_hunt.hpp"
#include "atlas/page/page_links.hpp"
#include "cli/command_context.hpp"
#include "cli/commands/map_summary.hpp"
#include "cli/count_dataset.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
#include "contract/read_contracts.hpp"
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

constexpr std::size_t kCentreComponents = 128;  // default for --reference centre, as in vectorizers

/// The command line as given.
struct MapArguments {
  std::vector<std::string> sources;
  std::string output;
  std::string bags;
  std::string reference = "spread";
  std::string title;
  std::string audit;
  std::uint64_t max_memory = 0;
  int threads = 0;
  bool quiet = false;
  bool json = false;
  CountArguments count;
  MapOptions map;
};

/// "; they start from 2024-05-01 08:00 to 2024-05-03 17:31 (UTC)", for when --since or --until left nothing.
std::string range_of_starts(Database& database) {
  const std::optional<std::string> range = database.text(
      "SELECT strftime(min(process_started), '%Y-%m-%d %H:%M') || ' to ' || strftime(max(process_started), '%Y-%m-%d "
      "%H:%M') FROM process");
  return range ? "; recorded start times range from " + *range + " (UTC)" : "; no start times are recorded";
}

/// Reports why nothing is left, rule by rule.
/// @param database has the view `process`, unless the map is made from bags
[[noreturn]] void nothing_selected(Database& database, const SelectionCounts& counts, bool from_bags) {
  throw Error(Fault::data,
              "the selection leaves no processes: of " + counted(counts.records, "record") + ", " +
                  with_separators(counts.without_hash) + " without a pid_hash, " + with_separators(counts.sensors) +
                  " from sensors, " + with_separators(counts.excluded_lineage) + " matching --exclude-lineage, " +
                  with_separators(counts.outside_time) + " outside --since and --until, " +
                  with_separators(counts.other_hosts) + " on other hosts" +
                  (counts.outside_time > 0 && !from_bags ? range_of_starts(database) : ""),
              "Relax --since, --until, --host or --exclude-lineage, or use --keep-sensors.");
}

/// The audit whose states colour the map: the one given, or the one next to the map.
std::filesystem::path audit_lineage(const MapArguments& arguments) {
  if (!arguments.audit.empty()) return std::filesystem::path(arguments.audit) / "lineage.parquet";
  const auto next_to_map = std::filesystem::path(arguments.output) / "audit" / "lineage.parquet";
  return std::filesystem::exists(next_to_map) ? next_to_map : std::filesystem::path();
}

/// The input of the map, and what is known about its size.
struct MapInput {
  BagsContract contract;
  MapSize size;
  std::vector<InputFile> files;
};

MapInput read_input(const Context& context, Database& database, const MapArguments& arguments, const OutputPath& out,
                    std::uint64_t allowed) {
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

/// Reports what is to be mapped and the memory forecast, and checks that this is allowed.
std::uint64_t check_size(const Context& context, const LensBags& bags, MapSize size, const MapArguments& arguments,
                         std::uint64_t allowed) {
  size.processes = bags.object_of.size();
  size.components = arguments.map.embedding.components;
  size.features = bags.features();
  size.distinct_bags = bags.distinct.bags.distinct();
  size.bag_entries = bags.distinct.bags.counts.nonzeros();
  const std::uint64_t bytes = forecast_bytes(size);
  const Lens& lens = bags.lens;
  context.progress().note(counted(bags.objects(), lens.object.one, lens.object.many) + ", " +
                          counted(size.distinct_bags, "distinct bag") + " of " +
                          counted(size.features, lens.feature.one, lens.feature.many) + "; needs about " +
                          human_bytes(bytes) + " of memory");
  check_memory(bytes, allowed);
  return bytes;
}

void run(MapArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  Database database({context.threads(), allowed / 2, "", false, context.cancel_flag()});
  const OutputPath out(arguments.output, files);
  MapInput input = read_input(context, database, arguments, out, allowed);
  const LensBags& bags = input.contract.bags;
  MapRun run{PROCLENS_VERSION,
             arguments.title.empty() ? input.contract.title : arguments.title,
             std::move(input.files),
             input.contract.selections,
             arguments.map,
             input.contract.selection,
             {},
             {},
             0};
  if (run.selection.selected == 0) nothing_selected(database, run.selection, !arguments.bags.empty());
  require_mappable_bags(bags);
  OutputFolder output(out / std::string(bags.lens.name), "manifest.json", map_result_files());
  run.lineage_states = make_lineage_states(database, audit_lineage(arguments));
  run.lineage_flags = make_lineage_flags(database, audit_lineage(arguments));
  run.forecast_bytes = check_size(context, bags, input.size, arguments, allowed);

  const DataMap map = make_map(context, bags.distinct.bags, run.options);
  {
    const Stage stage(context, "write tables");
    make_result_tables(database, bags, map);
    write_map_files(context, database, bags, map, run.options, output);
  }
  {
    const Stage stage(context, "write page");
    const OtherResults others = {page_links_json(out.path, std::string(bags.lens.name)),
                                 read_page_hunt(database, out.path / "hunt", "selected")};
    write_map_page(context, database, run, bags, map, others, output);
  }
  const std::vector<StageReport>& stages = context.progress().reports();
  write_file(output.file("manifest.json"), json_text(map_manifest(run, bags, map, stages)));
  output.publish();
  update_page_links(out);
  print_map_summary(run, bags, map, stages, output.final_file("map.html"), arguments.json, arguments.quiet);
}

void add_map_options(CLI::App& command, MapArguments& arguments) {
  MapOptions& map = arguments.map;
  command
      .add_option("--reference", arguments.reference,
                  "reference of the linear transport: points spread over the vocabulary, or a single centre")
      ->check(CLI::IsMember({"spread", "centre"}))
      ->capture_default_str()
      ->group("Map");
  command
      .add_flag("--exact-neighbors,!--no-exact-neighbors", map.exact_neighbours,
                "re-rank neighbours by exact Wasserstein distance (slower)")
      ->group("Map");
  command
      .add_option("--components", map.embedding.components,
                  "dimensions of the embedding; with '--reference centre' the default is 128")
      ->check(CLI::Range(2, 512))
      ->capture_default_str()
      ->group("Map");
  command
      .add_option("--neighbors", map.layout.neighbours, "neighbourhood size of the layout, including the point itself")
      ->check(CLI::Range(2, 256))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--min-dist", map.layout.min_dist, "how tightly points may be packed (UMAP's min_dist)")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--min-cluster-size", map.cluster.min_cluster_size, "minimum number of objects in a cluster")
      ->check(CLI::Range(2, 1'000'000))
      ->capture_default_str()
      ->group("Map");
  command.add_option("--seed", map.seed, "seed of all random choices")
      ->check(whole_number())
      ->capture_default_str()
      ->group("Map");
}

void add_run_options(CLI::App& command, MapArguments& arguments) {
  command.add_option("--title", arguments.title, "title of the page; default: the dataset's name")->type_name("TEXT");
  command
      .add_option("--audit", arguments.audit,
                  "folder of an audit whose lineage states the map shows; default: OUT/audit if it exists")
      ->type_name("FOLDER");
  command.add_option("--threads", arguments.threads, "number of threads; 0: one per core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  add_max_memory_option(command, arguments.max_memory);
  command.add_flag("--quiet", arguments.quiet, "print neither progress nor summary");
  command.add_flag("--json", arguments.json, "print the summary as JSON");
}

}  // namespace

CLI::App* add_map_command(CLI::App& app, FileSystem& files) {
  CLI::App* command = app.add_subcommand("map", "Draw a map of the processes in a dataset or in logs.");
  auto arguments = std::make_shared<MapArguments>();
  CLI::Option* sources =
      command
          ->add_option("sources", arguments->sources,
                       "a dataset: a folder with process, process_path and the table that the lens reads; or logs, "
                       "which are imported into OUT/dataset first")
          ->type_name("SOURCE");
  CLI::Option* bags = command->add_option("--bags", arguments->bags, "bags written by 'count', instead of SOURCE")
                          ->type_name("BAGS")
                          ->excludes(sources);
  command->add_option("-o,--output", arguments->output, "folder for the results; the map goes to OUT/LENS")
      ->required()
      ->check(not_empty())
      ->type_name("OUT");
  for (CLI::Option* option : add_count_options(*command, arguments->count)) bags->excludes(option);
  add_map_options(*command, *arguments);
  add_run_options(*command, *arguments);
  command->callback([arguments, command, &files] {
    if (arguments->sources.empty() && arguments->bags.empty()) throw CLI::RequiredError("SOURCE or --bags");
    arguments->map.embedding.reference = arguments->reference == "centre" ? Reference::centre : Reference::spread;
    if (arguments->reference == "centre" && command->count("--components") == 0) {
      arguments->map.embedding.components = kCentreComponents;
    }
    run(*arguments, files);
  });
  return command;
}

}  // namespace proclens
