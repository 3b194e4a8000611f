// Separated values, row by row.
#pragma once

#include <csv.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/deferred_error.hpp"

namespace proclens {

/// libcsv, whose callbacks must not throw through its C code: exceptions of `on_row` are kept until the library has
/// returned. For one thread.
class CsvRows {
 public:
  /// Receives each row's cells, valid UTF-8, when the row ends, and may move from them.
  using OnRow = std::function<void(std::vector<std::string>& cells)>;

  explicit CsvRows(OnRow on_row, char delimiter = ',');
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;
  ~CsvRows();

  /// Reads the next bytes of the text. Rethrows exceptions of `on_row`; the rest of `piece` after that row is skipped,
  /// and a row that continues in the next piece is intact again.
  void parse(std::string_view piece);

  /// Ends the last row. Throws like `parse`.
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
