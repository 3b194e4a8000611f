// Tables that the program makes up while DuckDB reads them, so that what C++ computes can be written to Parquet without
// ever being held as a whole.
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
  /// The texts that a column of choices picks from: at least one, distinct and without NUL bytes (checked,
  /// std::logic_error). DuckDB sees an ENUM of them, and Parquet a column of text that no text need be hashed for; but
  /// every row group holds all of them, so they should be few for the rows of one.
  std::vector<std::string> choices = {};
};

/// Receives the rows of one batch. Call one setter per column, in column order and of the column's type, then
/// end_row() (checked, std::logic_error). Text must be UTF-8; it is copied, but what is borrowed must stay as it is
/// until the query ends. Valid only during the call that it is handed to.
class RowWriter {
 public:
  /// How many more rows this batch takes.
  [[nodiscard]] std::size_t room() const;
  void null();
  void boolean(bool value);
  void int32(std::int32_t value);
  void int64(std::int64_t value);
  void text(std::string_view value);
  /// The text that the batch's row above has in this column; there must be one (checked, std::logic_error).
  void repeat_text();
  /// The text at this place among the column's choices (checked, std::logic_error).
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

/// Writes the next rows, at least one while there are any; writing none ends the table. What it throws ends the query
/// that reads: `Cancelled` arrives as such, anything else as an Error with its message.
using FillRows = std::function<void(RowWriter&)>;

/// A table without storage.
struct TableFunction {
  std::string name;  ///< FROM name()
  std::vector<SourceColumn> columns;
  /// Called once per query that reads the table, from DuckDB's threads; the rows it gives are read in order by one
  /// thread. What it refers to must outlive every such query.
  std::function<FillRows()> start;
};

}  // namespace proclens
