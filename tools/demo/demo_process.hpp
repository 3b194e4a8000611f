// One generated process, with the truth about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/hash/hash_bytes.hpp"
#include "demo/plan/demo_plan.hpp"
#include "demo/plan/fleet.hpp"
#include "demo/vocabulary/catalogue.hpp"

namespace proclens {

/// Sysmon's ProcessGuid: unique among all processes of all hosts.
struct ProcessGuid {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  /// "{8-4-4-4-12}" hexadecimal digits, lower case.
  [[nodiscard]] std::string text() const;
};

/// The GUID of the process in this row, or of things without a row, such as parents that were never recorded.
[[nodiscard]] ProcessGuid row_guid(std::uint64_t seed, std::uint64_t row);
[[nodiscard]] ProcessGuid unknown_guid(std::uint64_t seed, std::uint64_t number);

/// The MD5 of host and GUID, as in an import of Sysmon's events.
[[nodiscard]] HashBytes pid_hash(const std::string& host, const ProcessGuid& guid);

inline constexpr std::uint32_t kNoProgram = 0xFFFFFFFF;

/// The PID of the sensor's placeholder for parents that it could not resolve; no process of a host has it.
inline constexpr std::uint64_t kPlaceholderPid = 1;

struct DemoProcess {
  std::uint64_t row = 0;
  ProcessGuid guid;
  HashBytes hash;
  Kind kind = Kind::activity;
  std::uint32_t program = kNoProgram;  ///< kNoProgram: nameless
  std::uint32_t boot = 0;
  std::uint32_t user = 0;
  std::uint64_t pid = 0;
  std::optional<ProcessGuid> parent_guid;  ///< as recorded
  std::optional<HashBytes> parent_hash;    ///< as recorded
  std::optional<std::uint64_t> parent_pid;
  const DemoProcess* parent = nullptr;         ///< the process with the hash `parent_hash`, if it has a record
  const DemoProcess* likely_parent = nullptr;  ///< the true parent, if only the PID identifies it
  const DemoProcess* path_parent = nullptr;    ///< its parent according to process_path; null: `parent`
  std::size_t path_length = 0;                 ///< where process_path stops; 0: it does not
  bool listed = true;                          ///< has a row in process_path
  bool again = false;                          ///< the second row of a pid_hash
  Moment start = 0;
  Moment end = 0;  ///< 0: the end was not recorded
  std::string arguments;
  std::int64_t exit_code = 0;
  std::int64_t last_seen_offset = 0;
  int odd = -1;                              ///< index of its odd_images(), if any
  const IntrusionStep* intrusion = nullptr;  ///< its step of the intrusion, if any
};

}  // namespace proclens
