#include "cli/commands/map_onto.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

#include "atlas/map_files.hpp"
#include "atlas/page/page_hunt.hpp"
#include "atlas/page/page_links.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "cli/command_context.hpp"
#include "cli/commands/map_summary.hpp"
#include "cli/options/allowed_memory.hpp"
#include "cli/terminal/total_seconds.hpp"
#include "core/memory.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "lens/lens_bags.hpp"
#include "placement/placed_objects.hpp"
#include "placement/placement_files.hpp"
#include "placement/placement_manifest.hpp"
#include "placement/placement_page.hpp"
#include "placement/recorded_map.hpp"
#include "placement/recorded_page.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"
#include "telemetry/lineage_state.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownFeatures = 5;

std::string shown_path(const fs::path& path) { return printable(path.string(), 4096); }

/// Throws Error (usage) if the results would replace the map.
void require_other_folder(const fs::path& result, const fs::path& map) {
  std::error_code code;
  if (!fs::equivalent(result, map, code)) return;
  throw Error(Fault::usage, shown_path(result) + " is the map itself, which stays as it is",
              "Give another folder with -o.");
}

/// The name of the lens that was asked for, by name or by file.
std::string lens_name(const fs::path& asked) { return asked.stem().string(); }

Lens lens_of_map(const MapArguments& arguments) {
  Lens lens = recorded_map_lens(arguments.onto);
  const std::vector<std::string>& asked = arguments.count.lenses;
  if (!asked.empty() && (asked.size() > 1 || lens_name(asked.front()) != lens.name)) {
    throw Error(Fault::usage,
                shown_path(arguments.onto) + " is a map with the lens '" + std::string(lens.name) + "', not '" +
                    asked.back() + "'",
                "Leave out --lens: what is placed on a map is counted by its lens.");
  }
  return lens;
}

void require_same_lens(const RecordedMap& map, const LensBags& bags) {
  if (bags.lens.counts_like(map.lens)) return;
  throw Error(
      Fault::data,
      "the bags were counted by the lens '" + described(bags.lens) + "', the map by '" + described(map.lens) + "'",
      "Count them again with the lens and the options of the map.");
}

/// A map, and what is to be placed on it.
struct PlacementInput {
  RecordedMap map;
  RecordedPage page;
  MapInput input;
  LensBags bags;
};

/// Reads both at the same time: reading a map keeps one core busy, and so does much of counting.
PlacementInput read_placement_input(const Context& context, Database& database, const MapArguments& arguments,
                                    const OutputPath& out, std::uint64_t allowed) {
  PlacementInput read;
  Database other_handle = database.new_connection();
  parallel_invoke(
      context,
      [&] {
        read.map = read_recorded_map(other_handle, arguments.onto);
        read.page = read_recorded_page(read.map.folder, read.map.model.reach.size());
      },
      [&] {
        read.input = read_map_input(context, database, arguments, out, allowed);
        require_selected(database, read.input.selection, arguments.bags.empty());
        read.bags = take_bags(context, database, read.input, Lens(read.input.lenses.front()));
      });
  require_same_lens(read.map, read.bags);
  require_counted_rows(read.bags);
  return read;
}

/// Bytes: of counting the new processes, of the map as arrays, and of the rows that its page shows, while they are
/// sorted.
std::uint64_t placement_bytes(const RecordedMap& map, const LensBags& bags, const MapSize& size) {
  const std::size_t components = map.model.bags.vectors.columns();
  constexpr std::uint64_t kPerBagComponent = 2 * sizeof(float);
  constexpr std::uint64_t kPerEntry = 48;
  constexpr std::uint64_t kPerRow = 16;
  constexpr std::uint64_t kPerShownRow = 350;
  std::uint64_t rows = 0;
  for (const std::uint32_t members : map.members) rows += members;
  return forecast_bytes(size_with_bags(size, bags, components)) + kPerBagComponent * components * map.bags.distinct() +
         kPerEntry * map.bags.counts.nonzeros() + kPerRow * rows +
         kPerShownRow * std::min(rows, PageLimits().processes);
}

void require_places(const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed) {
  if (!placed.cluster.empty()) return;
  throw Error(Fault::data,
              "none of " + counted(bags.objects(), bags.lens.object.one, bags.lens.object.many) +
                  " has a place on the map: it knows none of the " +
                  counted(bags.features(), bags.lens.feature.one, bags.lens.feature.many) + ", or nothing of weight",
              "Check that " + shown_path(map.folder) + " is a map of similar machines, or make a new map.");
}

void print_new_features(const LensBags& bags, const PlacedObjects& placed) {
  if (placed.new_features.empty()) return;
  std::printf("\n  %s that the map does not know; most frequent:\n",
              counted(placed.new_features.size(), bags.lens.feature.one, bags.lens.feature.many).c_str());
  for (std::size_t i = 0; i < std::min(kShownFeatures, placed.new_features.size()); ++i) {
    const NewFeature& feature = placed.new_features[i];
    std::printf("  %12s %s: %s\n", with_separators(feature.objects).c_str(),
                std::string(feature.objects == 1 ? bags.lens.object.one : bags.lens.object.many).c_str(),
                printable(feature.name).c_str());
  }
}

void print_placement(const MapRun& run, const RecordedMap& map, const LensBags& bags, const PlacedObjects& placed,
                     const PlacementCounts& counts, double seconds) {
  std::printf("\n");
  print_line("on the map", with_separators(counts.of_map.processes), printable(map.title));
  print_line("placed", with_separators(counts.placed.processes),
             counts.already_on_map == 0 ? "" : with_separators(counts.already_on_map) + " of them are on the map, too");
  print_line("in clusters", with_separators(counts.in_clusters.processes),
             with_separators(counts.placed.processes - counts.in_clusters.processes) + " in none");
  print_line("distinct bags", with_separators(placed.cluster.size()));
  print_neighbour_search(placed.search);
  print_time(seconds);
  print_new_features(bags, placed);
  print_left_out("left out, or without a place", left_out_of_placement(run, bags, counts));
}

}  // namespace

void place_on_map(MapArguments& arguments, FileSystem& files) {
  const CommandContext command(arguments.threads, arguments.quiet);
  const Context& context = command.context();
  const std::uint64_t allowed = allowed_memory(arguments.max_memory);
  Database database({context.threads(), allowed / 2, "", false, context.cancel_flag()});
  const OutputPath out(arguments.output, files);
  const Lens lens = lens_of_map(arguments);
  const OutputPath result = out / std::string(lens.name);
  require_other_folder(result.path, arguments.onto);
  arguments.count.given_lenses = {lens};
  arguments.map.embedding.components = 0;
  const auto [map, page, input, bags] = read_placement_input(context, database, arguments, out, allowed);
  MapRun run = map_run(input, arguments.title.empty() ? input.title + " on " + map.title : arguments.title, {});
  run.forecast_bytes = placement_bytes(map, bags, input.size);
  check_memory(run.forecast_bytes, allowed);
  OutputFolder output(result, "manifest.json", map_result_files());
  run.lineage_states = make_lineage_states(database, audit_lineage(arguments));
  run.lineage_flags = make_lineage_flags(database, audit_lineage(arguments));

  PlacedObjects placed;
  {
    const Stage stage(context, "place");
    placed = place_objects(context, database, map, bags, arguments.map.search);
  }
  require_places(map, bags, placed);
  const PlacementCounts counts = count_placement(database, map, bags, placed);
  {
    const Stage stage(context, "write tables and page");
    const OtherResults others = {page_links_json(out.path, std::filesystem::path(map.lens.name) / "map.html"),
                                 read_page_hunt(database, out.path / "hunt", "selected")};
    write_placement_files(context, database, map, page, bags, placed, output, [&] {
      write_placement_page(context, database, run, map, page, bags, placed, counts, others, output);
    });
  }
  const std::vector<StageReport>& stages = context.progress().reports();
  write_file(output.file("manifest.json"), json_text(placement_manifest(run, map, bags, placed, counts, stages)));
  output.publish();
  update_page_links(out);
  const fs::path html = output.final_file("map.html");
  if (arguments.json) {
    auto json = placement_counts_json(run, map, bags, placed, counts);
    json["neighbour_search"] = neighbour_search_json(placed.search);
    std::fputs(json_text(with_run_figures(std::move(json), run.forecast_bytes, stages, html)).c_str(), stdout);
  } else if (!arguments.quiet) {
    print_placement(run, map, bags, placed, counts, total_seconds(stages));
    std::printf("\n  %s\n", shown_path(html).c_str());
  }
}

}  // namespace proclens
