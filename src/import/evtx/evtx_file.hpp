// An EVTX file as a stream of bytes, split into the chunks that read_evtx_chunk() takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "import/evtx/evtx_chunk.hpp"
#include "import/files/read_bytes.hpp"

namespace proclens {

/// The raw bytes of a chunk.
struct EvtxRawChunk {
  std::uint64_t offset = 0;  ///< bytes from the start of the file
  std::vector<std::byte> bytes;
};

/// Splits a file into chunks. Keeps one chunk at a time; reads only forwards. For one thread.
class EvtxFile {
 public:
  /// Exceptions of `read` are passed on.
  explicit EvtxFile(ReadBytes read);

  /// The next chunk in use, or nullopt at the end of the file. Zeroed chunks, which Windows preallocates, are skipped.
  /// A damaged file header only adds an entry to `damages()`.
  [[nodiscard]] std::optional<EvtxRawChunk> next();

  /// Damage of the file outside its chunks, as far as it has been read: its header; chunks that are zeroed or truncated
  /// although the header counts them.
  [[nodiscard]] const std::vector<EvtxDamage>& damages() const noexcept { return damages_; }

  /// Bytes read so far, for progress.
  [[nodiscard]] std::uint64_t position() const noexcept { return position_; }

 private:
  std::vector<std::byte> read_up_to(std::size_t bytes);
  void read_header();
  void note_missing_chunks();

  ReadBytes read_;
  std::vector<std::byte> ahead_;  // read in search of the header, but part of the first chunk
  std::uint64_t position_ = 0;
  std::uint64_t chunks_seen_ = 0;
  std::uint64_t chunks_promised_ = 0;  // by the file header; 0 if it is unreliable
  bool started_ = false;
  bool ended_ = false;
  std::vector<EvtxDamage> damages_;
};

}  // namespace proclens
