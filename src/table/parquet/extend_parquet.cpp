#include "table/parquet/extend_parquet.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/copy_to_file.hpp"
#include "table/parquet/parquet_file.hpp"

namespace proclens {
namespace {

constexpr std::uint64_t kMaxGroupRows = 10'000'000;  // what is damaged may claim more, and constants are made for each

/// Files from which an assembly takes data; they exist until it is written.
class PartFiles {
 public:
  PartFiles(Database& database, const OutputPath& whole) : database_(database), whole_(whole) {}

  ParquetFile make(const std::string& select, const std::string& options) {
    const OutputPath part(whole_.string() + ".part" + std::to_string(parts_.size()), *whole_.files);
    parts_.push_back(part);
    copy_to_file(database_, select, part, options);
    return read_parquet_file(part.path);
  }

  void remove() const {
    for (const OutputPath& part : parts_) remove_output(part);
  }

 private:
  Database& database_;
  OutputPath whole_;
  std::vector<OutputPath> parts_;
};

/// One row group of `rows` equal rows.
ParquetFile make_constants(PartFiles& parts, const std::string& columns, std::uint64_t rows) {
  if (rows > kMaxGroupRows) throw Error(Fault::data, "it has a row group of " + with_separators(rows) + " rows");
  const std::string count = std::to_string(rows);
  return parts.make("SELECT " + columns + " FROM range(" + count + ")", "FORMAT parquet, ROW_GROUP_SIZE " + count);
}

void require_same_columns(const ParquetFile& file, const ParquetFile& constants, const ParquetFile& new_rows) {
  std::vector<ThriftValue> columns(file.schema().begin() + 1, file.schema().end());
  columns.insert(columns.end(), constants.schema().begin() + 1, constants.schema().end());
  if (!std::ranges::equal(columns, std::span(new_rows.schema()).subspan(1))) {
    throw Error(Fault::data, "its columns are not those of this version");
  }
}

}  // namespace

void extend_parquet(Database& database, const ParquetExtension& extension, const OutputPath& to) {
  PartFiles parts(database, to);
  const ParquetFile new_rows = parts.make(extension.new_rows, extension.options);
  const ParquetFile file = read_parquet_file(extension.file);
  ParquetAssembly assembly;
  std::map<std::uint64_t, ThriftValue> constants;  // by their number
  for (ThriftValue& group : assembly.add_data(file)) {
    const std::uint64_t rows = rows_of_group(group);
    if (!constants.contains(rows)) {
      const ParquetFile made = make_constants(parts, extension.new_columns, rows);
      require_same_columns(file, made, new_rows);
      constants.emplace(rows, assembly.add_data(made).at(0));
    }
    assembly.append(std::move(group), constants.at(rows));
  }
  for (ThriftValue& group : assembly.add_data(new_rows)) assembly.append(std::move(group));
  assembly.write(new_rows, to);
  parts.remove();
}

}  // namespace proclens
