// Damage stays local: whatever happens to the bytes of one record of a valid chunk, the other records are read
// unchanged. Input: which record, from which of its bytes on, then the bytes that replace them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "import/evtx/evtx_reading.hpp"
#include "import/evtx/evtx_writer.hpp"
#include "require.hpp"

using namespace proclens;

namespace {

struct Sample {
  EvtxWriter writer = sysmon_like_chunk(5, 100);
  std::string bytes = writer.finish();
  EvtxChunk whole = read_chunk(bytes);
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Sample sample;
  if (size < 3) return 0;
  const std::size_t damaged = data[0] % sample.writer.records().size();
  const EvtxWriter::Record& record = sample.writer.records()[damaged];
  const std::size_t extent = record.end - record.begin;
  const std::size_t from = (data[1] + std::size_t{data[2]} * 256) % extent;
  std::string bytes = sample.bytes;
  std::memcpy(bytes.data() + record.begin + from, data + 3, std::min(size - 3, extent - from));

  const EvtxChunk chunk = read_chunk(bytes);
  require(bytes == sample.bytes || !chunk.damages.empty(), "damage is noticed");
  for (std::size_t i = 0; i < sample.whole.records.size(); ++i) {
    if (i == damaged || sample.writer.records()[i].needs.contains(damaged)) continue;
    require(std::ranges::find(chunk.records, sample.whole.records[i]) != chunk.records.end(),
            "records that are not damaged come out as they were");
  }
  return 0;
}
