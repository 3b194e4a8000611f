// Windows event logs (EVTX), one chunk at a time: 64 KiB of bytes in, events as paths and texts out. docs/evtx.md
// describes the format, its sources, and how damage is handled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace proclens {

/// The size of every chunk of a file, except a truncated last one.
inline constexpr std::size_t evtx_chunk_bytes = 65536;

/// One event. The paths are those of the JSON that evtx_dump and Chainsaw write: `Event.System.Channel`,
/// `Event.System.Provider.#attributes.Name`, `Event.EventData.ProcessGuid` (a `Data` element is named by its `Name`
/// attribute; without one it is `Event.EventData.Data`). Unlike there, the text of an element with attributes is at the
/// element's own path, without `#text`, and namespaces are omitted. An array yields one field per item, all under one
/// path. An element whose only content is absent is absent; an empty element has an empty text. The texts are UTF-8 but
/// otherwise exactly as in the log, hence untrusted.
struct EvtxRecord {
  std::uint64_t number = 0;  ///< EventRecordID from the record's header
  std::uint64_t offset = 0;  ///< of the record, bytes from the start of the file
  std::vector<std::pair<std::string, std::string>> fields;

  bool operator==(const EvtxRecord&) const = default;
};

/// Something that could not be read as intended.
struct EvtxDamage {
  std::uint64_t offset = 0;   ///< bytes from the start of the file
  std::string what;           ///< for users; contains no text from the file
  std::uint64_t records = 0;  ///< how many were lost, by their numbers; 0 if the damage was outside records

  bool operator==(const EvtxDamage&) const = default;
};

/// Identifies a kind of event. Both are empty if the event does not say.
struct EvtxKind {
  std::string channel;
  std::string event_id;

  bool operator==(const EvtxKind&) const = default;
  friend bool operator<(const EvtxKind& one, const EvtxKind& other) {
    return std::tie(one.channel, one.event_id) < std::tie(other.channel, other.event_id);
  }
};

/// Whether events of a channel with an EventID are wanted. Called from all threads that read chunks, as soon as the
/// System part of an event is known; the rest of an unwanted event is never decoded.
using EvtxWanted = std::function<bool(std::string_view channel, std::string_view event_id)>;

/// The contents of a chunk. Every record is either among `records`, counted in `skipped`, or counted in one of
/// `damages`.
struct EvtxChunk {
  std::vector<EvtxRecord> records;  ///< in file order
  std::vector<EvtxDamage> damages;  ///< in file order
  std::map<EvtxKind, std::uint64_t> skipped;
};

/// Reads one chunk: a pure function of its bytes, so that many threads may read chunks of one file, and damage in one
/// record never changes what another yields (unless the other uses a damaged template or name).
///
/// @param chunk at most `evtx_chunk_bytes` bytes, untrusted; fewer if the file was truncated, which is reported as
///        damage. Bytes after the first 64 KiB are ignored.
/// @param offset of the chunk in the file, for `EvtxRecord::offset` and `EvtxDamage::offset`
/// @param wanted which events to decode; all if empty
///
/// Throws nothing itself (`wanted` may throw, memory may run out). Templates can expand a few bytes into many: a record
/// that would expand to more than 32 KiB + 16 times its size, or beyond a total of 16 MiB for the chunk, counts as
/// damaged. (A chunk written by Windows expands to about 300 KiB.)
[[nodiscard]] EvtxChunk read_evtx_chunk(std::span<const std::byte> chunk, std::uint64_t offset,
                                        const EvtxWanted& wanted = {});

}  // namespace proclens
