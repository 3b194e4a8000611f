// Columns as Apache Arrow streams, the format in which the page receives its data.
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
  ColumnType element_type = ColumnType::other;  ///< of a list: int32 or float32; ignored for other types
};

/// Concatenated lists: list i is the part of `values` from ends[i − 1], or 0, to ends[i].
struct ArrowLists {
  std::span<const std::int32_t> values;
  std::span<const std::size_t> ends;
};

/// The values of one column, borrowed. Texts must be valid UTF-8.
using ArrowValues = std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>, std::span<const float>,
                                 std::span<const double>, std::span<const std::string_view>, ArrowLists>;

struct ArrowOptions {
  /// A record batch ends after this many rows, or earlier if it has much text. At least 1.
  std::size_t batch_rows = 131'072;
  std::size_t max_bytes = 1'500'000'000;  ///< limit for the whole stream; exceeding it throws Error (data)
};

/// Builds a stream (IPC streaming format, https://arrow.apache.org/docs/format/Columnar.html): the schema, one or more
/// record batches, the end marker. No column is nullable or dictionary-encoded, and nothing is compressed; text is
/// `utf8`, lists are `list` with 32-bit offsets and an element called `item`. The bytes depend only on the rows and
/// options. Memory: the result and one record batch.
class ArrowWriter {
 public:
  /// Throws std::logic_error for a type that is not listed above.
  explicit ArrowWriter(const std::vector<ArrowColumn>& columns, const ArrowOptions& options = {});
  ArrowWriter(ArrowWriter&&) noexcept;
  ArrowWriter& operator=(ArrowWriter&&) noexcept;
  ~ArrowWriter();

  /// Adds the rows of a chunk whose columns match the stream's. Throws std::logic_error if it contains NULL, Error
  /// (data) if the stream becomes too long.
  void append(const Chunk& rows);

  /// Adds rows column by column, the same number in each. Throws std::logic_error if types or numbers do not match,
  /// Error (data) if the stream becomes too long.
  void append(std::span<const ArrowValues> columns);

  /// Returns the whole stream; the writer must not be used afterwards.
  [[nodiscard]] std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The rows of a query as a stream, with the query's column names. Throws what `Database::query` and `ArrowWriter`
/// throw.
[[nodiscard]] std::string arrow_stream(Database& database, std::string_view statement,
                                       std::span<const SqlValue> parameters = {}, const ArrowOptions& options = {});

/// Named values in memory, to be written as a stream.
struct NamedValues {
  std::string name;
  ArrowValues values;
};
[[nodiscard]] std::string arrow_stream(std::span<const NamedValues> columns, const ArrowOptions& options = {});

}  // namespace proclens
