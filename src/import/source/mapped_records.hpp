// What a mapping makes of records, each column computed once for each distinct combination of its inputs: of a million
// loads the paths, users and processes are few.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/distinct_texts.hpp"
#include "import/source/classified_records.hpp"
#include "import/source/mapping.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// What records of all sources become. What a mapping does not have is NULL. Times are microseconds since 1970, UTC.
enum class MappedColumn {
  kind,
  host,
  process_key,
  pid,
  started,
  time,
  image,
  command_line,
  parent_key,
  parent_pid,
  parent_started,
  user_name,
  exit_code,
  loaded,
  md5
};
constexpr std::size_t kMappedColumns = 15;

enum class MappedType { text, path, arguments, hash, whole, time };

/// How a column is called in SQL, and what it is made into: sql/import/macros.sql has as_TYPE for each type.
struct MappedColumnName {
  MappedColumn column;
  const char* name;
  MappedType type;
};
[[nodiscard]] const std::array<MappedColumnName, kMappedColumns>& mapped_column_names();
/// Whether a type's values are numbers; those of the others are texts.
[[nodiscard]] constexpr bool is_number(MappedType type) {
  return type == MappedType::whole || type == MappedType::time;
}

/// The mapped columns of a number of records.
class MappedRecords {
 public:
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Of a column of numbers; nothing for NULL.
  [[nodiscard]] std::optional<std::int64_t> number(MappedColumn column, std::size_t row) const {
    const Values& values = of(column);
    const std::uint32_t at = (*values.combination)[row];
    return values.is_null[at] != 0 ? std::nullopt : std::optional(values.numbers[at]);
  }
  /// Of a column of texts: the number of the text in `texts`; equal texts have the same, NULL has 0.
  [[nodiscard]] std::uint32_t text_id(MappedColumn column, std::size_t row) const {
    const Values& values = of(column);
    return values.text_ids[(*values.combination)[row]];
  }
  [[nodiscard]] std::optional<std::string_view> text(MappedColumn column, std::size_t row) const {
    return texts(column).cell(text_id(column, row));
  }
  [[nodiscard]] const DistinctTexts& texts(MappedColumn column) const { return of(column).texts; }

 private:
  friend class RecordMapper;
  /// By combination of inputs; and which combination each row has.
  struct Values {
    std::shared_ptr<const std::vector<std::uint32_t>> combination;
    std::vector<std::int64_t> numbers;
    std::vector<char> is_null;
    std::vector<std::uint32_t> text_ids;
    DistinctTexts texts;
  };
  [[nodiscard]] const Values& of(MappedColumn column) const { return columns_[static_cast<std::size_t>(column)]; }

  std::size_t rows_ = 0;
  std::array<Values, kMappedColumns> columns_;
};

/// Computes a mapping's columns. Throws std::logic_error when it has one that events do not.
class RecordMapper {
 public:
  /// @param database has what add_import_functions makes; borrowed, and must not outlive this
  RecordMapper(Database& database, const Mapping& mapping);
  RecordMapper(const RecordMapper&) = delete;
  RecordMapper& operator=(const RecordMapper&) = delete;
  ~RecordMapper();

  /// Groups of columns are computed beside each other.
  [[nodiscard]] MappedRecords map(const Context& context, const RecordRows& rows);

 private:
  struct Group;
  void add_source(const Mapping& mapping, Group& group);
  static void map_group(Group& group, const RecordRows& rows, MappedRecords& mapped);

  Database& database_;
  std::vector<Group> groups_;
};

}  // namespace proclens
