#include "import/text/splunk_reader.hpp"

#include <string>
#include <string_view>
#include <utility>

#include "import/flat/flat_reader.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPieceBytes = 1 << 18;
constexpr std::size_t kLongestEvent = 16 << 20;
constexpr std::string_view kFirstName = "LogName=";

class SplunkReader final : public RecordReader {
 public:
  SplunkReader(ReadBytes read, std::span<const Mapping> mappings)
      : read_(std::move(read)), mappings_(mappings), names_(mappings), flat_(mappings, names_) {}

  bool next(std::vector<ClassifiedRecords>& parts) override {
    parts.assign(1, ClassifiedRecords(mappings_.size()));
    if (at_end_) return false;
    const std::size_t before = text_.size();
    text_.resize(before + kPieceBytes);
    const std::size_t got = read_(std::as_writable_bytes(std::span(text_).subspan(before)));
    text_.resize(before + got);
    at_end_ = got == 0;
    classify_events(parts.front());
    return true;
  }

 private:
  /// An event starts on the line before LogName; the last one may continue in the next piece.
  void classify_events(ClassifiedRecords& classified) {
    std::size_t begin = 0;
    while (true) {
      const std::size_t name = find_name(begin == 0 ? 0 : begin + 1);
      const std::size_t next = name == std::string::npos ? name : find_name(name + 1);
      if (next == std::string::npos) break;
      const std::size_t end = start_of_event(next);
      classify(std::string_view(text_).substr(begin, end - begin), classified);
      begin = end;
    }
    text_.erase(0, begin);
    if (text_.size() > kLongestEvent) {
      ++classified.counts.too_long;
      text_.clear();
    } else if (at_end_ && find_name(0) != std::string::npos) {
      classify(text_, classified);
    }
  }

  /// A line that starts with LogName, from a position on.
  [[nodiscard]] std::size_t find_name(std::size_t from) const {
    for (std::size_t at = text_.find(kFirstName, from); at != std::string::npos; at = text_.find(kFirstName, at + 1)) {
      if (at == 0 || text_[at - 1] == '\n') return at;
    }
    return std::string::npos;
  }

  /// Of the line before the one at `name`, if that has the time.
  [[nodiscard]] std::size_t start_of_event(std::size_t name) const {
    if (name < 2) return 0;
    const std::size_t above = text_.rfind('\n', name - 2);
    const std::size_t begin = above == std::string::npos ? 0 : above + 1;
    const std::string_view line = std::string_view(text_).substr(begin, name - begin);
    return line.find(':') != std::string_view::npos && line.find('=') == std::string_view::npos ? begin : name;
  }

  void classify(std::string_view event, ClassifiedRecords& classified) {
    flat_.clear();
    flat_.add_field("_raw", event);
    flat_.classify(classified);
  }

  ReadBytes read_;
  std::span<const Mapping> mappings_;
  FlatNames names_;
  FlatReader flat_;
  std::string text_;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> splunk_reader(ReadBytes read, std::span<const Mapping> mappings) {
  return std::make_unique<SplunkReader>(std::move(read), mappings);
}

}  // namespace proclens
