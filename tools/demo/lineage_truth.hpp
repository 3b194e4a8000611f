// The truth about a generated process's lineage: the findings that an audit should report.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "demo/machine_boot.hpp"

namespace proclens {

/// Every process is in exactly one state.
enum class LineageState : std::uint8_t {
  root,       ///< System, Registry and other known first processes
  complete,   ///< its ancestors reach a root
  truncated,  ///< its oldest recorded ancestor names a parent that has no record
  orphan,     ///< its own parent has no record, or the sensor's placeholder for one, or one that started too late
  dud,        ///< it has no parent hash and is not a root
  cyclic,     ///< its ancestors form a cycle
};
inline constexpr std::size_t kLineageStates = 6;
[[nodiscard]] const char* state_name(LineageState state);

/// A process may have any of these.
enum class LineageFlag : std::uint8_t {
  missing_path,          ///< no row in process_path
  short_path,            ///< process_path's lineage is a proper prefix of the one that process supports
  wrong_path,            ///< process_path's lineage names ancestors other than process
  self_parent,           ///< its parent hash is its own
  parent_started_later,  ///< by at least a microsecond
  parent_ended_earlier,  ///< before this process started
  cross_host_parent,     ///< its parent ran on another host
  duplicate_pid_hash,    ///< more than one row of process has its hash
  nameless,              ///< no process name
  unexpected_parent,     ///< a core Windows process under a parent that it never has
};
inline constexpr std::size_t kLineageFlags = 10;
[[nodiscard]] const char* flag_name(LineageFlag flag);
/// The meaning of the flag, for users.
[[nodiscard]] const char* flag_meaning(LineageFlag flag);

using Lineage = std::vector<const DemoProcess*>;

/// The process and its ancestors as far as `process` has records, leaf first. Ends before an ancestor would repeat,
/// before the sensor's placeholder, and in a cycle where the recorded parent started longest after its child.
[[nodiscard]] Lineage rebuilt_lineage(const DemoProcess& process);

/// The lineage in its row of process_path, which does follow placeholders and cycles; empty if it has none.
[[nodiscard]] Lineage recorded_lineage(const DemoProcess& process);

struct LineageTruth {
  LineageState state;
  std::array<bool, kLineageFlags> flag{};

  [[nodiscard]] bool operator[](LineageFlag which) const { return flag[static_cast<std::size_t>(which)]; }
};

/// Derived from the records as written rather than from what was planted, except `unexpected_parent`.
[[nodiscard]] LineageTruth lineage_truth(const DemoWorld& world, const DemoProcess& process);

}  // namespace proclens
