#include "import/text/csv_reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.hpp"
#include "import/flat/flat_reader.hpp"
#include "import/text/csv_dialect.hpp"
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
      : read_(std::move(read)), mappings_(mappings), flat_names_(mappings), flat_(mappings, flat_names_) {}

  bool next(std::vector<ClassifiedRecords>& parts) override {
    parts.assign(1, ClassifiedRecords(mappings_.size()));
    if (at_end_) return false;
    sorted_ = &parts.front();
    piece_.resize(kPiece);
    const std::size_t got = read_piece();
    std::string_view text(piece_.data(), got);
    if (!rows_) {
      const CsvDialect dialect = csv_dialect(text);
      text.remove_prefix(dialect.start);
      rows_.emplace([this](std::vector<std::string>& cells) { add_row(cells); }, dialect.delimiter);
    }
    if (got > 0) {
      rows_->parse(text);
    } else {
      rows_->finish();
      at_end_ = true;
    }
    row_bytes_ += got;
    if (row_bytes_ > kMaxRowBytes) give_up();
    return true;
  }

 private:
  /// The next bytes; the first time enough to tell the dialect.
  std::size_t read_piece() {
    constexpr std::size_t kTelling = 4096;
    std::size_t filled = 0;
    do {
      const std::size_t got = read_(std::as_writable_bytes(std::span(piece_).subspan(filled)));
      if (got == 0) break;
      filled += got;
    } while (!rows_ && filled < kTelling);
    return filled;
  }

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
      return;
    }
    while (cells.size() > record_.header.size() && cells.back().empty()) cells.pop_back();
    if (cells.size() != record_.header.size()) {
      ++sorted_->counts.unreadable;
      return;
    }
    record_.cells.swap(cells);
    if (classify_record(record_, mappings_, *sorted_, Unfit::is_left)) return;
    flat_.clear();
    for (std::size_t i = 0; i < record_.cells.size(); ++i) {
      if (!record_.cells[i].empty()) flat_.add_field(record_.header[i], record_.cells[i]);
    }
    flat_.classify(*sorted_);
  }

  ReadBytes read_;
  std::span<const Mapping> mappings_;
  FlatNames flat_names_;
  FlatReader flat_;
  std::optional<CsvRows> rows_;  ///< once the dialect is known
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
