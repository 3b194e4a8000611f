// One generated process, with what is true of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/hash_bytes.hpp"
#include "demo/catalogue.hpp"
#include "demo/demo_plan.hpp"
#include "demo/fleet.hpp"

namespace proclens {

/// What Sysmon calls ProcessGuid: unique among all processes of all hosts.
struct ProcessGuid {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  /// "{8-4-4-4-12}" hexadecimal digits, lower case.
  [[nodiscard]] std::string text() const;
};

/// The GUID of the process in this row; and of things that have no row, such as parents that were never recorded.
[[nodiscard]] ProcessGuid row_guid(std::uint64_t seed, std::uint64_t row);
[[nodiscard]] ProcessGuid unknown_guid(std::uint64_t seed, std::uint64_t number);

/// The MD5 of host and GUID, as an import makes it of Sysmon's events.
[[nodiscard]] HashBytes pid_hash(const std::string& host, const ProcessGuid& guid);

inline constexpr std::uint32_t kNoProgram = 0xFFFFFFFF;

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
  const DemoProcess* parent = nullptr;         ///< the process that `parent_hash` names, if it has a record
  const DemoProcess* likely_parent = nullptr;  ///< who really started it, where only the PID tells
  const DemoProcess* path_parent = nullptr;    ///< whom process_path takes for its parent; null: `parent`
  std::size_t path_length = 0;                 ///< what process_path stops at; 0: it does not
  bool listed = true;                          ///< has a row in process_path
  bool again = false;                          ///< the second row of a pid_hash
  Moment start = 0;
  Moment end = 0;  ///< 0: not seen to end
  std::string arguments;
  std::int64_t exit_code = 0;
  std::int64_t last_seen_offset = 0;
  int odd = -1;  ///< which of odd_images() it loads
};

}  // namespace proclens
