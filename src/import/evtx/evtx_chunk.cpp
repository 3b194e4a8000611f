#include "import/evtx/evtx_chunk.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "import/evtx/evtx_bytes.hpp"
#include "import/evtx/evtx_event.hpp"

namespace proclens {
namespace {

constexpr std::size_t header_bytes = 512;
constexpr std::uint32_t record_signature = 0x00002A2A;
constexpr std::string_view record_signature_bytes("**\0\0", 4);
constexpr std::size_t record_head_bytes = 24;  // signature, size, number, time
constexpr std::size_t record_tail_bytes = 4;   // the size again
constexpr std::size_t min_record_bytes = record_head_bytes + record_tail_bytes;

std::uint32_t checksum(std::uint32_t before, std::span<const std::byte> bytes) {
  return libdeflate_crc32(before, bytes.data(), bytes.size());
}

/// The contents of a chunk's header, if it is plausible.
struct Header {
  std::size_t records_end;  // bytes from the start of the chunk
  std::uint64_t first_number;
  std::uint64_t last_number;
  std::uint32_t records_checksum;
};

struct RecordHead {
  std::size_t bytes;
  std::uint64_t number;
};

class ChunkReader {
 public:
  ChunkReader(std::span<const std::byte> chunk, std::uint64_t offset, const EvtxWanted& wanted)
      : chunk_(chunk.first(std::min(chunk.size(), evtx_chunk_bytes))),
        offset_(offset),
        wanted_(wanted),
        events_(chunk_) {}

  EvtxChunk read() {
    if (chunk_.size() < evtx_chunk_bytes) damage(chunk_.size(), "the file ends inside a chunk");
    const std::optional<Header> header = read_header();
    if (header) {
      next_number_ = header->first_number;
      knows_number_ = true;
    }
    std::size_t at = header_bytes;
    const std::size_t end = header ? std::min(header->records_end, chunk_.size()) : chunk_.size();
    at = read_records(at, end, header);
    if (header) read_unaccounted(at, *header);
    if (header && result_.damages.empty() && !checksum_holds(*header)) {
      damage(0, "the checksum of the chunk's records does not match: some values may be wrong");
    }
    std::ranges::stable_sort(result_.damages, {}, &EvtxDamage::offset);
    return std::move(result_);
  }

 private:
  void damage(std::size_t at, std::string what, std::uint64_t records = 0) {
    result_.damages.push_back({offset_ + at, std::move(what), records});
  }

  std::optional<Header> read_header() {
    EvtxBytes bytes(chunk_, 0, header_bytes);
    if (bytes.u64() != evtx_chunk_signature) {
      damage(0, "a chunk has no signature");
      return std::nullopt;
    }
    bytes.skip(16);  // record numbers relative to the file
    const std::uint64_t first_number = bytes.u64();
    const std::uint64_t last_number = bytes.u64();
    bytes.skip(8);  // size of the header, offset of the last record
    const std::size_t records_end = bytes.u32();
    const std::uint32_t records_checksum = bytes.u32();
    bytes.skip(68);
    const std::uint32_t header_checksum = bytes.u32();
    const bool holds =
        chunk_.size() >= header_bytes &&
        checksum(checksum(0, chunk_.first(120)), chunk_.subspan(128, header_bytes - 128)) == header_checksum;
    if (!holds || records_end < header_bytes || records_end > evtx_chunk_bytes) {
      damage(0, "a chunk header is damaged");
      return std::nullopt;
    }
    return Header{records_end, first_number, last_number, records_checksum};
  }

  [[nodiscard]] bool checksum_holds(const Header& header) const {
    return chunk_.size() >= header.records_end &&
           checksum(0, chunk_.subspan(header_bytes, header.records_end - header_bytes)) == header.records_checksum;
  }

  /// The record at this position, if its sizes at both ends agree.
  [[nodiscard]] std::optional<RecordHead> record_at(std::size_t at, std::size_t end) const {
    EvtxBytes bytes(chunk_, at, end);
    if (bytes.u32() != record_signature) return std::nullopt;
    const std::size_t size = bytes.u32();
    const std::uint64_t number = bytes.u64();
    if (bytes.overrun() || size < min_record_bytes || size > end - at) return std::nullopt;
    if (EvtxBytes(chunk_, at + size - record_tail_bytes, end).u32() != size) return std::nullopt;
    return RecordHead{size, number};
  }

  /// Where the next record starts at or after `at`; `end` if there is none.
  [[nodiscard]] std::size_t next_record(std::size_t at, std::size_t end) const {
    const std::string_view text(reinterpret_cast<const char*>(chunk_.data()), end);
    while (true) {
      at = text.find(record_signature_bytes, at);
      if (at == std::string_view::npos) return end;
      if (record_at(at, end)) return at;
      ++at;
    }
  }

  /// Where to continue after a record that claims the bytes up to `claimed_end`. A damaged size may extend into the
  /// following records and happen to be confirmed there; then what follows it is not a record.
  [[nodiscard]] std::size_t after_record(std::size_t at, std::size_t claimed_end, std::size_t end) const {
    if (claimed_end == end || record_at(claimed_end, end)) return claimed_end;
    return std::min(claimed_end, next_record(at + min_record_bytes, end));
  }

  /// Whether the rest contains no record. Archived logs count the zeros after the last record as records; remains of an
  /// earlier use of the chunk are not reported if nothing in them can be read.
  [[nodiscard]] bool is_unused(std::size_t at, std::size_t end, const std::optional<Header>& header) const {
    const bool is_complete = !header || next_number_ > header->last_number;
    return (is_complete && all_zero(chunk_.subspan(at, end - at))) || (!header && !saw_record_);
  }

  /// Reports bytes between records that are not a record. The record numbers around them tell how many were lost, if
  /// they are plausible.
  void damage_records(std::size_t at, std::size_t next, std::size_t end, const std::optional<Header>& header) {
    std::uint64_t next_number = next_number_ + 1;
    if (const auto head = record_at(next, end)) {
      next_number = head->number;
    } else if (header) {
      next_number = header->last_number + 1;
    }
    std::uint64_t lost = next_number - next_number_;
    if (!knows_number_ || lost == 0 || lost > (next - at) / min_record_bytes) lost = 1;
    damage(at, lost == 1 ? "a damaged record" : std::to_string(lost) + " damaged records", lost);
  }

  /// Returns where the records end.
  std::size_t read_records(std::size_t at, std::size_t end, const std::optional<Header>& header) {
    while (at < end) {
      if (const auto head = record_at(at, end)) {
        read_record(at, *head);
        at = after_record(at, at + head->bytes, end);
        continue;
      }
      const std::size_t next = next_record(at + 1, end);
      if (next == end && is_unused(at, end, header)) return at;
      damage_records(at, next, end, header);
      at = next;
    }
    return std::min(at, end);
  }

  /// A log that was copied while Windows was writing to it has more records than its header counts. They continue the
  /// numbering; remains of an earlier use of the chunk do not.
  void read_unaccounted(std::size_t at, const Header& header) {
    std::uint64_t last = header.last_number;
    for (auto head = record_at(at, chunk_.size()); head && head->number == last + 1;
         head = record_at(at, chunk_.size())) {
      read_record(at, *head);
      at += head->bytes;
      ++last;
    }
  }

  void read_record(std::size_t at, const RecordHead& head) {
    saw_record_ = true;
    knows_number_ = true;
    next_number_ = head.number + 1;
    switch (events_.read(at + record_head_bytes, at + head.bytes - record_tail_bytes, wanted_)) {
      case EvtxEventReader::Outcome::whole:
        result_.records.push_back({head.number, offset_ + at, std::move(events_.fields())});
        break;
      case EvtxEventReader::Outcome::unwanted:
        ++result_.skipped[events_.kind()];
        break;
      case EvtxEventReader::Outcome::damaged:
        damage(at, std::string("a damaged record: ") + events_.fault(), 1);
        break;
    }
  }

  std::span<const std::byte> chunk_;
  std::uint64_t offset_;
  const EvtxWanted& wanted_;
  EvtxEventReader events_;
  bool saw_record_ = false;
  std::uint64_t next_number_ = 0;  // expected of the next record
  bool knows_number_ = false;
  EvtxChunk result_;
};

}  // namespace

EvtxChunk read_evtx_chunk(std::span<const std::byte> chunk, std::uint64_t offset, const EvtxWanted& wanted) {
  return ChunkReader(chunk, offset, wanted).read();
}

}  // namespace proclens
