// Comma-separated values, row by row.
#pragma once

#include <csv.h>

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/deferred_error.hpp"

namespace proclens {

/// libcsv, whose callbacks no exception may leave, since its C code would not notice: what `on_row` throws is kept
/// until the library has returned. For one thread.
class CsvRows {
 public:
  /// Gets each row's cells, valid UTF-8, at the moment in which the row ends, and may take them.
  using OnRow = std::function<void(std::vector<std::string>& cells)>;

  explicit CsvRows(OnRow on_row);
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;
  ~CsvRows();

  /// Reads the next bytes of the text. Throws what `on_row` threw; the rows after that one are skipped up to the end of
  /// `piece`, and a row that goes on in the next piece is whole again.
  void parse(std::span<const char> piece);

  /// Ends the last row. Throws as `parse` does.
  void finish();

 private:
  static void end_cell(void* text, std::size_t length, void* self);
  static void end_row(int, void* self);

  OnRow on_row_;
  csv_parser parser_{};
  std::vector<std::string> cells_;
  DeferredError failure_;
};

}  // namespace proclens
