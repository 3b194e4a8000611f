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
constexpr std::uint32_t kNumbered = 1U << 31U;  // the rest is the number of a text in memory

/// The texts of an event. Those of a process's own are stored with each event, the others once if memory has room.
struct StoredText {
  std::optional<std::string_view> ProcessEvent::*member;
  bool may_be_shared;
};
constexpr std::array<StoredText, 11> kTexts = {{{&ProcessEvent::host, true},
                                                {&ProcessEvent::image, true},
                                                {&ProcessEvent::user_name, true},
                                                {&ProcessEvent::args, false},
                                                {&ProcessEvent::record_channel, true},
                                                {&ProcessEvent::file_details, true},
                                                {&ProcessEvent::integrity_level, true},
                                                {&ProcessEvent::logon_id, true},
                                                {&ProcessEvent::current_directory, true},
                                                {&ProcessEvent::parent_image, true},
                                                {&ProcessEvent::parent_args, false}}};

enum Has : std::uint8_t {
  kHasStarted = 1,
  kHasPid = 2,
  kHasParent = 4,
  kHasParentPid = 8,
  kHasMd5 = 16,
  kHasExitCode = 32,
  kHasRecordNumber = 64,
};

/// An event as stored on disk, followed by the bytes of those texts that have no number.
struct StoredEvent {
  HashBytes process, parent, md5;
  std::int64_t number, time, last_time, started, pid, parent_pid, exit_code, record_number;
  std::uint64_t events;
  std::array<std::uint32_t, kTexts.size()> texts;  ///< of each its size, its number, or kNoText
  std::uint32_t kind_and_has;                      ///< the flags are in the second byte
};

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
                     {},
                     0};
  stored.kind_and_has = static_cast<std::uint32_t>(event.kind) | has << 8U;
  return stored;
}

/// Reads the event at the start of `bytes`; returns how many bytes it takes.
std::size_t unpack(const std::byte* bytes, const DistinctTexts& texts, ProcessEvent& event) {
  StoredEvent stored;
  std::memcpy(&stored, bytes, sizeof stored);
  const auto has = static_cast<std::uint8_t>(stored.kind_and_has >> 8U);
  const auto number = [has](std::int64_t value, Has bit) { return has & bit ? std::optional(value) : std::nullopt; };
  const auto hash = [has](const HashBytes& value, Has bit) { return has & bit ? std::optional(value) : std::nullopt; };
  const char* at = reinterpret_cast<const char*>(bytes) + sizeof stored;
  const auto text = [&](std::size_t i) -> std::optional<std::string_view> {
    const std::uint32_t size = stored.texts[i];
    if (size == kNoText) return std::nullopt;
    if ((size & kNumbered) != 0) return texts.text(size & ~kNumbered);
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
  for (std::size_t i = 0; i < kTexts.size(); ++i) event.*kTexts[i].member = text(i);
  event.parent = hash(stored.parent, kHasParent);
  event.parent_pid = number(stored.parent_pid, kHasParentPid);
  event.md5 = hash(stored.md5, kHasMd5);
  event.exit_code = number(stored.exit_code, kHasExitCode);
  event.record_number = number(stored.record_number, kHasRecordNumber);
  return static_cast<std::size_t>(at - reinterpret_cast<const char*>(bytes));
}

}  // namespace

void ProcessStore::add(const ProcessEvent& event) {
  StoredEvent stored = packed(event);
  bytes_.clear();
  for (std::size_t i = 0; i < kTexts.size(); ++i) {
    const std::optional<std::string_view>& text = event.*kTexts[i].member;
    const std::uint32_t number = text && kTexts[i].may_be_shared ? shared_text(*text) : DistinctTexts::kNull;
    stored.texts[i] = !text                            ? kNoText
                      : number != DistinctTexts::kNull ? kNumbered | number
                                                       : static_cast<std::uint32_t>(text->size());
    if (text && number == DistinctTexts::kNull) bytes_ += *text;
  }
  parts_.add(SpilledParts::part_of(event.process),
             {std::as_bytes(std::span(&stored, 1)), std::as_bytes(std::span(bytes_))});
}

/// Its number, or DistinctTexts::kNull if there is no room for it.
std::uint32_t ProcessStore::shared_text(std::string_view text) {
  return texts_.bytes() < text_bytes_ ? texts_.add(text) : texts_.find(text);
}

void ProcessStore::read(std::size_t number, Part& part) const {
  part.bytes_.clear();
  for (std::size_t i = 0; i < parts_.blocks(number); ++i) {
    const std::span<const std::byte> block = parts_.block(number, i, part.block_);
    part.bytes_.insert(part.bytes_.end(), block.begin(), block.end());
  }
  part.events_.clear();
  for (std::size_t at = 0; at < part.bytes_.size();) {
    at += unpack(part.bytes_.data() + at, texts_, part.events_.emplace_back());
  }
}

}  // namespace proclens
