// Reading whole files in tests.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "import/evtx/evtx_chunk.hpp"
#include "import/evtx/evtx_file.hpp"

namespace proclens {

inline std::span<const std::byte> as_bytes(std::string_view text) { return std::as_bytes(std::span(text)); }

inline EvtxChunk read_chunk(std::string_view chunk, const EvtxWanted& wanted = {}) {
  return read_evtx_chunk(as_bytes(chunk), 4096, wanted);
}

/// A reader that gives at most `step` bytes at a time.
inline ReadBytes reader_of(std::string_view text, std::size_t step = 1 << 20) {
  return [text, step](std::span<std::byte> room) mutable {
    const std::size_t count = std::min({text.size(), room.size(), step});
    std::memcpy(room.data(), text.data(), count);
    text.remove_prefix(count);
    return count;
  };
}

/// All chunks of a file as one.
inline EvtxChunk read_file(std::string_view bytes, std::size_t step = 1 << 20) {
  EvtxChunk all;
  EvtxFile file(reader_of(bytes, step));
  while (const auto raw = file.next()) {
    EvtxChunk chunk = read_evtx_chunk(raw->bytes, raw->offset);
    std::ranges::move(chunk.records, std::back_inserter(all.records));
    std::ranges::move(chunk.damages, std::back_inserter(all.damages));
    for (const auto& [kind, count] : chunk.skipped) all.skipped[kind] += count;
  }
  std::ranges::copy(file.damages(), std::back_inserter(all.damages));
  return all;
}

/// The text at a path; "(absent)" when there is none.
inline std::string field(const EvtxRecord& record, std::string_view path) {
  for (const auto& [name, text] : record.fields) {
    if (name == path) return text;
  }
  return "(absent)";
}

}  // namespace proclens
