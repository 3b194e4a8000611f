// Tables that the program computes while DuckDB reads them, so that the results of C++ code can be written to Parquet
// without ever being held in memory as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

enum class SourceType { boolean, int32, int64, text, text_list, choice };

struct SourceColumn {
  std::string name;
  SourceType type;
  /// The texts that a column of choices selects from: at least one, distinct and without NUL bytes (checked,
  /// std::logic_error). DuckDB sees an ENUM and Parquet a column of text, and no text is hashed; but every row group
  /// contains all of them, so there should be few compared with its rows. Ignored for columns of other types.
  std::vector<std::string> choices = {};
};

/// Receives the rows of one batch. Call one setter per column, in column order and matching the column's type, then
/// end_row() (checked, std::logic_error). Text must be UTF-8. Copied text may go away after the call; borrowed text
/// must remain unchanged until the query ends. Valid only during the call it is passed to.
class RowWriter {
 public:
  /// How many more rows this batch can take.
  [[nodiscard]] std::size_t room() const;
  void null();
  void boolean(bool value);
  void int32(std::int32_t value);
  void int64(std::int64_t value);
  void text(std::string_view value);
  /// Repeats the text of the previous row of this batch, which must have one (checked, std::logic_error).
  void repeat_text();
  /// The text with this number among the column's choices (checked, std::logic_error).
  void choice(std::uint32_t number);
  void text_list(std::span<const std::string_view> values);
  void borrowed_text(std::string_view value);
  void borrowed_text_list(std::span<const std::string_view> values);
  void end_row();

  struct State;
  explicit RowWriter(State& state) : state_(state) {}

 private:
  State& state_;
};

/// Writes the next rows, at least one while there are any; writing none ends the table. An exception ends the query
/// that reads the table: `Cancelled` is passed on as it is, anything else as an Error with its message.
using FillRows = std::function<void(RowWriter&)>;

/// A table without storage.
struct TableFunction {
  std::string name;  ///< FROM name()
  std::vector<SourceColumn> columns;
  /// Called once per query that reads the table, from DuckDB's threads; one thread reads its rows in order. Whatever it
  /// refers to must outlive every such query.
  std::function<FillRows()> start;
};

}  // namespace proclens
