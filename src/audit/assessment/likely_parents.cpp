#include "audit/assessment/likely_parents.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace proclens {
namespace {

/// A process that held a PID from some time on.
struct Holder {
  std::int32_t host;
  std::int64_t pid;
  std::int64_t started;
  std::int32_t record;
};

auto sort_key(const Holder& holder) { return std::tie(holder.host, holder.pid, holder.started); }

/// A number for every host, the same for spellings that differ only in case; -1 for none. By word number.
std::vector<std::int32_t> host_numbers(const WordColumn& hostname) {
  std::map<std::string, std::int32_t> known;
  std::vector<std::int32_t> numbers(hostname.words(), -1);
  for (std::size_t word = 0; word < numbers.size(); ++word) {
    const std::string host = folded(hostname.word(static_cast<std::int32_t>(word)));
    if (!host.empty()) numbers[word] = known.try_emplace(host, static_cast<std::int32_t>(known.size())).first->second;
  }
  return numbers;
}

std::int64_t seen_from(const Records& records, std::size_t record) {
  return records.started[record] != kUnknown ? records.started[record] : records.first_seen[record];
}

/// A PID on a host.
using Pid = std::pair<std::int32_t, std::int64_t>;

/// The PIDs recorded as orphans' parents, sorted.
std::vector<Pid> wanted_pids(const Records& records, const Lineages& lineages, const std::vector<std::int32_t>& hosts) {
  std::vector<Pid> wanted;
  for (std::size_t record = 0; record < records.size(); ++record) {
    if (lineages.state[record] != RecordState::orphan || records.parent_os_pid[record] == kUnknown) continue;
    wanted.emplace_back(hosts[records.hostname.number(record)], records.parent_os_pid[record]);
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  return wanted;
}

/// The processes that held the wanted PIDs, by PID and time.
std::vector<Holder> holders_of_pids(const Records& records, const std::vector<std::int32_t>& hosts,
                                    const std::vector<Pid>& wanted) {
  std::vector<Holder> holders;
  for (std::size_t record = 0; record < records.size(); ++record) {
    const std::int32_t host = hosts[records.hostname.number(record)];
    const std::int64_t started = seen_from(records, record);
    if (host < 0 || records.os_pid[record] == kUnknown || started == kUnknown) continue;
    if (!std::binary_search(wanted.begin(), wanted.end(), Pid(host, records.os_pid[record]))) continue;
    holders.push_back({host, records.os_pid[record], started, static_cast<std::int32_t>(record)});
  }
  std::sort(holders.begin(), holders.end(), [](const Holder& a, const Holder& b) {
    return std::tuple(sort_key(a), a.record) < std::tuple(sort_key(b), b.record);
  });
  return holders;
}

/// The last holders to start at or before a time: several if they tie, including all records of one process.
std::span<const Holder> last_holders(const std::vector<Holder>& holders, const Holder& wanted) {
  const auto end = std::upper_bound(holders.begin(), holders.end(), wanted,
                                    [](const Holder& a, const Holder& b) { return sort_key(a) < sort_key(b); });
  auto begin = end;
  while (begin != holders.begin() && (begin - 1)->host == wanted.host && (begin - 1)->pid == wanted.pid &&
         (begin == end || (begin - 1)->started == (end - 1)->started)) {
    --begin;
  }
  return {begin, end};
}

class ParentFinder {
 public:
  ParentFinder(const Records& records, const Lineages& lineages, const Expectations& expectations,
               const std::vector<std::uint8_t>& placeholder)
      : records_(records),
        lineages_(lineages),
        expectations_(expectations),
        placeholder_(placeholder),
        hosts_(host_numbers(records.hostname)),
        holders_(holders_of_pids(records, hosts_, wanted_pids(records, lineages, hosts_))) {}

  [[nodiscard]] std::int32_t likely_parent(std::int32_t orphan) const {
    const std::int32_t host = hosts_[records_.hostname.number(orphan)];
    const std::int64_t started = records_.started[orphan];
    if (host < 0 || records_.parent_os_pid[orphan] == kUnknown || started == kUnknown) return kNoLikelyParent;
    const auto last = last_holders(holders_, {host, records_.parent_os_pid[orphan], started, 0});
    if (last.empty() || last.front().started == started || !is_one_process(last)) return kNoLikelyParent;
    const std::int32_t candidate = last.front().record;
    return may_be_parent(candidate, last, orphan) ? candidate : kNoLikelyParent;
  }

 private:
  [[nodiscard]] bool is_one_process(std::span<const Holder> holders) const {
    return std::all_of(holders.begin(), holders.end(), [&](const Holder& holder) {
      return records_.representative[holder.record] == records_.representative[holders.front().record];
    });
  }

  [[nodiscard]] bool may_be_parent(std::int32_t candidate, std::span<const Holder> records, std::int32_t orphan) const {
    const bool lived = std::none_of(records.begin(), records.end(), [&](const Holder& holder) {
      return records_.ended[holder.record] != kUnknown && records_.ended[holder.record] < records_.started[orphan];
    });
    // An orphan is the oldest ancestor of all its descendants.
    return lived && lineages_.oldest[candidate] != orphan && !records_.pid_hash[candidate].empty() &&
           placeholder_[candidate] == 0 && is_expected(candidate, orphan);
  }

  [[nodiscard]] bool is_expected(std::int32_t parent, std::int32_t child) const {
    const auto expected = expectations_.parents.find(folded(records_.process_name[child]));
    return expected == expectations_.parents.end() || expected->second.count(folded(records_.process_name[parent])) > 0;
  }

  const Records& records_;
  const Lineages& lineages_;
  const Expectations& expectations_;
  const std::vector<std::uint8_t>& placeholder_;
  std::vector<std::int32_t> hosts_;
  std::vector<Holder> holders_;
};

}  // namespace

std::vector<std::int32_t> likely_parents(const Records& records, const Lineages& lineages,
                                         const Expectations& expectations,
                                         const std::vector<std::uint8_t>& placeholder) {
  std::vector<std::int32_t> likely(records.size(), kNoLikelyParent);
  const ParentFinder guesser(records, lineages, expectations, placeholder);
  for (std::size_t record = 0; record < records.size(); ++record) {
    if (lineages.state[record] != RecordState::orphan) continue;
    likely[record] = guesser.likely_parent(static_cast<std::int32_t>(record));
  }
  return likely;
}

}  // namespace proclens
