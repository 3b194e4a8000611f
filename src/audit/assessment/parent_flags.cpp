#include "audit/assessment/parent_flags.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "telemetry/lineage.hpp"

namespace proclens {
namespace {

constexpr std::int64_t kSecond = 1'000'000;

/// "ws5" and "ws5.corp.example" are the same host. Both must be folded.
bool is_same_host(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '.');
}

/// Equal, or not recorded, or not required.
bool may_be(std::int64_t recorded, std::int64_t demanded) {
  return recorded == kUnknown || demanded == kUnknown || recorded == demanded;
}

/// By how many µs the times of a record and its parent contradict each other; 0 when they do not, or do not tell.
struct TimeContradictions {
  std::int64_t started_later = 0;  ///< the parent started after the record
  std::int64_t ended_earlier = 0;  ///< the parent had ended before the record started
};

TimeContradictions time_contradictions(const Records& records, std::size_t child, std::size_t parent) {
  TimeContradictions contradictions;
  // A process had started by the time it was first seen; when it started is known only from process_started.
  const std::int64_t started = records.started[child];
  const std::int64_t started_by = started != kUnknown ? started : records.first_seen[child];
  const std::int64_t parent_started = records.started[parent];
  if (started_by != kUnknown && parent_started != kUnknown) {
    contradictions.started_later = std::max<std::int64_t>(0, parent_started - started_by);
  }
  const std::int64_t parent_ended = records.ended[parent];
  if (started != kUnknown && parent_ended != kUnknown) {
    contradictions.ended_earlier = std::max<std::int64_t>(0, started - parent_ended);
  }
  return contradictions;
}

/// The expectation for each name that occurs, by name number; null for most.
template <class Map>
std::vector<const typename Map::mapped_type*> known_names(const std::vector<std::string>& names, const Map& known) {
  std::vector<const typename Map::mapped_type*> found(names.size(), nullptr);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const auto at = known.find(names[i]); at != known.end()) found[i] = &at->second;
  }
  return found;
}

class Flagger {
 public:
  Flagger(const Records& records, const Expectations& expectations)
      : records_(records),
        hosts_(folded_words(records.hostname)),
        names_(folded_words(records.process_name)),
        first_(known_names(names_, expectations.first)),
        parents_(known_names(names_, expectations.parents)) {
    result_.flags.resize(records.size());
    result_.first_process.resize(records.size());
  }

  ParentFlags flag_all() && {
    for (std::size_t record = 0; record < records_.size(); ++record) {
      flag_own(record);
      result_.first_process[record] = is_first_process(record) ? 1 : 0;
      const std::int32_t parent = records_.parent[record];
      if (parent == static_cast<std::int32_t>(record)) {
        if (!is_kernel(record)) set(record, Flag::self_parent);
      } else if (parent >= 0) {
        flag_pair(record, static_cast<std::size_t>(parent));
      }
    }
    flag_malformed_hashes();
    return std::move(result_);
  }

 private:
  void set(std::size_t record, Flag flag) { result_.flags[record].set(flag); }

  void flag_own(std::size_t record) {
    if (records_.process_name[record].empty()) set(record, Flag::nameless);
    if (records_.duplicate[record] != 0) set(record, Flag::duplicate_pid_hash);
  }

  /// Sets the flags of two different records, a child and its parent: only these can contradict each other.
  void flag_pair(std::size_t child, std::size_t parent) {
    if (is_on_another_host(child, parent)) {
      set(child, Flag::cross_host_parent);  // times of two hosts are never compared
    } else {
      flag_times(child, parent);
    }
    const auto* expected = parents_[records_.process_name.number(child)];
    const std::string& parent_name = names_[records_.process_name.number(parent)];
    if (expected != nullptr && !parent_name.empty() && expected->count(parent_name) == 0) {
      set(child, Flag::unexpected_parent);
    }
  }

  void flag_times(std::size_t child, std::size_t parent) {
    const TimeContradictions by = time_contradictions(records_, child, parent);
    if (by.started_later > 0) {
      set(child, Flag::parent_started_later);
      result_.later_within_second += by.started_later < kSecond ? 1 : 0;
    }
    if (by.ended_earlier > 0) {
      set(child, Flag::parent_ended_earlier);
      result_.earlier_within_second += by.ended_earlier < kSecond ? 1 : 0;
    }
  }

  [[nodiscard]] bool is_on_another_host(std::size_t a, std::size_t b) const {
    const std::int32_t host_a = records_.hostname.number(a);
    const std::int32_t host_b = records_.hostname.number(b);
    if (host_a == host_b || hosts_[host_a].empty() || hosts_[host_b].empty()) return false;
    return !is_same_host(hosts_[host_a], hosts_[host_b]);
  }

  /// Made by the kernel itself: nobody started it, and sensors may give it its own hash as its parent's.
  [[nodiscard]] bool is_kernel(std::size_t record) const {
    return result_.first_process[record] != 0 && first_[records_.process_name.number(record)]->kernel;
  }

  /// By name and PIDs, and if nothing is recorded above it except, for the kernel's own, another of them.
  [[nodiscard]] bool is_first_process(std::size_t record) const {
    const FirstProcess* first = first_[records_.process_name.number(record)];
    if (first == nullptr || !may_be(records_.os_pid[record], first->os_pid) ||
        !may_be(records_.parent_os_pid[record], first->parent_os_pid)) {
      return false;
    }
    const std::int32_t parent = records_.parent[record];
    if (parent < 0 || parent == static_cast<std::int32_t>(record)) return true;
    const FirstProcess* above = first_[records_.process_name.number(parent)];
    return first->kernel && above != nullptr && above->kernel;
  }

  /// A parent's hash that has a record is as well formed as that record's own, except for surrounding blanks.
  void flag_malformed_hashes() {
    std::vector<std::uint8_t> well_formed(records_.size());
    for (std::size_t record = 0; record < records_.size(); ++record) {
      well_formed[record] = is_well_formed_hash(records_.pid_hash[record]) ? 1 : 0;
    }
    for (std::size_t record = 0; record < records_.size(); ++record) {
      const std::int32_t parent = records_.parent[record];
      const bool of_parent = parent == kNoParentHash ? true
                             : parent < 0            ? is_well_formed_hash(records_.parent_pid_hash[record])
                                                     : well_formed[parent] != 0;
      if (well_formed[record] == 0 || !of_parent) set(record, Flag::malformed_hash);
    }
  }

  const Records& records_;
  std::vector<std::string> hosts_;
  std::vector<std::string> names_;
  std::vector<const FirstProcess*> first_;
  std::vector<const std::set<std::string, std::less<>>*> parents_;
  ParentFlags result_;
};

}  // namespace

ParentFlags flag_parents(const Records& records, const Expectations& expectations) {
  return Flagger(records, expectations).flag_all();
}

std::uint64_t break_impossible_cycles(Records& records, const ParentFlags& flags) {
  return break_cycles(records.parent, [&](std::int32_t record) -> std::int64_t {
    if (flags.flags[record].has(Flag::cross_host_parent)) return 0;
    const TimeContradictions by = time_contradictions(records, record, records.parent[record]);
    return std::max(by.started_later, by.ended_earlier);
  });
}

}  // namespace proclens
