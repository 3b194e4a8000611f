#include "import/text/csv_rows.hpp"

#include <new>
#include <utility>

#include "core/text.hpp"

namespace proclens {

CsvRows::CsvRows(OnRow on_row, char delimiter) : on_row_(std::move(on_row)) {
  if (csv_init(&parser_, CSV_APPEND_NULL) != 0) throw std::bad_alloc();
  csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
  // It grows by 128 bytes otherwise, which copies a long cell as many times as it has blocks.
  csv_set_blk_size(&parser_, std::size_t{1} << 16);
}

CsvRows::~CsvRows() { csv_free(&parser_); }

void CsvRows::parse(std::string_view piece) {
  const std::size_t parsed = csv_parse(&parser_, piece.data(), piece.size(), end_cell, end_row, this);
  failure_.rethrow();
  if (parsed != piece.size()) throw std::bad_alloc();
}

void CsvRows::finish() {
  csv_fini(&parser_, end_cell, end_row, this);
  failure_.rethrow();
}

void CsvRows::end_cell(void* text, std::size_t length, void* self) {
  auto& rows = *static_cast<CsvRows*>(self);
  if (rows.failure_.pending()) return;
  rows.failure_.attempt([&] { rows.cells_.push_back(valid_utf8({static_cast<const char*>(text), length})); });
}

void CsvRows::end_row(int, void* self) {
  auto& rows = *static_cast<CsvRows*>(self);
  if (!rows.failure_.pending()) rows.failure_.attempt([&] { rows.on_row_(rows.cells_); });
  rows.cells_.clear();
}

}  // namespace proclens
