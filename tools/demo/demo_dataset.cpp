#include "demo/demo_dataset.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "demo/part_writer.hpp"
#include "proclens/error.hpp"
#include "storage/output_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxProcesses = 1'000'000'000;
/// Parts at a time, independent of the number of threads: each takes memory.
constexpr std::size_t kLanes = 4;

constexpr const char* kTables[] = {"process", "process_path", "process_image_load"};
constexpr const char* kTruth = "truth.json";
constexpr const char* kTruthTable = "truth_processes";
constexpr const char* kLabels = "labels.csv";
constexpr const char* kSysmon = "sysmon.json";

std::string parquet(const std::string& table) { return table + ".parquet"; }

/// An earlier demo dataset is replaced only if nothing else, such as a map, has been put next to it.
void require_replaceable(const fs::path& folder) {
  std::set<std::string> ours = {kTruth, kSysmon, kLabels, parquet(kTruthTable)};
  for (const char* table : kTables) ours.insert(parquet(table));
  std::error_code code;
  for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
    const std::string name = entry->path().filename().string();
    if (ours.contains(name)) continue;
    throw Error(Fault::usage,
                "the folder " + printable(folder.string()) + " contains " + printable(name) +
                    ", which is not part of a demo dataset, so it is left alone",
                "Choose another folder, or empty this one.");
  }
}

/// Divides the blocks into runs with about as many rows as a part.
std::vector<DemoPart> cut_parts(const Fleet& fleet, const DemoOptions& options, const OutputFolder& output) {
  const std::uint64_t count = (options.processes + options.part_processes - 1) / options.part_processes;
  std::vector<DemoPart> parts;
  for (std::size_t i = 0; i < fleet.blocks.size(); ++i) {
    // The part that contains the block's first row.
    if (parts.empty() || fleet.blocks[i].first_row >= options.processes * parts.size() / count) {
      if (parts.size() < count) parts.push_back({i, 0, {}, {}, {}, {}, {}});
    }
    ++parts.back().blocks;
  }
  const auto file = [&](const fs::path& name, std::size_t number) {
    if (parts.size() == 1) return output.file(name);
    const std::string digits = std::to_string(number);
    return output.file(name) / ("part-" + std::string(5 - std::min<std::size_t>(5, digits.size()), '0') + digits +
                                name.extension().string());
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].process = file(parquet("process"), i);
    parts[i].process_path = file(parquet("process_path"), i);
    parts[i].process_image_load = file(parquet("process_image_load"), i);
    parts[i].truth_processes = file(parquet(kTruthTable), i);
    if (options.sysmon_json) parts[i].sysmon_json = file(kSysmon, i);
  }
  return parts;
}

DemoTruth write_parts(const Context& context, const DemoWorld& world, const std::vector<DemoPart>& parts,
                      std::uint64_t processes) {
  Stage stage(context, "generate", processes);
  for (const DemoPart& part : parts) {
    for (const OutputPath& file :
         {part.process, part.process_path, part.process_image_load, part.truth_processes, part.sysmon_json}) {
      make_folders({file.path.parent_path(), *file.files});
    }
  }
  std::vector<DemoTruth> truths(parts.size());
  const std::size_t lanes = std::min({kLanes, parts.size(), static_cast<std::size_t>(context.threads())});
  parallel_blocks(context, lanes, 1, [&](std::size_t lane, std::size_t) {
    for (std::size_t i = lane; i < parts.size(); i += lanes) truths[i] = write_part(context, world, parts[i], stage);
  });
  DemoTruth truth;
  for (DemoTruth& part : truths) truth.append(std::move(part));
  return truth;
}

std::uint64_t folder_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

DemoSummary summary_of(const DemoPlan& plan, const DemoTruth& truth) {
  DemoSummary summary;
  summary.figures = lineage_figures(plan);
  summary.hosts = plan.hosts;
  summary.days = plan.days;
  summary.boots = plan[Kind::root];
  summary.process_rows = truth.process_rows;
  summary.path_rows = truth.path_rows;
  summary.load_rows = truth.load_rows;
  summary.images = static_cast<std::uint64_t>(std::count(truth.image_used.begin(), truth.image_used.end(), true));
  summary.distinct_bags = truth.bags.size();
  summary.programs = truth.programs.size();
  summary.flagged = truth.rare;
  summary.odd = truth.odd.size();
  summary.ghosts = truth.ghosts;
  summary.intrusion = truth.intrusion.size();
  summary.not_planted = plan.not_planted;
  return summary;
}

/// The plan was computed and the truth counted while writing: they must agree.
void check_against_plan(const DemoPlan& plan, const DemoTruth& truth) {
  if (truth.kinds != plan.count) throw std::logic_error("demo: what was written is not what was planned");
}

}  // namespace

DemoSummary write_demo_dataset(const Context& context, const OutputPath& folder, const DemoOptions& options) {
  if (options.processes < 1 || options.processes > kMaxProcesses) {
    throw Error(Fault::usage, "--processes must be between 1 and 1,000,000,000");
  }
  if (options.part_processes < 1) throw std::logic_error("demo: a part needs processes");
  require_replaceable(folder.path);
  OutputFolder output(folder, kTruth);
  // The plan needs the number of processes of a boot, which depends on the programs but not on the users.
  const Catalogue programs({"nobody"});
  const DemoPlan plan =
      plan_demo(options.processes, parse_jobs(programs).core_size(), parse_intrusion(programs).size());
  const Catalogue catalogue(fleet_users(plan.hosts));
  const Jobs jobs = parse_jobs(catalogue);
  const Intrusion intrusion = parse_intrusion(catalogue);
  const Fleet fleet = make_fleet(plan, intrusion, options.seed);
  const DemoWorld world{options.seed, catalogue, jobs, intrusion, fleet};
  const DemoTruth truth = write_parts(context, world, cut_parts(fleet, options, output), options.processes);
  check_against_plan(plan, truth);
  write_file(output.file(kTruth), truth_json(world, plan, options, truth));
  write_file(output.file(kLabels), labels_csv(truth));
  DemoSummary summary = summary_of(plan, truth);
  summary.bytes = folder_bytes(output.file({}).path);
  output.publish();
  return summary;
}

}  // namespace proclens
