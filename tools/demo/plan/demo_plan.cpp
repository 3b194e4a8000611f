#include "demo/plan/demo_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/elementary.hpp"
#include "demo/plan/apportion.hpp"

namespace proclens {
namespace {

using Weights = std::vector<std::uint64_t>;

/// In a smaller dataset a plant would not be rare.
constexpr std::uint64_t kPlantsFrom = 1000;
/// The first three hosts are of three roles, one for each stage of the intrusion.
constexpr std::uint64_t kIntrusionHosts = 3;

/// How ACME4's figures are divided further. The first division of each line is published; the rest is chosen so that
/// the published sums result: of the 8,547 short lineages that are not conhost.exe, 6,966 are nameless.
constexpr std::uint64_t kNamelessUnlisted = kAcme4.duds - kAcme4.duds_with_path;
constexpr std::uint64_t kNamelessListed = kAcme4.nameless_duds - kNamelessUnlisted;
constexpr std::uint64_t kRoots = 1400;
constexpr std::uint64_t kOtherShort = kAcme4.short_lineages - kAcme4.short_conhosts - kNamelessListed - kRoots;
constexpr std::uint64_t kConhostDuds = kAcme4.duds_with_path - kNamelessListed - kRoots;

/// Kinds of which a dataset of ACME4's size has `acme4`, and any dataset with plants at least `min_count`.
struct Plant {
  Kind kind;
  std::uint64_t acme4;
  std::uint64_t min_count;
};
constexpr Plant kPlants[] = {
    {Kind::wrong_path, 240, 3},    {Kind::short_path, 600, 4}, {Kind::started_later, 300, 3},
    {Kind::ended_earlier, 200, 3}, {Kind::cross_host, 60, 2},  {Kind::unexpected_parent, 40, 4},
    {Kind::cycle, 40, 2},          {Kind::odd_images, 40, 5},  {Kind::unresolved, 2400, 4},
    {Kind::reused_parent, 40, 4},
};

std::uint64_t scaled(std::uint64_t processes, std::uint64_t acme4) {
  return static_cast<std::uint64_t>(std::llround(static_cast<double>(processes) * static_cast<double>(acme4) /
                                                 static_cast<double>(kAcme4.processes)));
}

/// Divides the short lineages; see Kind for each.
void plan_short(DemoPlan& plan, std::uint64_t total) {
  const auto by_name = apportion(total, Weights{kAcme4.short_conhosts, kAcme4.short_lineages - kAcme4.short_conhosts});
  const auto conhosts = apportion(by_name[0], Weights{kConhostDuds, kAcme4.short_conhosts - kConhostDuds});
  plan[Kind::conhost_dud] = conhosts[0];
  // 72% of the lost lineages can be rebuilt; the parents of the others were never recorded under their hash.
  const auto lost = apportion(conhosts[1], Weights{720, 170, 110});
  plan[Kind::conhost_short] = lost[0];
  plan[Kind::conhost_likely] = lost[1];
  plan[Kind::conhost_orphan] = lost[2];

  const auto others = apportion(by_name[1], Weights{kNamelessListed, kRoots, kOtherShort});
  plan[Kind::nameless] = others[0];
  plan[Kind::root] = others[1];
  const auto rest = apportion(others[2], Weights{2, 1, 1});
  plan[Kind::orphan] = rest[0];
  plan[Kind::short_top] = rest[1];
  plan[Kind::self_parent] = rest[2];
}

void plan_missing(DemoPlan& plan, std::uint64_t total) {
  const auto parts = apportion(total, Weights{kNamelessUnlisted, kAcme4.without_path - kNamelessUnlisted});
  plan[Kind::nameless_unlisted] = parts[0];
  plan[Kind::duplicate] = parts[1] / 8 * 2;
  if (parts[1] >= 3 && plan[Kind::duplicate] == 0) plan[Kind::duplicate] = 2;
  plan[Kind::kernel] = parts[1] >= 3 ? std::max<std::uint64_t>(1, parts[1] / 4) : 0;
  plan[Kind::missing_path] = parts[1] - plan[Kind::duplicate] - plan[Kind::kernel];
}

/// A process with a lineage needs a root above it, which is taken from the most frequent kinds. If nothing has a
/// lineage, no conhost.exe can have a recorded parent either.
void ensure_root(DemoPlan& plan, std::uint64_t proper) {
  if (plan[Kind::root] > 0) return;
  if (proper == 0) {
    plan[Kind::conhost_orphan] += plan[Kind::conhost_short] + plan[Kind::conhost_likely];
    plan[Kind::conhost_short] = plan[Kind::conhost_likely] = 0;
    return;
  }
  for (const Kind kind : {Kind::nameless, Kind::conhost_short, Kind::conhost_likely, Kind::conhost_orphan}) {
    if (plan[kind] == 0) continue;
    --plan[kind];
    ++plan[Kind::root];
    plan.not_planted.push_back("the shares of ACME4 include no root process; one " + std::string(kind_name(kind)) +
                               " was replaced by it");
    return;
  }
}

/// Takes `wanted` rows of a rare kind from `from`, in whole groups.
void plant(DemoPlan& plan, Kind kind, std::uint64_t wanted, std::uint64_t& from) {
  const std::uint64_t group = group_size(kind);
  plan[kind] = std::min((wanted + group - 1) / group, from / group) * group;
  from -= plan[kind];
}

/// Hosts grow with the square root of the processes, but each needs a boot of its own; days grow even more slowly.
void plan_fleet(DemoPlan& plan, std::uint64_t processes) {
  const double size = static_cast<double>(processes) / 30000.0;
  const auto hosts = static_cast<std::uint64_t>(std::llround(24.0 * std::sqrt(size)));
  plan.hosts = std::clamp<std::uint64_t>(hosts, 1, std::max<std::uint64_t>(1, plan[Kind::root]));
  plan.days = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::llround(7.0 * reproducible::pow(size, 0.25))));
  plan.ghosts = processes >= kPlantsFrom ? std::max<std::uint64_t>(3, processes / 4000) : 0;
}

void plan_proper(DemoPlan& plan, std::uint64_t total, std::uint64_t core_size, std::uint64_t intrusion_size,
                 std::uint64_t processes) {
  std::uint64_t left = total;
  plant(plan, Kind::core, plan[Kind::root] * core_size, left);
  if (processes >= kPlantsFrom) {
    for (const auto& [kind, acme4, min_count] : kPlants) {
      std::uint64_t wanted = std::max(min_count, scaled(processes, acme4));
      if (kind == Kind::cross_host && plan.hosts < 2) wanted = 0;
      plant(plan, kind, wanted, left);
    }
    if (plan.hosts >= kIntrusionHosts && left >= intrusion_size) plant(plan, Kind::intrusion, intrusion_size, left);
  }
  plant(plan, Kind::conhost_whole, total / 25, left);
  plan[Kind::activity] = left;
}

void plan_conhost_selves(DemoPlan& plan) {
  const std::uint64_t wanted = std::max<std::uint64_t>(3, plan[Kind::conhost_short] / 20000);
  plant(plan, Kind::conhost_self, wanted, plan[Kind::conhost_short]);
}

void note_missing_kinds(DemoPlan& plan) {
  std::string missing;
  for (std::size_t i = 0; i < kKinds; ++i) {
    if (plan.count[i] == 0) missing += (missing.empty() ? "" : ", ") + std::string(kind_name(static_cast<Kind>(i)));
  }
  if (!missing.empty()) plan.not_planted.push_back("too small for any " + missing);
}

}  // namespace

const char* kind_name(Kind kind) {
  constexpr std::array<const char*, kKinds> names = {"root",
                                                     "core",
                                                     "activity",
                                                     "conhost_whole",
                                                     "conhost_short",
                                                     "conhost_orphan",
                                                     "conhost_likely",
                                                     "conhost_self",
                                                     "conhost_dud",
                                                     "nameless",
                                                     "nameless_unlisted",
                                                     "orphan",
                                                     "self_parent",
                                                     "short_top",
                                                     "missing_path",
                                                     "duplicate",
                                                     "wrong_path",
                                                     "short_path",
                                                     "started_later",
                                                     "ended_earlier",
                                                     "cross_host",
                                                     "unexpected_parent",
                                                     "cycle",
                                                     "odd_images",
                                                     "kernel",
                                                     "unresolved",
                                                     "reused_parent",
                                                     "intrusion"};
  return names[static_cast<std::size_t>(kind)];
}

std::uint32_t group_size(Kind kind) {
  switch (kind) {
    case Kind::duplicate:
    case Kind::cycle:
      return 2;
    case Kind::unresolved:
    case Kind::reused_parent:
      return 4;
    default:
      return 1;
  }
}

DemoPlan plan_demo(std::uint64_t processes, std::uint64_t core_size, std::uint64_t intrusion_size) {
  DemoPlan plan;
  const auto lineages =
      apportion(processes, Weights{kAcme4.short_lineages, kAcme4.proper_lineages, kAcme4.without_path});
  plan_short(plan, lineages[0]);
  plan_missing(plan, lineages[2]);
  ensure_root(plan, lineages[1]);
  plan_fleet(plan, processes);
  if (processes >= kPlantsFrom) plan_conhost_selves(plan);
  plan_proper(plan, lineages[1], core_size, intrusion_size, processes);
  note_missing_kinds(plan);
  return plan;
}

LineageFigures lineage_figures(const DemoPlan& plan) {
  LineageFigures figures;
  figures.processes = std::accumulate(plan.count.begin(), plan.count.end(), std::uint64_t{0});
  figures.nameless_duds = plan[Kind::nameless] + plan[Kind::nameless_unlisted];
  figures.duds = figures.nameless_duds + plan[Kind::root] + plan[Kind::conhost_dud];
  figures.duds_with_path = figures.duds - plan[Kind::nameless_unlisted];
  figures.nonduds = figures.processes - figures.duds;
  figures.short_conhosts = plan[Kind::conhost_short] + plan[Kind::conhost_orphan] + plan[Kind::conhost_likely] +
                           plan[Kind::conhost_self] + plan[Kind::conhost_dud];
  figures.short_lineages = figures.short_conhosts + plan[Kind::nameless] + plan[Kind::root] + plan[Kind::orphan] +
                           plan[Kind::self_parent] + plan[Kind::short_top];
  figures.without_path =
      plan[Kind::nameless_unlisted] + plan[Kind::missing_path] + plan[Kind::duplicate] + plan[Kind::kernel];
  figures.proper_lineages = figures.processes - figures.short_lineages - figures.without_path;
  return figures;
}

}  // namespace proclens
