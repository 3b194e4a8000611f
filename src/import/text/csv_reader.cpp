#include "import/text/csv_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "import/text/csv_rows.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPiece = 1 << 18;
constexpr std::size_t kMaxRowBytes = 16 << 20;

/// One row under its header.
class CsvRecord final : public RecordFields {
 public:
  std::vector<std::string> header;
  std::vector<std::string> cells;

  FieldText find(const FieldPath& path) override {
    const auto column = std::find(header.begin(), header.end(), path.whole);
    const auto index = static_cast<std::size_t>(column - header.begin());
    if (index >= cells.size() || column == header.end() || cells[index].empty()) return FieldText();
    return std::string_view(cells[index]);
  }
};

class CsvReader final : public RecordReader {
 public:
  CsvReader(ReadBytes read, std::span<const Mapping> mappings)
      : read_(std::move(read)),
        mappings_(mappings),
        rows_([this](std::vector<std::string>& cells) { add_row(cells); }) {}

  bool next(std::vector<ClassifiedRecords>& parts) override {
    parts.assign(1, ClassifiedRecords(mappings_.size()));
    if (at_end_) return false;
    sorted_ = &parts.front();
    piece_.resize(kPiece);
    const std::size_t got = read_(std::as_writable_bytes(std::span(piece_)));
    if (got > 0) {
      rows_.parse(std::span(piece_).first(got));
    } else {
      rows_.finish();
      at_end_ = true;
    }
    row_bytes_ += got;
    if (row_bytes_ > kMaxRowBytes) give_up();
    return true;
  }

 private:
  /// An unmatched quote swallows everything after it: the rest of the file is one row.
  void give_up() {
    ++sorted_->counts.too_long;
    note_damage("a row of more than " + human_bytes(kMaxRowBytes) +
                "; reading stops here. Is a closing quote missing?");
    at_end_ = true;
  }

  void add_row(std::vector<std::string>& cells) {
    row_bytes_ = 0;
    if (record_.header.empty()) {
      record_.header.swap(cells);
      if (record_.header.front().starts_with("\xEF\xBB\xBF")) record_.header.front().erase(0, 3);
    } else if (cells.size() != record_.header.size()) {
      ++sorted_->counts.unreadable;
    } else {
      record_.cells.swap(cells);
      classify_record(record_, mappings_, *sorted_);
    }
  }

  ReadBytes read_;
  std::span<const Mapping> mappings_;
  CsvRows rows_;
  std::vector<char> piece_;
  CsvRecord record_;
  ClassifiedRecords* sorted_ = nullptr;
  std::size_t row_bytes_ = 0;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<RecordReader> csv_reader(ReadBytes read, std::span<const Mapping> mappings) {
  return std::make_unique<CsvReader>(std::move(read), mappings);
}

}  // namespace proclens
