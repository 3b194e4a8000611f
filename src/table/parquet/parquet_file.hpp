// Parquet files put together from row groups of others, whose data is copied as it is, neither decompressed nor
// decoded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "storage/file_system.hpp"
#include "table/parquet/thrift_value.hpp"

namespace proclens {

/// The footer of a file: its columns, and where the data of each row group lies
/// (https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift).
struct ParquetFile {
  std::filesystem::path path;
  std::uint64_t data_end = 0;  ///< where the footer begins; data begins after the file's first four bytes
  ThriftValue footer;          ///< FileMetaData

  /// A SchemaElement for the whole row, then one for each column.
  [[nodiscard]] const std::vector<ThriftValue>& schema() const;
  [[nodiscard]] const std::vector<ThriftValue>& row_groups() const;
};

/// Reads the footer alone. Throws Error (data), without the file's name, if it is not an unencrypted Parquet file or is
/// damaged.
[[nodiscard]] ParquetFile read_parquet_file(const std::filesystem::path& path);

[[nodiscard]] std::uint64_t rows_of_group(const ThriftValue& row_group);

/// Not for use from two threads at once.
class ParquetAssembly {
 public:
  /// Takes all the data of a file, and returns its row groups as they are at their new place; append() makes them part
  /// of the new file. Throws Error (data) if the footer is damaged.
  std::vector<ThriftValue> add_data(const ParquetFile& file);

  void append(ThriftValue row_group);
  /// Appends a row group with the columns of both, which have the same number of rows.
  void append(ThriftValue left, const ThriftValue& right);

  /// Writes data and footer to a file that must not exist yet. What the footer says besides the row groups is that of
  /// `columns`, a file with all the columns. Throws Error: machine, or data if a file cannot be read any more.
  void write(const ParquetFile& columns, const OutputPath& to) const;

 private:
  struct Part {
    std::filesystem::path path;
    std::uint64_t end;
  };
  std::vector<Part> parts_;
  std::uint64_t end_ = 4;  ///< of the data so far
  std::vector<ThriftValue> row_groups_;
};

}  // namespace proclens
