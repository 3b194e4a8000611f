#include "hunt/findings.hpp"

#include <algorithm>
#include <numeric>

#include "core/hash/distinct_keys.hpp"
#include "core/parallel.hpp"
#include "storage/digest.hpp"

namespace proclens {
namespace {

constexpr std::size_t kBlock = 1024;
constexpr std::size_t kIdDigits = 16;

/// Half of an MD5 of terms and subjects, in the order of the terms' names; 0 for none.
std::uint64_t digest_of(std::vector<std::string> parts) {
  if (parts.empty()) return 0;
  std::ranges::sort(parts);
  return md5(std::accumulate(parts.begin(), parts.end(), std::string())).high;
}

/// What tells findings apart, and what their id is made of: the reasons of novelty. A rule that is added later, or
/// another map, leaves both as they were. Only where there are no other reasons do labels and a map's evidence count.
HashBytes id_of(const std::vector<Reason>& reasons) {
  std::vector<std::string> parts;
  std::vector<std::string> labels;
  for (const Reason& reason : reasons) {
    (reason.term == kLabelTerm || reason.term == kMapTerm ? labels : parts)
        .push_back(std::string(reason.term) + '\n' + reason.subject + '\n');
  }
  return {digest_of(parts.empty() ? std::move(labels) : std::move(parts)), 0};
}

void add_hosts(const HuntedProcesses& hunted, Finding& finding) {
  for (const std::uint32_t process : finding.processes) finding.hosts.push_back(hunted.host[process]);
  std::ranges::sort(finding.hosts);
  finding.hosts.erase(std::unique(finding.hosts.begin(), finding.hosts.end()), finding.hosts.end());
}

}  // namespace

Findings group_findings(const Context& context, const HuntedProcesses& hunted, const Reasons& reasons,
                        const NoveltyTerms& terms) {
  const std::size_t n = hunted.keys.size();
  std::vector<HashBytes> ids(n);
  parallel_blocks(context, n, kBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) ids[i] = id_of(reasons.of(static_cast<std::uint32_t>(i)));
  });

  std::vector<Finding> found;
  DistinctKeys<HashBytes> known;
  for (std::uint32_t i = 0; i < n; ++i) {
    if (ids[i] == HashBytes()) continue;
    const std::uint32_t number = known.add(ids[i]);
    if (number == found.size()) found.push_back({.id = ids[i], .novelty = -1});
    Finding& finding = found[number];
    finding.processes.push_back(i);
    if (terms.novelty[i] > finding.novelty) {
      finding.novelty = terms.novelty[i];
      finding.example = i;
    }
  }
  std::ranges::sort(found, [](const Finding& a, const Finding& b) {
    return a.novelty != b.novelty ? a.novelty > b.novelty : a.id < b.id;
  });
  Findings result{std::move(found), std::vector<std::uint32_t>(n, kNoNumber)};
  for (std::uint32_t number = 0; number < result.findings.size(); ++number) {
    Finding& finding = result.findings[number];
    for (const std::uint32_t process : finding.processes) result.finding_of[process] = number;
    add_hosts(hunted, finding);
  }
  return result;
}

std::string id_text(const HashBytes& id) {
  const std::string digits = digits_of(id, false);
  return digits.substr(0, kIdDigits);
}

}  // namespace proclens
