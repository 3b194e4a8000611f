// Events grouped by process, in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "import/store/process_event.hpp"

namespace proclens {

/// What all events say about a process. Its first start takes precedence; what that does not say, or if there is none,
/// comes from its first event: the one with the lowest number. Texts are those of the events.
struct ProcessGroup {
  HashBytes process;
  std::int32_t file = 0;  ///< of the first event, like the host
  bool has_start = false;
  std::optional<std::string_view> host = {};
  std::optional<std::int64_t> pid = {};
  std::optional<std::string_view> image = {};
  std::optional<std::string_view> user_name = {};
  std::optional<std::string_view> args = {};
  std::optional<HashBytes> parent = {};
  std::optional<std::int64_t> parent_pid = {};
  std::optional<HashBytes> md5 = {};
  std::optional<std::string_view> file_details = {};
  std::optional<std::string_view> integrity_level = {};
  std::optional<std::string_view> logon_id = {};
  std::optional<std::string_view> current_directory = {};
  std::optional<std::string_view> parent_image = {};
  std::optional<std::string_view> parent_args = {};
  std::optional<std::int64_t> record_number = {};  ///< of the start in its log
  std::optional<std::string_view> record_channel = {};
  std::optional<std::int64_t> started = {};    ///< the earliest that any event states
  std::optional<std::int64_t> ended = {};      ///< the time of the last end
  std::optional<std::int64_t> exit_code = {};  ///< of the first end, even if that has none
  std::int64_t first_seen = 0;
  std::int64_t last_seen = 0;
};

/// The processes of events in any order, sorted by hash.
[[nodiscard]] std::vector<ProcessGroup> process_groups(std::span<const ProcessEvent> events);

}  // namespace proclens
