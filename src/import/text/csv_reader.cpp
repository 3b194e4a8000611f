#include "import/text/csv_reader.hpp"

#include <csv.h>

#include <algorithm>
#include <map>
#include <new>

#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kPiece = 1 << 18;
constexpr std::size_t kLongestRow = 16 << 20;

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
  CsvReader(ReadBytes read, std::span<const Mapping> mappings) : read_(std::move(read)), mappings_(mappings) {
    if (csv_init(&parser_, CSV_APPEND_NULL) != 0) throw std::bad_alloc();
  }
  ~CsvReader() override { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  bool next(std::vector<ClassifiedRecords>& parts) override {
    parts.assign(1, ClassifiedRecords(mappings_.size()));
    if (at_end_) return false;
    sorted_ = &parts.front();
    piece_.resize(kPiece);
    const std::size_t got = read_(std::as_writable_bytes(std::span(piece_)));
    if (got > 0) {
      if (csv_parse(&parser_, piece_.data(), got, on_cell, on_row, this) != got) throw std::bad_alloc();
    } else {
      csv_fini(&parser_, on_cell, on_row, this);
      at_end_ = true;
    }
    row_bytes_ += got;
    if (row_bytes_ > kLongestRow) give_up();
    return true;
  }

 private:
  /// A quote without its pair swallows everything behind it: the rest of the file is one row.
  void give_up() {
    ++sorted_->counts.too_long;
    note_damage("a row of more than " + human_bytes(kLongestRow) + " ends the reading; is a quote without its pair?");
    at_end_ = true;
  }

  static void on_cell(void* text, std::size_t length, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.record_.cells.push_back(valid_utf8({static_cast<const char*>(text), length}));
  }

  static void on_row(int, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.row_bytes_ = 0;
    CsvRecord& record = reader.record_;
    if (record.header.empty()) {
      record.header.swap(record.cells);
      if (record.header.front().starts_with("\xEF\xBB\xBF")) record.header.front().erase(0, 3);
    } else if (record.cells.size() != record.header.size()) {
      ++reader.sorted_->counts.unreadable;
    } else {
      sort_record(record, reader.mappings_, *reader.sorted_);
    }
    record.cells.clear();
  }

  ReadBytes read_;
  std::span<const Mapping> mappings_;
  csv_parser parser_{};
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
