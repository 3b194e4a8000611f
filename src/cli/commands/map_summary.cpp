#include "cli/commands/map_summary.hpp"

#include <cstdio>
#include <string>
#include <utility>

#include "atlas/left_out.hpp"
#include "cli/terminal/total_seconds.hpp"
#include "core/memory.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f%%", 100 * share);
  return text;
}

}  // namespace

void print_line(std::string_view name, const std::string& value, const std::string& remark) {
  std::printf("  %-16s %12s", std::string(name).c_str(), value.c_str());
  if (!remark.empty()) std::printf("   %s", remark.c_str());
  std::printf("\n");
}

void print_time(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", seconds);
  print_line("time", text, "at most " + human_bytes(peak_resident_bytes()) + " of memory");
}

void print_neighbour_search(const NeighbourSearchReport& report) {
  if (report.exhaustive) return;
  print_line("neighbours", percent(report.recall),
             "of the nearest found in " + counted(report.cells_searched, "cell") + " of " +
                 with_separators(report.cells) + ", as measured on " + counted(report.sampled, "bag"));
}

void print_left_out(const char* title, const std::vector<LeftOut>& parts) {
  if (!parts.empty()) std::printf("\n  %s\n", title);
  for (const LeftOut& part : parts)
    std::printf("  %12s %s: %s\n", with_separators(part.count).c_str(), part.what.c_str(), part.why.c_str());
}

nlohmann::ordered_json with_run_figures(nlohmann::ordered_json counts, std::uint64_t forecast_bytes,
                                        const std::vector<StageReport>& stages, const std::filesystem::path& page) {
  counts["seconds"] = total_seconds(stages);
  counts["peak_bytes"] = peak_resident_bytes();
  counts["forecast_bytes"] = forecast_bytes;
  counts["page"] = page.string();
  return counts;
}

void print_map_summary(const MapRun& run, const LensBags& bags, const DataMap& map,
                       const std::vector<StageReport>& stages, const std::filesystem::path& page) {
  const auto counts = map_counts(run, bags, map);
  const Lens& lens = bags.lens;
  std::printf("\n");
  print_line("processes", with_separators(run.selection.selected),
             run.selection.without_lineage == 0
                 ? ""
                 : with_separators(run.selection.without_lineage) + " without a recorded lineage");
  if (!lens.objects_are_processes) print_line(lens.object.many, with_separators(bags.objects()));
  print_line(lens.row.many, with_separators(bags.counted_rows));
  print_line(lens.feature.many, with_separators(bags.features()));
  if (bags.open_quotes > 0) {
    print_line("open quotes", with_separators(bags.open_quotes),
               "what follows such a quote is one " + std::string(lens.feature.one));
  }
  print_line("distinct bags", with_separators(bags.distinct.bags.distinct()),
             run.options.distance == BagDistance::hellinger ? "compared by the Hellinger distance" : "");
  print_line("clusters", with_separators(static_cast<unsigned long long>(map.clustering.clusters)));
  print_line(
      "noise", percent(counts["noise_share"].get<double>()),
      counted(counts["noise_objects"].get<std::uint64_t>(), lens.object.one, lens.object.many) + " in no cluster");
  print_neighbour_search(map.search);
  print_time(total_seconds(stages));
  print_left_out("left out, or placed next to the map", left_out_of_map(run, bags, map));
  std::printf("\n  %s\n", printable(page.string(), 4096).c_str());
}

nlohmann::ordered_json map_summary_json(const MapRun& run, const LensBags& bags, const DataMap& map,
                                        const std::vector<StageReport>& stages, const std::filesystem::path& page) {
  nlohmann::ordered_json counts = {{"lens", bags.lens.name}, {"distance", distance_name(run.options.distance)}};
  counts.update(map_counts(run, bags, map));
  counts["neighbour_search"] = neighbour_search_json(map.search);
  return with_run_figures(std::move(counts), run.forecast_bytes, stages, page);
}

}  // namespace proclens
