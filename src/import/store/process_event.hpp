// What an event says about a process, independent of its source.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/hash/hash_bytes.hpp"

namespace proclens {

enum class EventKind : std::uint8_t { start, end, load, connection, file, registry };

/// What a process did to something: loaded an image, used an address, a file or a registry key.
inline constexpr std::array kActivityKinds = {EventKind::load, EventKind::connection, EventKind::file,
                                              EventKind::registry};
[[nodiscard]] constexpr bool is_activity(EventKind kind) { return kind >= EventKind::load; }
/// The index of an activity's kind in kActivityKinds.
[[nodiscard]] constexpr std::size_t activity_index(EventKind kind) {
  return static_cast<std::size_t>(kind) - static_cast<std::size_t>(EventKind::load);
}

/// An event, or all activities of one kind of a process in one batch of records and file. Texts are borrowed; times are
/// microseconds since 1970, UTC.
struct ProcessEvent {
  HashBytes process;
  EventKind kind = EventKind::load;
  std::int64_t number = 0;   ///< of the first record in the order of reading, see numbered_record
  std::uint64_t events = 1;  ///< how many records it represents
  std::int64_t time = 0;     ///< the earliest of the activities
  std::int64_t last_time = 0;
  std::optional<std::int64_t> started = {};  ///< start of the process, if the event has it
  std::optional<std::int64_t> pid = {};
  std::optional<std::string_view> host = {};   ///< as in the data
  std::optional<std::string_view> image = {};  ///< full path of the program
  std::optional<std::string_view> user_name = {};
  std::optional<std::string_view> args = {};  ///< only in starts, like everything up to the record's channel
  std::optional<HashBytes> parent = {};
  std::optional<std::int64_t> parent_pid = {};
  std::optional<HashBytes> md5 = {};                  ///< of the program
  std::optional<std::string_view> file_details = {};  ///< of the program, see file_details.hpp
  std::optional<std::string_view> integrity_level = {};
  std::optional<std::string_view> logon_id = {};
  std::optional<std::string_view> current_directory = {};
  std::optional<std::string_view> parent_image = {};  ///< as the child's start names it
  std::optional<std::string_view> parent_args = {};
  std::optional<std::int64_t> record_number = {};       ///< of the event in its log
  std::optional<std::string_view> record_channel = {};  ///< that log
  std::optional<std::int64_t> exit_code = {};           ///< only in ends
};

constexpr int kRecordBits = 40;

/// The number of a record: its file's number times 2⁴⁰, plus its number within the file.
[[nodiscard]] constexpr std::int64_t numbered_record(std::int32_t file, std::int64_t record) {
  return (std::int64_t{file} << kRecordBits) + record;
}
[[nodiscard]] constexpr std::int32_t file_of(std::int64_t number) {
  return static_cast<std::int32_t>(number >> kRecordBits);
}

}  // namespace proclens
