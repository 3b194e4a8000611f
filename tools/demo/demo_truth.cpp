#include "demo/demo_truth.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "demo/office_block.hpp"

namespace proclens {
namespace {

// Keys in the order in which they are written.
using Json = nlohmann::ordered_json;

template <class T, std::size_t N>
void add_each(std::array<T, N>& total, const std::array<T, N>& part) {
  for (std::size_t i = 0; i < N; ++i) total[i] += part[i];
}

Json figures_json(const LineageFigures& figures) {
  return {{"processes", figures.processes},
          {"duds", figures.duds},
          {"nameless_duds", figures.nameless_duds},
          {"duds_with_args", 0},
          {"duds_in_process_path", figures.duds_with_path},
          {"process_path_shorter_than_2", figures.short_lineages},
          {"process_path_shorter_than_2_conhost", figures.short_conhosts},
          {"nonduds", figures.nonduds},
          {"process_path_2_or_longer", figures.proper_lineages},
          {"without_process_path", figures.without_path}};
}

Json flags_json(const DemoTruth& truth) {
  Json flags = Json::object();
  for (std::size_t i = 0; i < kLineageFlags; ++i) {
    const auto flag = static_cast<LineageFlag>(i);
    Json entry = {{"meaning", flag_meaning(flag)}, {"count", truth.flags[i]}};
    if (truth.flags[i] <= kMaxListed) entry["pid_hashes"] = truth.flagged[i];
    flags[flag_name(flag)] = std::move(entry);
  }
  return flags;
}

std::vector<IntrusionProcess> in_order_of_start(std::vector<IntrusionProcess> processes) {
  std::stable_sort(processes.begin(), processes.end(),
                   [](const IntrusionProcess& a, const IntrusionProcess& b) { return a.start < b.start; });
  return processes;
}

Json intrusion_json(const DemoTruth& truth) {
  Json list = Json::array();
  for (const IntrusionProcess& process : in_order_of_start(truth.intrusion)) {
    list.push_back({{"pid_hash", process.pid_hash},
                    {"label", process.label},
                    {"tactic", process.tactic},
                    {"hostname", process.hostname},
                    {"program", process.program},
                    {"args", process.arguments}});
  }
  return list;
}

Json odd_json(const DemoWorld& world, const DemoTruth& truth) {
  Json list = Json::array();
  for (const OddProcess& process : truth.odd) {
    const OddImages& odd = odd_images()[static_cast<std::size_t>(process.which)];
    list.push_back({{"pid_hash", process.pid_hash},
                    {"hostname", process.hostname},
                    {"program", world.catalogue.program(world.catalogue.find(odd.program)).key},
                    {"story", odd.story},
                    {"odd_images", process.images}});
  }
  return list;
}

}  // namespace

void DemoTruth::append(DemoTruth&& part) {
  add_each(states, part.states);
  add_each(flags, part.flags);
  add_each(kinds, part.kinds);
  for (std::size_t i = 0; i < kLineageFlags; ++i) {
    const std::size_t room = kMaxListed + 1 - flagged[i].size();
    const auto end = part.flagged[i].begin() + static_cast<std::ptrdiff_t>(std::min(room, part.flagged[i].size()));
    flagged[i].insert(flagged[i].end(), part.flagged[i].begin(), end);
  }
  for (const auto& [program, count] : part.programs) programs[program] += count;
  odd.insert(odd.end(), part.odd.begin(), part.odd.end());
  intrusion.insert(intrusion.end(), part.intrusion.begin(), part.intrusion.end());
  process_rows += part.process_rows;
  path_rows += part.path_rows;
  load_rows += part.load_rows;
  ghosts += part.ghosts;
  ghost_loads += part.ghost_loads;
  unknown_parents += part.unknown_parents;
  likely_parents += part.likely_parents;
  sensor_lineages += part.sensor_lineages;
  without_loads += part.without_loads;
  rare += part.rare;
  if (image_used.size() < part.image_used.size()) image_used.resize(part.image_used.size());
  for (std::size_t i = 0; i < part.image_used.size(); ++i) {
    if (part.image_used[i]) image_used[i] = true;
  }
  const auto middle = static_cast<std::ptrdiff_t>(bags.size());
  bags.insert(bags.end(), part.bags.begin(), part.bags.end());
  std::inplace_merge(bags.begin(), bags.begin() + middle, bags.end());
  bags.erase(std::unique(bags.begin(), bags.end()), bags.end());
}

std::uint64_t bag_fingerprint(const std::vector<std::uint32_t>& images) {
  // A sum of well-mixed numbers does not depend on the order.
  const CounterRandom mix(0, static_cast<std::uint64_t>(DemoStream::bags));
  std::uint64_t sum = images.size();
  for (const std::uint32_t image : images) sum += mix.bits(image);
  return sum;
}

std::string labels_csv(const DemoTruth& truth) {
  std::string csv = "pid_hash,label,tactic,host,process_name\n";
  for (const IntrusionProcess& process : in_order_of_start(truth.intrusion)) {
    csv += process.pid_hash + "," + process.label + "," + process.tactic + "," + process.hostname + "," +
           process.process_name + "\n";
  }
  return csv;
}

std::string truth_json(const DemoWorld& world, const DemoPlan& plan, const DemoOptions& options,
                       const DemoTruth& truth) {
  Json json = {{"generator", "proclens demo"},
               {"processes", options.processes},
               {"seed", options.seed},
               {"hosts", world.fleet.hosts.size()},
               {"boots", plan[Kind::root]},
               {"days", plan.days},
               {"truth_processes", "truth_processes.parquet"}};
  json["tables"] = {
      {"process", truth.process_rows}, {"process_path", truth.path_rows}, {"process_image_load", truth.load_rows}};
  json["lineage"] = figures_json(lineage_figures(plan));
  json["published_acme4"] = figures_json(kAcme4);
  for (std::size_t i = 0; i < kLineageStates; ++i) {
    json["states"][state_name(static_cast<LineageState>(i))] = truth.states[i];
  }
  json["flags"] = flags_json(truth);
  json["kinds"] = Json::object();
  for (std::size_t i = 0; i < kKinds; ++i) json["kinds"][kind_name(static_cast<Kind>(i))] = truth.kinds[i];
  json["likely_parents"] = truth.likely_parents;
  json["unknown"] = {{"parents", truth.unknown_parents},
                     {"processes_with_loads_only", truth.ghosts},
                     {"loads_of_unknown_processes", truth.ghost_loads}};
  json["sensor_lineages"] = truth.sensor_lineages;
  json["bags"] = {{"distinct", truth.bags.size()},
                  {"images", std::count(truth.image_used.begin(), truth.image_used.end(), true)},
                  {"rows_of_process_without_loads", truth.without_loads}};
  json["odd_images"] = odd_json(world, truth);
  json["intrusion"] = intrusion_json(truth);
  json["programs"] = truth.programs;
  json["not_planted"] = plan.not_planted;
  return json.dump(1) + "\n";
}

}  // namespace proclens
