#include "import/evtx/evtx_file.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <string>
#include <utility>

#include "import/evtx/evtx_bytes.hpp"

namespace proclens {
namespace {

constexpr std::size_t file_header_bytes = 4096;

}  // namespace

EvtxFile::EvtxFile(ReadBytes read) : read_(std::move(read)) {}

std::optional<EvtxRawChunk> EvtxFile::next() {
  if (!std::exchange(started_, true)) read_header();
  while (!ended_) {
    const std::uint64_t offset = position_ - ahead_.size();
    EvtxRawChunk chunk{offset, read_up_to(evtx_chunk_bytes)};
    if (chunk.bytes.size() < evtx_chunk_bytes) ended_ = true;
    if (chunk.bytes.empty()) break;
    const bool is_promised = chunks_seen_++ < chunks_promised_;
    if (!all_zero(chunk.bytes)) {
      if (ended_) note_missing_chunks();
      return chunk;
    }
    if (is_promised) damages_.push_back({offset, "a chunk that the file header counts as used is zeroed"});
  }
  note_missing_chunks();
  return std::nullopt;
}

/// The bytes read ahead, then those of the reader. Fewer bytes than requested only at the end of the file.
std::vector<std::byte> EvtxFile::read_up_to(std::size_t bytes) {
  std::vector<std::byte> buffer = std::exchange(ahead_, {});
  std::size_t filled = buffer.size();
  buffer.resize(std::max(bytes, filled));
  while (filled < buffer.size()) {
    const std::size_t count = read_(std::span(buffer).subspan(filled));
    if (count == 0) break;
    filled += count;
    position_ += count;
  }
  buffer.resize(filled);
  return buffer;
}

void EvtxFile::read_header() {
  std::vector<std::byte> header = read_up_to(file_header_bytes);
  EvtxBytes bytes(header, 0, header.size());
  const std::uint64_t signature = bytes.u64();
  if (signature == evtx_chunk_signature) {
    damages_.push_back({0, "the file header is missing"});
    ahead_ = std::move(header);
    return;
  }
  bytes.skip(34);  // chunk numbers, next record, sizes, version
  const std::uint64_t chunks = bytes.u16();
  bytes.skip(80);
  const std::uint32_t checksum = bytes.u32();
  if (signature != evtx_file_signature || bytes.overrun() || libdeflate_crc32(0, header.data(), 120) != checksum) {
    damages_.push_back({0, "the file header is damaged"});
    return;
  }
  chunks_promised_ = chunks;
}

void EvtxFile::note_missing_chunks() {
  if (chunks_seen_ < chunks_promised_) {
    damages_.push_back({position_, "the file ends after " + std::to_string(chunks_seen_) + " of " +
                                       std::to_string(chunks_promised_) + " chunks"});
  }
  chunks_promised_ = 0;
}

}  // namespace proclens
