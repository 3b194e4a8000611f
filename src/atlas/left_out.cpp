#include "atlas/left_out.hpp"

namespace proclens {

std::vector<LeftOut> left_out_of_map(const MapRun& run, const ImageBags& bags, const ProcessMap& map) {
  const SelectionCounts& s = run.selection;
  const LoadCounts& loads = bags.loads;
  std::vector<LeftOut> parts;
  const auto add = [&](std::uint64_t count, const char* what, const char* why) {
    if (count > 0) parts.push_back({count, what, why});
  };
  add(s.without_hash, "process records", "no pid_hash");
  add(s.repeated, "process records", "a pid_hash seen before; the earliest record is kept");
  add(s.sensors, "processes", "the sensors' own (--keep-sensors keeps them)");
  add(s.excluded_lineage, "processes", "lineage matches --exclude-lineage");
  add(s.outside_time, "processes", "started outside --since and --until");
  add(s.other_hosts, "processes", "not on a --host");
  add(loads.without_name, "image loads", "no file name");
  add(loads.of_unknown_processes, "image loads", "their process has no record (--include-unknown maps them)");
  add(loads.of_unselected_processes, "image loads", "of processes left out");
  add(map.objects_without_information, "processes", "no image that tells them apart; they lie beside the map");
  return parts;
}

}  // namespace proclens
