#include "hunt/caveats.hpp"

#include "core/text.hpp"

namespace proclens {
namespace {

std::string shared_caveat(const SharedProcesses& shared) {
  const std::string remedy = "Compare with a baseline of other days or hosts.";
  if (shared.in_baseline == shared.sampled) {
    return "The baseline holds these very processes: nothing in them is new to it. " + remedy;
  }
  return "The baseline holds about " + std::to_string(100 * shared.in_baseline / shared.sampled) +
         "% of these very processes (" + with_separators(shared.in_baseline) + " of " +
         counted(shared.sampled, "sampled process", "sampled processes") + "): nothing in those is new to it. " +
         remedy;
}

}  // namespace

std::vector<std::string> hunt_caveats(const Hunt& hunt) {
  std::vector<std::string> caveats;
  const SharedProcesses& shared = hunt.in_baseline;
  if (shared.in_baseline > 0 && 2 * shared.in_baseline >= shared.sampled) caveats.push_back(shared_caveat(shared));
  const std::uint64_t processes = hunt.baseline ? hunt.baseline->processes : hunt.processes.keys.size();
  const std::uint64_t hosts = hunt.baseline ? hunt.baseline->hosts : hunt.processes.hosts.size();
  if (processes < kFewProcesses || hosts < kFewHosts) {
    caveats.push_back(
        "Compared with no more than " + counted(processes, "process", "processes") + " on " +
        counted(hosts, "host", "hosts") +
        ", scores mean little: much seems new that is not. Compare with a baseline of more hosts and days.");
  }
  return caveats;
}

}  // namespace proclens
