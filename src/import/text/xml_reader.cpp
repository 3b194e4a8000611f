#include "import/text/xml_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/parallel.hpp"
#include "import/text/xml_windows.hpp"
#include "import/xml/xml_event.hpp"

namespace proclens {
namespace {

constexpr std::size_t kEventsAtATime = 256;

/// The fields of one event.
class XmlFields final : public RecordFields {
 public:
  explicit XmlFields(std::span<const XmlEventReader::Field> fields) : fields_(fields) {}

  FieldText find(const FieldPath& path) override {
    for (const auto& [name, text] : fields_) {
      if (name == path.whole) return std::string_view(text);
    }
    return FieldText();
  }

 private:
  std::span<const XmlEventReader::Field> fields_;
};

class XmlReader final : public RecordReader {
 public:
  XmlReader(const Context& context, ReadBytes read, std::span<const Mapping> mappings)
      : context_(context), windows_(std::move(read)), mappings_(mappings) {}

  bool next(std::vector<ClassifiedRecords>& parts) override {
    if (!has_window_) {
      has_window_ = true;
      if (!windows_.next(window_)) return false;
    } else if (!has_next_) {
      failure_.rethrow();
      return false;
    } else {
      std::swap(window_, next_window_);
    }
    const std::size_t blocks = (window_.events.size() + kEventsAtATime - 1) / kEventsAtATime;
    parts.assign(blocks + 1, ClassifiedRecords(mappings_.size()));
    parts.back().counts.too_long = window_.too_long;
    parts.back().counts.unreadable = window_.truncated;
    // The next window is read, and unpacked, while this one is parsed.
    parallel_blocks(context_, blocks + 1, 1, [&](std::size_t block, std::size_t) {
      if (block == 0) {
        has_next_ = false;
        failure_.attempt([&] { has_next_ = windows_.next(next_window_); });
      } else {
        classify_block(block - 1, parts[block - 1]);
      }
    });
    return true;
  }

 private:
  void classify_block(std::size_t block, ClassifiedRecords& classified) const {
    XmlEventReader event;
    const std::size_t end = std::min(window_.events.size(), (block + 1) * kEventsAtATime);
    for (std::size_t i = block * kEventsAtATime; i < end; ++i) {
      if (!event.read(window_.events[i])) {
        ++classified.counts.unreadable;
        continue;
      }
      XmlFields fields(event.fields());
      classify_record(fields, mappings_, classified);
    }
  }

  const Context& context_;
  XmlWindows windows_;
  std::span<const Mapping> mappings_;
  XmlWindow window_;
  XmlWindow next_window_;
  DeferredError failure_;  ///< of reading the next window
  bool has_window_ = false;
  bool has_next_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> xml_reader(const Context& context, ReadBytes read, std::span<const Mapping> mappings) {
  return std::make_unique<XmlReader>(context, std::move(read), mappings);
}

}  // namespace proclens
