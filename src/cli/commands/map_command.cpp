#include "cli/commands/map_command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "atlas/manifest.hpp"
#include "atlas/map_files.hpp"
#include "atlas/map_page.hpp"
#include "atlas/page/page_hunt.hpp"
#include "atlas/page/page_links.hpp"
#include "cli/command_context.hpp"
#include "cli/commands/map_input.hpp"
#include "cli/commands/map_onto.hpp"
#include "cli/commands/map_summary.hpp"
#include "cli/count_dataset.hpp"
#include "cli/dataset_or_logs.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/options/option_checks.hpp"
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

/// Reports what is to be mapped and the memory forecast, and checks that this is allowed.
std::uint64_t check_size(const Context& context, const LensBags& bags, MapSize size, const MapArguments& arguments,
                         std::uint64_t allowed) {
  size = size_with_bags(size, bags, arguments.map.embedding.components);
  size.has_vectors = arguments.map.distance == BagDistance::wasserstein;
  const std::uint64_t bytes = forecast_bytes(size);
  const Lens& lens = bags.lens;
  context.progress().note(counted(bags.objects(), lens.object.one, lens.object.many) + ", " +
                          counted(size.distinct_bags, "distinct bag") + " of " +
                          counted(size.features, lens.feature.one, lens.feature.many) + "; needs about " +
                          human_bytes(bytes) + " of memory");
  check_memory(bytes, allowed);
  return bytes;
}

/// The bags hold nothing that a map could show.
class NothingToMap : public Error {
 public:
  explicit NothingToMap(const Error& why) : Error(why) {}
};

/// The result of `compute`, which reads no files: if it finds fault with the data, there is nothing to map.
template <class Compute>
auto mapped(Compute compute) {
  try {
    return compute();
  } catch (const Error& error) {
    if (error.fault() == Fault::data) throw NothingToMap(error);
    throw;
  }
}

/// The options of a map; where the command line says nothing, those that suit the lens.
MapOptions options_for(const Lens& lens, const MapArguments& arguments) {
  MapOptions options = arguments.map;
  if (!arguments.min_cluster_size_given) options.cluster.min_cluster_size = lens.min_cluster_size;
  const bool leaf =
      arguments.cluster_selection.empty() ? lens.clusters_are_leaves : arguments.cluster_selection == "leaf";
  options.cluster.selection = leaf ? ClusterSelection::leaf : ClusterSelection::excess_of_mass;
  return options;
}

/// The vectors of features that are texts, from their tokens.
Matrix<float> vectors_of_texts(const Context& context, const LensBags& bags, const MapOptions& options) {
  const Stage stage(context, "embed " + std::string(bags.lens.feature.many), bags.features());
  const TokenBags tokens = token_bags(context, bags.feature_names, bags.lens.relate_by);
  const Matrix<float> distinct = ordered_bag_vectors(context, tokens.distinct.bags, tokens.sequences, options);
  Matrix<float> vectors(bags.features(), distinct.columns());
  for (std::size_t feature = 0; feature < bags.features(); ++feature) {
    std::ranges::copy(distinct.row(tokens.distinct.bag_of[feature]), vectors.row(feature).begin());
  }
  return vectors;
}

DataMap map_bags(const Context& context, const LensBags& bags, const MapOptions& options) {
  const Bags& distinct = bags.distinct.bags;
  const bool needs_vectors = options.distance == BagDistance::wasserstein;
  if (needs_vectors && bags.lens.split != nullptr) return make_map(context, distinct, bags.sequences, options);
  DataMap map = needs_vectors && bags.lens.relate_by != nullptr
                    ? make_map(context, distinct, vectors_of_texts(context, bags, options), options)
                    : make_map(context, distinct, options);
  const TopicLabels topics = topic_labels(bags.lens, bags.feature_names);
  if (!topics.group.empty()) {
    name_clusters_by_group(context, distinct, topics.group, topics.labels.size(), options, map);
  }
  return map;
}

/// Makes and publishes the map of one lens of the input, and returns its summary.
nlohmann::ordered_json make_one_map(const Context& context, Database& database, const MapArguments& arguments,
                                    const OutputPath& out, std::uint64_t allowed, MapInput& input, const Lens& lens,
                                    MapRun run) {
  const std::size_t first_stage = context.progress().reports().size();
  const LensBags bags = take_bags(context, database, input, lens);
  mapped([&] { require_mappable_bags(bags); });
  OutputFolder output(out / std::string(lens.name), "manifest.json", map_result_files());
  run.forecast_bytes = check_size(context, bags, input.size, arguments, allowed);

  run.options = options_for(lens, arguments);
  const DataMap map = mapped([&] { return map_bags(context, bags, run.options); });
  const LeadingNames leads = leading_names(database, bags, map);
  {
    const Stage stage(context, "write tables");
    make_result_tables(database, bags, map, leads);
    write_map_files(context, database, bags, map, run.options, output);
  }
  {
    const Stage stage(context, "write page");
    const OtherResults others = {page_links_json(out.path, std::filesystem::path(lens.name) / "map.html"),
                                 read_page_hunt(database, out.path / "hunt", "selected")};
    write_map_page(context, database, run, bags, map, others, output, leads);
  }
  std::vector<StageReport> stages = context.progress().reports();
  stages.erase(stages.begin() + static_cast<std::ptrdiff_t>(input.shared_stages),
               stages.begin() + static_cast<std::ptrdiff_t>(first_stage));
  write_file(output.file("manifest.json"), json_text(map_manifest(run, bags, map, stages)));
  output.publish();
  update_page_links(out);
  const std::filesystem::path page = output.final_file("map.html");
  if (!arguments.json && !arguments.quiet) print_map_summary(run, bags, map, stages, page);
  return map_summary_json(run, bags, map, stages, page);
}

void run(const MapArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  Database database({context.threads(), allowed / 2, "", false, context.cancel_flag()});
  const OutputPath out(arguments.output, files);
  MapInput input = read_map_input(context, database, arguments, out, allowed);
  MapRun run = map_run(input, arguments.title.empty() ? input.title : arguments.title, arguments.map);
  require_selected(database, run.selection, arguments.bags.empty());
  run.lineage_states = make_lineage_states(database, audit_lineage(arguments));
  run.lineage_flags = make_lineage_flags(database, audit_lineage(arguments));
  input.shared_stages = context.progress().reports().size();
  nlohmann::ordered_json summaries = nlohmann::ordered_json::array();
  std::optional<NothingToMap> nothing_to_map;
  for (std::size_t i = 0; i < input.lenses.size(); ++i) {
    const Lens& lens = input.lenses[i];
    run.input = input.files[i];
    try {
      summaries.push_back(make_one_map(context, database, arguments, out, allowed, input, lens, run));
    } catch (const NothingToMap& error) {
      // Nobody asked for this lens, so it is no reason to do without the others.
      if (!input.lenses_fit_data) throw;
      context.progress().note("no map by " + std::string(lens.feature.many) + ": " + error.what());
      nothing_to_map = error;
    }
  }
  if (summaries.empty()) throw NothingToMap(*nothing_to_map);
  if (arguments.json) {
    std::fputs(json_text(summaries.size() == 1 ? summaries.front() : summaries).c_str(), stdout);
  }
}

void add_map_options(CLI::App& command, MapArguments& arguments) {
  MapOptions& map = arguments.map;
  command
      .add_option("--distance", arguments.distance,
                  "what makes two bags alike: wasserstein also compares different features, by what they occur with; "
                  "hellinger only counts the features that both have")
      ->check(CLI::IsMember({"wasserstein", "hellinger"}))
      ->capture_default_str()
      ->group("Map");
  command
      .add_option("--reference", arguments.reference,
                  "reference of the linear transport: points spread over the vocabulary, or a single centre")
      ->check(CLI::IsMember({"spread", "centre"}))
      ->capture_default_str()
      ->group("Map");
  command
      .add_flag("--exact-neighbors,!--no-exact-neighbors", map.exact_neighbours,
                "find neighbours by exact Wasserstein distance: nearly all of the true ones, but slower")
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
      ->default_str("10; 5 for hosts")
      ->group("Map");
  command
      .add_option("--cluster-selection", arguments.cluster_selection,
                  "eom: the clusters that persist longest; leaf: the finest. Default: eom, leaf for hosts")
      ->check(CLI::IsMember({"eom", "leaf"}))
      ->group("Map");
  command.add_option("--seed", map.seed, "seed of all random choices")
      ->check(whole_number())
      ->capture_default_str()
      ->group("Map");
}

/// By the name that --neighbor-search checked.
NeighbourSearch search_named(const std::string& name) {
  if (name == "auto") return NeighbourSearch::automatic;
  return name == "cells" ? NeighbourSearch::cells : NeighbourSearch::exhaustive;
}

/// By the name that --distance checked.
BagDistance distance_named(const std::string& name) {
  return name == distance_name(BagDistance::hellinger) ? BagDistance::hellinger : BagDistance::wasserstein;
}

/// The Hellinger distance has no embedding, and is searched exactly.
void refuse_embedding_options(const CLI::App& command) {
  for (const char* option : {"--reference", "--components", "--exact-neighbors", "--neighbor-search"}) {
    if (command.count(option) > 0)
      throw CLI::ValidationError(option, "has no meaning for --distance hellinger, which has no embedding");
  }
}

void add_run_options(CLI::App& command, MapArguments& arguments) {
  command
      .add_option("--neighbor-search", arguments.neighbour_search,
                  "how the nearest bags are found: exhaustive compares all, cells only those in nearby cells, which is "
                  "far quicker for many bags and may miss some; the summary says what share was found")
      ->check(CLI::IsMember({"auto", "exhaustive", "cells"}))
      ->capture_default_str();
  add_password_option(command, arguments.password);
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
          ->add_option("SOURCE", arguments->sources,
                       "a dataset: a folder with process, process_path and the table that the lens reads; or logs, "
                       "which are imported into OUT/dataset first")
          ->type_name("");
  CLI::Option* bags = command->add_option("--bags", arguments->bags, "bags written by 'count', instead of SOURCE")
                          ->type_name("BAGS")
                          ->excludes(sources);
  command->add_option("-o,--output", arguments->output, "folder for the results; the map goes to OUT/LENS")
      ->required()
      ->check(not_empty())
      ->type_name("OUT");
  for (CLI::Option* option : add_count_options(*command, arguments->count)) bags->excludes(option);
  add_map_options(*command, *arguments);
  CLI::Option* onto = command
                          ->add_option("--onto", arguments->onto,
                                       "a finished map (OUT/LENS) on which the processes are placed; its points stay "
                                       "where they are")
                          ->check(not_empty())
                          ->type_name("MAP");
  for (CLI::Option* option : command->get_options([](const CLI::Option* o) { return o->get_group() == "Map"; })) {
    onto->excludes(option);
  }
  // These are the map's.
  for (const char* option : {"--fold-paths", "--bin", "--bin-zone", "--feature"}) {
    onto->excludes(command->get_option(option));
  }
  add_run_options(*command, *arguments);
  command->callback([arguments, command, &files] {
    if (arguments->sources.empty() && arguments->bags.empty()) throw CLI::RequiredError("SOURCE or --bags");
    arguments->min_cluster_size_given = command->count("--min-cluster-size") > 0;
    arguments->map.search.search = search_named(arguments->neighbour_search);
    if (!arguments->onto.empty()) {
      place_on_map(*arguments, files);
      return;
    }
    arguments->map.distance = distance_named(arguments->distance);
    if (arguments->map.distance == BagDistance::hellinger) refuse_embedding_options(*command);
    arguments->map.embedding.reference = arguments->reference == "centre" ? Reference::centre : Reference::spread;
    if (arguments->reference == "centre" && command->count("--components") == 0) {
      arguments->map.embedding.components = kCentreComponents;
    }
    run(*arguments, files);
  });
  return command;
}

}  // namespace proclens
