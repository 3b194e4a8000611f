// Columns as bytes that other programs read: Apache Arrow's stream format, with which the page gets its data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "table/database.hpp"

namespace proclens {

struct ArrowColumn {
  std::string name;
  ColumnType type;                              ///< int32, int64, float32, float64, text or list
  ColumnType element_type = ColumnType::other;  ///< of a list: int32 or float32
};

/// Lists end to end: list i is the part of `values` from ends[i − 1], or 0, to ends[i].
struct ArrowLists {
  std::span<const std::int32_t> values;
  std::span<const std::size_t> ends;
};

/// Values of one column, borrowed. Texts must be valid UTF-8.
using ArrowValues = std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>, std::span<const float>,
                                 std::span<const double>, std::span<const std::string_view>, ArrowLists>;

struct ArrowOptions {
  std::size_t batch_rows = 131'072;       ///< rows of a record batch, at least; text may end one earlier
  std::size_t max_bytes = 1'500'000'000;  ///< of the whole stream
};

/// Builds a stream (IPC streaming format, https://arrow.apache.org/docs/format/Columnar.html): the schema, one or more
/// record batches, the mark of its end. No column is nullable, none dictionary-encoded, nothing is compressed; text is
/// `utf8`, lists are `list` with 32-bit offsets, their element is called `item`. The bytes depend on the rows and
/// options alone. Costs the result and one record batch of memory.
class ArrowWriter {
 public:
  /// Throws std::logic_error for a type that is not among those above.
  explicit ArrowWriter(const std::vector<ArrowColumn>& columns, const ArrowOptions& options = {});
  ArrowWriter(ArrowWriter&&) noexcept;
  ArrowWriter& operator=(ArrowWriter&&) noexcept;
  ~ArrowWriter();

  /// Adds the rows of a chunk whose columns are those of the stream. Throws std::logic_error where it has a NULL, Error
  /// (data) when the stream becomes too long.
  void append(const Chunk& rows);

  /// Adds rows column by column, as many of each. Throws std::logic_error when types or numbers do not fit, Error
  /// (data) when the stream becomes too long.
  void append(std::span<const ArrowValues> columns);

  /// The whole stream; the writer is done with.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The rows of a query as a stream, its columns named as the query names them. Throws what `Database::query` and
/// `ArrowWriter` throw.
[[nodiscard]] std::string arrow_stream(Database& database, std::string_view statement,
                                       std::span<const SqlValue> parameters = {}, const ArrowOptions& options = {});

/// Values in memory as a stream.
struct NamedValues {
  std::string name;
  ArrowValues values;
};
[[nodiscard]] std::string arrow_stream(std::span<const NamedValues> columns, const ArrowOptions& options = {});

}  // namespace proclens
