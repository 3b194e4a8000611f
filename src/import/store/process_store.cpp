#include "import/store/process_store.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace proclens {
namespace {

constexpr std::uint32_t kNoText = std::numeric_limits<std::uint32_t>::max();

enum Has : std::uint8_t {
  kHasStarted = 1,
  kHasPid = 2,
  kHasParent = 4,
  kHasParentPid = 8,
  kHasMd5 = 16,
  kHasExitCode = 32,
  kHasRecordNumber = 64,
};

/// An event as stored on disk, followed by the bytes of those texts that it has.
struct StoredEvent {
  HashBytes process, parent, md5;
  std::int64_t number, time, last_time, started, pid, parent_pid, exit_code, record_number;
  std::uint64_t events;
  std::array<std::uint32_t, 5> text_bytes;  ///< host, image, user, arguments, channel of the record
  std::uint32_t kind_and_has;               ///< the flags are in the second byte
};

std::uint32_t text_size(const std::optional<std::string_view>& text) {
  return text ? static_cast<std::uint32_t>(text->size()) : kNoText;
}

std::span<const std::byte> text_bytes(const std::optional<std::string_view>& text) {
  return std::as_bytes(std::span(text.value_or(std::string_view())));
}

StoredEvent packed(const ProcessEvent& event) {
  std::uint32_t has = 0;
  const auto number = [&has](const std::optional<std::int64_t>& value, Has bit) {
    if (value) has |= bit;
    return value.value_or(0);
  };
  const auto hash = [&has](const std::optional<HashBytes>& value, Has bit) {
    if (value) has |= bit;
    return value.value_or(HashBytes{});
  };
  StoredEvent stored{event.process,
                     hash(event.parent, kHasParent),
                     hash(event.md5, kHasMd5),
                     event.number,
                     event.time,
                     event.last_time,
                     number(event.started, kHasStarted),
                     number(event.pid, kHasPid),
                     number(event.parent_pid, kHasParentPid),
                     number(event.exit_code, kHasExitCode),
                     number(event.record_number, kHasRecordNumber),
                     event.events,
                     {text_size(event.host), text_size(event.image), text_size(event.user_name), text_size(event.args),
                      text_size(event.record_channel)},
                     0};
  stored.kind_and_has = static_cast<std::uint32_t>(event.kind) | has << 8U;
  return stored;
}

/// Reads the event at the start of `bytes`; returns how many bytes it takes.
std::size_t unpack(const std::byte* bytes, ProcessEvent& event) {
  StoredEvent stored;
  std::memcpy(&stored, bytes, sizeof stored);
  const auto has = static_cast<std::uint8_t>(stored.kind_and_has >> 8U);
  const auto number = [has](std::int64_t value, Has bit) { return has & bit ? std::optional(value) : std::nullopt; };
  const auto hash = [has](const HashBytes& value, Has bit) { return has & bit ? std::optional(value) : std::nullopt; };
  const char* at = reinterpret_cast<const char*>(bytes) + sizeof stored;
  const auto text = [&](std::size_t i) -> std::optional<std::string_view> {
    const std::uint32_t size = stored.text_bytes[i];
    if (size == kNoText) return std::nullopt;
    const char* begin = at;
    at += size;
    return std::string_view(begin, size);
  };
  event.process = stored.process;
  event.kind = static_cast<EventKind>(stored.kind_and_has & 255U);
  event.number = stored.number;
  event.events = stored.events;
  event.time = stored.time;
  event.last_time = stored.last_time;
  event.started = number(stored.started, kHasStarted);
  event.pid = number(stored.pid, kHasPid);
  event.host = text(0);
  event.image = text(1);
  event.user_name = text(2);
  event.args = text(3);
  event.record_channel = text(4);
  event.parent = hash(stored.parent, kHasParent);
  event.parent_pid = number(stored.parent_pid, kHasParentPid);
  event.md5 = hash(stored.md5, kHasMd5);
  event.exit_code = number(stored.exit_code, kHasExitCode);
  event.record_number = number(stored.record_number, kHasRecordNumber);
  return static_cast<std::size_t>(at - reinterpret_cast<const char*>(bytes));
}

}  // namespace

void ProcessStore::add(const ProcessEvent& event) {
  const StoredEvent stored = packed(event);
  parts_.add(SpilledParts::part_of(event.process),
             {std::as_bytes(std::span(&stored, 1)), text_bytes(event.host), text_bytes(event.image),
              text_bytes(event.user_name), text_bytes(event.args), text_bytes(event.record_channel)});
}

void ProcessStore::read(std::size_t number, Part& part) const {
  part.bytes_.clear();
  for (std::size_t i = 0; i < parts_.blocks(number); ++i) {
    const std::span<const std::byte> block = parts_.block(number, i, part.block_);
    part.bytes_.insert(part.bytes_.end(), block.begin(), block.end());
  }
  part.events_.clear();
  for (std::size_t at = 0; at < part.bytes_.size();) {
    at += unpack(part.bytes_.data() + at, part.events_.emplace_back());
  }
}

}  // namespace proclens
