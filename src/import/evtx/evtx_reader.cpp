#include "import/evtx/evtx_reader.hpp"

#include <algorithm>

#include "core/deferred_error.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "import/evtx/evtx_file.hpp"

namespace proclens {
namespace {

constexpr std::size_t kChunksAtATime = 64;

/// The fields of one event of a chunk.
class EvtxFields final : public RecordFields {
 public:
  explicit EvtxFields(const EvtxRecord& record) : record_(record) {}

  FieldText find(const FieldPath& path) override {
    for (const auto& [name, text] : record_.fields) {
      if (name == path.whole) return std::string_view(text);
    }
    return FieldText();
  }

 private:
  const EvtxRecord& record_;
};

class EvtxReader final : public RecordReader {
 public:
  EvtxReader(const Context& context, ReadBytes read, std::span<const Mapping> mappings)
      : context_(context), file_(std::move(read)), mappings_(mappings) {}

  bool next(std::vector<ClassifiedRecords>& parts) override {
    std::vector<EvtxRawChunk> raw;
    failure_.rethrow();
    failure_.attempt([&] {
      while (raw.size() < kChunksAtATime) {
        std::optional<EvtxRawChunk> chunk = file_.next();
        if (!chunk) break;
        raw.push_back(std::move(*chunk));
      }
    });
    parts.assign(raw.size(), ClassifiedRecords(mappings_.size()));
    std::vector<std::vector<EvtxDamage>> damages(raw.size());
    parallel_blocks(context_, raw.size(), 1,
                    [&](std::size_t i, std::size_t) { damages[i] = sort_chunk(raw[i], parts[i]); });
    for (const std::vector<EvtxDamage>& of_chunk : damages) note(of_chunk);
    if (!raw.empty()) return true;
    failure_.rethrow();
    note(file_.damages());
    return false;
  }

 private:
  [[nodiscard]] std::vector<EvtxDamage> sort_chunk(const EvtxRawChunk& raw, ClassifiedRecords& sorted) const {
    const EvtxChunk chunk =
        read_evtx_chunk(raw.bytes, raw.offset, [this](std::string_view channel, std::string_view event) {
          const std::string channel_key = ascii_lower(channel);
          return std::any_of(mappings_.begin(), mappings_.end(), [&](const Mapping& mapping) {
            return mapping.channels.contains(channel_key) && mapping.events.contains(event);
          });
        });
    for (const EvtxRecord& record : chunk.records) {
      EvtxFields fields(record);
      classify_record(fields, mappings_, sorted);
    }
    for (const auto& [kind, count] : chunk.skipped) {
      const std::string channel = ascii_lower(kind.channel);
      const bool known = std::any_of(mappings_.begin(), mappings_.end(),
                                     [&](const Mapping& mapping) { return mapping.channels.contains(channel); });
      (known ? sorted.counts.other_event : sorted.counts.other_channel) += count;
    }
    for (const EvtxDamage& damage : chunk.damages) sorted.counts.damaged += damage.records;
    return chunk.damages;
  }

  void note(const std::vector<EvtxDamage>& damages) {
    for (const EvtxDamage& damage : damages)
      note_damage("at byte " + with_separators(damage.offset) + ": " + damage.what);
  }

  const Context& context_;
  EvtxFile file_;
  DeferredError failure_;
  std::span<const Mapping> mappings_;
};

}  // namespace

std::unique_ptr<RecordReader> evtx_reader(const Context& context, ReadBytes read, std::span<const Mapping> mappings) {
  return std::make_unique<EvtxReader>(context, std::move(read), mappings);
}

}  // namespace proclens
