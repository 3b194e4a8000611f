#include "cli/commands/map_summary.hpp"

#include <cstdio>
#include <string>

#include "atlas/left_out.hpp"
#include "cli/terminal/total_seconds.hpp"
#include "core/memory.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

void line(std::string_view name, const std::string& value, const std::string& remark = {}) {
  std::printf("  %-16s %12s", std::string(name).c_str(), value.c_str());
  if (!remark.empty()) std::printf("   %s", remark.c_str());
  std::printf("\n");
}

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f%%", 100 * share);
  return text;
}

std::string seconds(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f s", value);
  return text;
}

void print_for_people(const MapRun& run, const LensBags& bags, const DataMap& map,
                      const std::vector<StageReport>& stages, const std::filesystem::path& page) {
  const auto counts = map_counts(run, bags, map);
  const Lens& lens = bags.lens;
  std::printf("\n");
  line("processes", with_separators(run.selection.selected),
       run.selection.without_lineage == 0
           ? ""
           : with_separators(run.selection.without_lineage) + " without a recorded lineage");
  if (!lens.objects_are_processes) line(lens.object.many, with_separators(bags.objects()));
  line(lens.row.many, with_separators(bags.counted_rows));
  line(lens.feature.many, with_separators(bags.features()));
  line("distinct bags", with_separators(bags.distinct.bags.distinct()));
  line("clusters", with_separators(static_cast<unsigned long long>(map.clustering.clusters)));
  line("noise", percent(counts["noise_share"].get<double>()),
       counted(counts["noise_objects"].get<std::uint64_t>(), lens.object.one, lens.object.many) + " in no cluster");
  line("time", seconds(total_seconds(stages)), "at most " + human_bytes(peak_resident_bytes()) + " of memory");
  const std::vector<LeftOut> left_out = left_out_of_map(run, bags, map);
  if (!left_out.empty()) std::printf("\n  left out, or placed next to the map\n");
  for (const LeftOut& part : left_out)
    std::printf("  %12s %s: %s\n", with_separators(part.count).c_str(), part.what.c_str(), part.why.c_str());
  std::printf("\n  %s\n", printable(page.string(), 4096).c_str());
}

}  // namespace

void print_map_summary(const MapRun& run, const LensBags& bags, const DataMap& map,
                       const std::vector<StageReport>& stages, const std::filesystem::path& page, bool as_json,
                       bool quiet) {
  if (as_json) {
    auto summary = map_counts(run, bags, map);
    summary["seconds"] = total_seconds(stages);
    summary["peak_bytes"] = peak_resident_bytes();
    summary["forecast_bytes"] = run.forecast_bytes;
    summary["page"] = page.string();
    std::fputs(json_text(summary).c_str(), stdout);
  } else if (!quiet) {
    print_for_people(run, bags, map, stages, page);
  }
}

}  // namespace proclens
