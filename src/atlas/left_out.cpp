#include "atlas/left_out.hpp"

namespace proclens {

std::vector<LeftOut> left_out_of_map(const MapRun& run, const LensBags& bags, const DataMap& map) {
  const SelectionCounts& s = run.selection;
  std::vector<LeftOut> parts;
  const auto add = [&](std::uint64_t count, std::string_view what, const std::string& why) {
    if (count > 0) parts.push_back({count, std::string(what), why});
  };
  add(s.without_hash, "process records", "no pid_hash");
  add(s.repeated, "process records", "a pid_hash seen before; the earliest record is kept");
  add(s.sensors, "processes", "the sensors' own (--keep-sensors keeps them)");
  add(s.excluded_lineage, "processes", "lineage matches --exclude-lineage");
  add(s.outside_time, "processes", "started outside --since and --until");
  add(s.other_hosts, "processes", "not on a --host");
  add(s.selected - bags.members(), "processes", "no " + std::string(bags.lens.object.one));
  for (const RowsLeftOut& rows : bags.left_out) add(rows.count, bags.lens.row.many, rows.why);
  add(map.objects_without_information, bags.lens.object.many,
      "no " + std::string(bags.lens.feature.one) + " that tells them apart; they lie beside the map");
  return parts;
}

}  // namespace proclens
