#include "atlas/left_out.hpp"

namespace proclens {

void add_left_out(std::uint64_t count, const Noun& what, const std::string& why, std::vector<LeftOut>& parts) {
  if (count > 0) parts.push_back({count, std::string(count == 1 ? what.one : what.many), why});
}

std::vector<LeftOut> left_out_of_selection(const SelectionCounts& s, const LensBags& bags) {
  std::vector<LeftOut> parts;
  const auto add = [&](std::uint64_t count, const Noun& what, const std::string& why) {
    add_left_out(count, what, why, parts);
  };
  const Noun record{"process record", "process records"};
  const Noun process{"process", "processes"};
  add(s.without_hash, record, "no pid_hash");
  add(s.repeated, record, "the same pid_hash as another record; the earliest is kept");
  add(s.sensors, process, "from the sensors themselves (--keep-sensors keeps them)");
  add(s.excluded_lineage, process, "lineage matches --exclude-lineage");
  add(s.outside_time, process, "started outside --since and --until");
  add(s.other_hosts, process, "not on any --host");
  add(s.selected - bags.members(), process, "no " + std::string(bags.lens.object.one));
  for (const RowsLeftOut& rows : bags.left_out) add(rows.count, bags.lens.row, rows.why);
  return parts;
}

std::vector<LeftOut> left_out_of_map(const MapRun& run, const LensBags& bags, const DataMap& map) {
  std::vector<LeftOut> parts = left_out_of_selection(run.selection, bags);
  add_left_out(map.objects_without_information, bags.lens.object,
               "no distinguishing " + std::string(bags.lens.feature.many) + "; placed next to the map", parts);
  add_left_out(map.objects_apart, bags.lens.object,
               "no " + std::string(bags.lens.feature.many) + " in common with others; placed next to the map", parts);
  return parts;
}

}  // namespace proclens
