// Windows event logs (EVTX), one chunk at a time: 64 KiB of bytes in, events as path and text out. docs/evtx.md has the
// format, its sources, and how damage is handled.
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

/// Every chunk of a file but a cut-off last one has this many bytes.
inline constexpr std::size_t evtx_chunk_bytes = 65536;

/// One event. The paths are those of the JSON that evtx_dump and Chainsaw write: `Event.System.Channel`,
/// `Event.System.Provider.#attributes.Name`, `Event.EventData.ProcessGuid` (a `Data` element goes by its `Name`
/// attribute; without one it is `Event.EventData.Data`). Unlike there the text of an element that also has attributes
/// stands at the element's own path, without `#text`, and namespaces are left out. An array gives one field an item,
/// all under one path. An element whose only content is absent is absent; one that is there and empty has an empty
/// text. The texts are UTF-8 and otherwise as the log has them: hostile.
struct EvtxRecord {
  std::uint64_t number = 0;  ///< EventRecordID as the record's header has it
  std::uint64_t offset = 0;  ///< of the record, bytes from the start of the file
  std::vector<std::pair<std::string, std::string>> fields;

  bool operator==(const EvtxRecord&) const = default;
};

/// What could not be read as it was meant to be.
struct EvtxDamage {
  std::uint64_t offset = 0;   ///< bytes from the start of the file
  std::string what;           ///< for people; holds no text of the file
  std::uint64_t records = 0;  ///< that it cost, by their numbers; 0 when what was damaged was not a record

  bool operator==(const EvtxDamage&) const = default;
};

/// What tells one kind of event from another. Both are empty when the event does not say.
struct EvtxKind {
  std::string channel;
  std::string event_id;

  bool operator==(const EvtxKind&) const = default;
  friend bool operator<(const EvtxKind& one, const EvtxKind& other) {
    return std::tie(one.channel, one.event_id) < std::tie(other.channel, other.event_id);
  }
};

/// Whether events of a channel with an EventID are wanted. Called from as many threads as read chunks. It is asked as
/// soon as the System part of an event is known; the rest of an unwanted event is never decoded.
using EvtxWanted = std::function<bool(std::string_view channel, std::string_view event_id)>;

/// What a chunk held. Every record is either among `records`, counted in `skipped`, or counted by one of `damages`.
struct EvtxChunk {
  std::vector<EvtxRecord> records;  ///< in the order of the file
  std::vector<EvtxDamage> damages;  ///< in the order of the file
  std::map<EvtxKind, std::uint64_t> skipped;
};

/// Reads one chunk: a pure function of its bytes, so that many threads may read chunks of one file, and what is wrong
/// with one record never changes what another yields (unless the other uses a template or name that the damage hit).
///
/// \param chunk   at most `evtx_chunk_bytes` bytes; fewer when the file was cut off, which is reported as damage.
///                Nothing in it is trusted. Bytes after the first 64 KiB are not looked at.
/// \param offset  of the chunk in the file, for `EvtxRecord::offset` and `EvtxDamage::offset`.
/// \param wanted  which events to decode; all when empty.
///
/// Throws nothing of its own (`wanted` may throw, memory may run out). Templates let few bytes stand for many: a record
/// that would unfold to more than 32 KiB + 16 times its size, or whatever makes the chunk unfold to more than 16 MiB,
/// counts as damaged. (A chunk of Windows unfolds to about 300 KiB.)
[[nodiscard]] EvtxChunk read_evtx_chunk(std::span<const std::byte> chunk, std::uint64_t offset,
                                        const EvtxWanted& wanted = {});

}  // namespace proclens
