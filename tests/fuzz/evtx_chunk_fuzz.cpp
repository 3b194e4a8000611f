// Any bytes as a chunk and as a file: nothing crashes, hangs or leaks, and the results satisfy their invariants.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "import/evtx/evtx_reading.hpp"
#include "require.hpp"

using namespace proclens;

namespace {

std::uint64_t seen(const EvtxChunk& chunk) {
  std::uint64_t records = chunk.records.size();
  for (const auto& [kind, count] : chunk.skipped) records += count;
  return records;
}

void check_chunk(std::string_view bytes) {
  const EvtxChunk all = read_chunk(bytes);
  std::size_t text = 0;
  std::uint64_t last = 0;
  for (const EvtxRecord& record : all.records) {
    require(record.offset > last, "records are in the order of the file");
    require(record.offset < 4096 + evtx_chunk_bytes, "records lie in their chunk");
    require(!record.fields.empty(), "a record has fields");
    last = record.offset;
    for (const auto& [path, value] : record.fields) text += path.size() + value.size();
  }
  require(text <= std::size_t{32} << 20, "a chunk unfolds to a bounded amount of text");
  for (const EvtxDamage& damage : all.damages) {
    require(damage.offset >= 4096 && damage.offset <= 4096 + evtx_chunk_bytes, "damage lies in its chunk");
  }

  const EvtxChunk none = read_chunk(bytes, [](std::string_view, std::string_view) { return false; });
  require(none.records.empty(), "what is not wanted is not read");
  require(seen(none) >= all.records.size(), "what is not wanted is counted");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_chunk(bytes);
  const EvtxChunk at_once = read_file(bytes);
  const EvtxChunk in_pieces = read_file(bytes, 1 + size / 3);
  require(at_once.records == in_pieces.records && at_once.damages == in_pieces.damages,
          "a file reads the same in pieces of any size");
  return 0;
}
