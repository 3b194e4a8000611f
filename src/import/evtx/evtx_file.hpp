// An EVTX file as a stream of bytes, cut into the chunks that read_evtx_chunk() takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "import/evtx/evtx_chunk.hpp"
#include "import/files/read_bytes.hpp"

namespace proclens {

/// Bytes of a chunk as they stand in the file, not looked at yet.
struct EvtxRawChunk {
  std::uint64_t offset = 0;  ///< bytes from the start of the file
  std::vector<std::byte> bytes;
};

/// Cuts a file into chunks. Holds one chunk at a time; reads forward only. For one thread.
class EvtxFile {
 public:
  /// What `read` throws passes through.
  explicit EvtxFile(ReadBytes read);

  /// The next chunk that is in use, or nothing at the end of the file. Zeroed chunks, which Windows keeps ready for
  /// later, are passed over. A damaged file header costs nothing but a note in `damages()`.
  [[nodiscard]] std::optional<EvtxRawChunk> next();

  /// What is wrong with the file around its chunks, as far as it has been read: its header; chunks that are zeroed or
  /// cut off although the header counts them.
  [[nodiscard]] const std::vector<EvtxDamage>& damages() const noexcept { return damages_; }

  /// Bytes read so far, for progress.
  [[nodiscard]] std::uint64_t position() const noexcept { return position_; }

 private:
  std::vector<std::byte> read_up_to(std::size_t bytes);
  void read_header();
  void note_missing_chunks();

  ReadBytes read_;
  std::vector<std::byte> ahead_;  // what was read to look for the header and belongs to the first chunk
  std::uint64_t position_ = 0;
  std::uint64_t chunks_seen_ = 0;
  std::uint64_t chunks_promised_ = 0;  // by the file header; 0 when that cannot be relied on
  bool started_ = false;
  bool ended_ = false;
  std::vector<EvtxDamage> damages_;
};

}  // namespace proclens
