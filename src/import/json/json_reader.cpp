#include "import/json/json_reader.hpp"

#include <algorithm>

#include "core/parallel.hpp"
#include "import/flat/flat_reader.hpp"
#include "import/json/json_record.hpp"
#include "import/text/text_windows.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPartBytes = 1 << 20;

/// Runs of values of about kPartBytes, independent of the number of threads.
std::vector<std::size_t> part_ends(const std::vector<std::string_view>& values) {
  std::vector<std::size_t> ends;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    bytes += values[i].size();
    if (bytes >= kPartBytes || i + 1 == values.size()) {
      ends.push_back(i + 1);
      bytes = 0;
    }
  }
  return ends;
}

/// The lines that evtx_dump writes between records: "Record 17".
bool is_record_heading(std::string_view line) { return line.starts_with("Record ") && line.size() < 32; }

class JsonReader final : public RecordReader {
 public:
  JsonReader(const Context& context, ReadBytes read, std::span<const Mapping> mappings)
      : context_(context),
        windows_(std::move(read), limits()),
        mappings_(mappings),
        fields_(mappings),
        flat_names_(mappings) {}

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
    const std::vector<std::size_t> ends = part_ends(window_.values);
    parts.assign(ends.size() + 1, ClassifiedRecords(mappings_.size()));
    parts.back().counts.too_long = window_.too_long;
    // The next window is read, and unpacked, while this one is parsed.
    parallel_blocks(context_, ends.size() + 1, 1, [&](std::size_t block, std::size_t) {
      if (block == 0) {
        has_next_ = false;
        failure_.attempt([&] { has_next_ = windows_.next(next_window_); });
      } else {
        sort_values(block == 1 ? 0 : ends[block - 2], ends[block - 1], parts[block - 1]);
      }
    });
    return true;
  }

 private:
  static TextWindowLimits limits() {
    TextWindowLimits limits;
    limits.padding = JsonRecord::kPadding;
    return limits;
  }

  void sort_values(std::size_t begin, std::size_t end, ClassifiedRecords& sorted) const {
    JsonRecord record(fields_);
    std::unique_ptr<FlatReader> flat;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string_view value = window_.values[i];
      const std::string_view object = value.substr(std::min(value.find('{'), value.size()));  // after a syslog header
      if (object.empty()) {
        if (!is_record_heading(value)) ++sorted.counts.unreadable;
        continue;
      }
      if (record.read(object) && classify_record(record, mappings_, sorted, Unfit::is_left)) continue;
      if (!flat) flat = std::make_unique<FlatReader>(mappings_, flat_names_);
      flat->classify_text(object, sorted);
    }
  }

  const Context& context_;
  TextWindows windows_;
  std::span<const Mapping> mappings_;
  FieldTree fields_;
  FlatNames flat_names_;
  TextWindow window_;
  TextWindow next_window_;
  DeferredError failure_;  ///< of reading the next window
  bool has_window_ = false;
  bool has_next_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> json_reader(const Context& context, ReadBytes read, std::span<const Mapping> mappings) {
  return std::make_unique<JsonReader>(context, std::move(read), mappings);
}

}  // namespace proclens
