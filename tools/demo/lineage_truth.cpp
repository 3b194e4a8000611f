#include "demo/lineage_truth.hpp"

#include <algorithm>

namespace proclens {
namespace {

bool is_placeholder(const DemoProcess& process) { return process.pid == kPlaceholderPid; }

bool is_root(const DemoWorld& world, const DemoProcess& process) {
  return process.program != kNoProgram && world.catalogue.program(process.program).bare && !is_placeholder(process);
}

/// The process and what next() leads to from there, until it leads nowhere or to something that came before.
template <class Next>
Lineage climb(const DemoProcess& process, Next next) {
  Lineage lineage;
  for (const DemoProcess* at = &process; at != nullptr; at = next(*at)) {
    if (std::find(lineage.begin(), lineage.end(), at) != lineage.end()) break;
    lineage.push_back(at);
  }
  return lineage;
}

const DemoProcess* recorded_parent(const DemoProcess& process) { return process.parent; }

/// How much later than the process its recorded parent started. Cycles lie within one boot.
Moment parent_delay(const DemoProcess& process) {
  return process.parent == nullptr || process.parent->boot != process.boot ? 0 : process.parent->start - process.start;
}

/// Whether the process lies on a cycle whose times contradict its link more than any other.
bool breaks_cycle(const DemoProcess& process) {
  if (parent_delay(process) <= 0) return false;
  const Lineage cycle = climb(process, recorded_parent);
  return cycle.back()->parent == &process && std::all_of(cycle.begin(), cycle.end(), [&](const DemoProcess* member) {
           return parent_delay(*member) <= parent_delay(process);
         });
}

const DemoProcess* followed_parent(const DemoProcess& process) {
  const bool refuted = process.parent != nullptr && (is_placeholder(*process.parent) || breaks_cycle(process));
  return refuted ? nullptr : process.parent;
}

LineageState state_of(const DemoWorld& world, const DemoProcess& process, const Lineage& lineage) {
  const DemoProcess& oldest = *lineage.back();
  if (is_root(world, process)) return LineageState::root;
  // The lineage ended before an ancestor would repeat.
  if (followed_parent(oldest) != nullptr) return LineageState::cyclic;
  if (is_root(world, oldest)) return LineageState::complete;
  if (&oldest != &process) return LineageState::truncated;
  return process.parent_hash ? LineageState::orphan : LineageState::dud;
}

}  // namespace

const char* state_name(LineageState state) {
  constexpr std::array<const char*, kLineageStates> names = {"root",   "complete", "truncated",
                                                             "orphan", "dud",      "cyclic"};
  return names[static_cast<std::size_t>(state)];
}

const char* flag_name(LineageFlag flag) {
  constexpr std::array<const char*, kLineageFlags> names = {
      "missing_path",         "short_path",        "wrong_path",         "self_parent", "parent_started_later",
      "parent_ended_earlier", "cross_host_parent", "duplicate_pid_hash", "nameless",    "unexpected_parent"};
  return names[static_cast<std::size_t>(flag)];
}

const char* flag_meaning(LineageFlag flag) {
  constexpr std::array<const char*, kLineageFlags> meanings = {
      "has no row in process_path",
      "its lineage in process_path is a proper prefix of the one that process supports",
      "its lineage in process_path names different ancestors from process",
      "its parent hash is its own hash",
      "its parent started after it",
      "its parent had ended before it started: the PID was reused",
      "its parent ran on another host",
      "more than one row of process has its hash",
      "has no process name",
      "a core Windows process with a parent that it never has"};
  return meanings[static_cast<std::size_t>(flag)];
}

Lineage rebuilt_lineage(const DemoProcess& process) { return climb(process, followed_parent); }

Lineage recorded_lineage(const DemoProcess& process) {
  if (!process.listed) return {};
  Lineage lineage;
  if (process.path_parent != nullptr) {
    lineage = climb(*process.path_parent, recorded_parent);
    lineage.insert(lineage.begin(), &process);
  } else {
    lineage = climb(process, recorded_parent);
  }
  if (process.path_length != 0 && process.path_length < lineage.size()) lineage.resize(process.path_length);
  return lineage;
}

LineageTruth lineage_truth(const DemoWorld& world, const DemoProcess& process) {
  const Lineage rebuilt = rebuilt_lineage(process);
  const Lineage recorded = recorded_lineage(process);
  LineageTruth truth{state_of(world, process, rebuilt), {}};
  const auto set = [&](LineageFlag flag, bool value) { truth.flag[static_cast<std::size_t>(flag)] = value; };

  const bool agrees = std::equal(
      recorded.begin(), recorded.begin() + static_cast<std::ptrdiff_t>(std::min(recorded.size(), rebuilt.size())),
      rebuilt.begin());
  set(LineageFlag::missing_path, recorded.empty());
  set(LineageFlag::short_path, !recorded.empty() && agrees && recorded.size() < rebuilt.size());
  set(LineageFlag::wrong_path, !recorded.empty() && !agrees);
  if (const DemoProcess* parent = process.parent; parent != nullptr && !is_placeholder(*parent)) {
    // Times of two hosts are never compared.
    const bool same_host = world.fleet.boots[parent->boot].host == world.fleet.boots[process.boot].host;
    set(LineageFlag::self_parent, parent == &process && !is_root(world, process));
    set(LineageFlag::parent_started_later, same_host && parent->start > process.start);
    set(LineageFlag::parent_ended_earlier, same_host && parent->end != 0 && parent->end < process.start);
    set(LineageFlag::cross_host_parent, !same_host);
  }
  set(LineageFlag::duplicate_pid_hash, process.kind == Kind::duplicate);
  set(LineageFlag::nameless, process.program == kNoProgram);
  set(LineageFlag::unexpected_parent, process.kind == Kind::unexpected_parent || breaks_cycle(process));
  return truth;
}

}  // namespace proclens
