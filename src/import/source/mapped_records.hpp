// Applies a mapping to records, computing each column once per distinct combination of its inputs: a million loads have
// few distinct paths, users and processes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "import/source/classified_records.hpp"
#include "import/source/mapping.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"

namespace proclens {

/// The columns that records of all sources become. What a mapping does not have is NULL. Times are microseconds since
/// 1970, UTC.
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
  md5,
  file_details,
  integrity_level,
  logon_id,
  current_directory,
  parent_image,
  parent_command_line,
  record_number,
  record_channel,
  connection,
  file_activity,
  registry_activity
};
constexpr std::size_t kMappedColumns = 26;

enum class MappedType { text, path, arguments, hash, whole, time };

/// The SQL name of a column and the type it is converted to: sql/import/macros.sql has as_TYPE for each type.
struct MappedColumnName {
  MappedColumn column;
  const char* name;
  MappedType type;
};
[[nodiscard]] const std::array<MappedColumnName, kMappedColumns>& mapped_column_names();
/// Whether values of a type are numbers; the others are texts.
[[nodiscard]] constexpr bool is_number(MappedType type) {
  return type == MappedType::whole || type == MappedType::time;
}

/// The mapped columns of a number of records.
class MappedRecords {
 public:
  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Of a column of numbers; nullopt for NULL.
  [[nodiscard]] std::optional<std::int64_t> number(MappedColumn column, std::size_t row) const {
    const Values& values = of(column);
    const std::uint32_t at = (*values.combination)[row];
    return values.is_null[at] != 0 ? std::nullopt : std::optional(values.numbers[at]);
  }
  /// Of a column of texts: the number of the text in `texts`; equal texts have equal numbers, and NULL has 0.
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
  /// Values per combination of inputs, and the combination of each row.
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

/// Computes a mapping's columns. Throws std::logic_error if it has a column that events do not.
class RecordMapper {
 public:
  /// @param database with the functions of add_import_functions; borrowed, must outlive this
  RecordMapper(Database& database, const Mapping& mapping);
  RecordMapper(const RecordMapper&) = delete;
  RecordMapper& operator=(const RecordMapper&) = delete;
  ~RecordMapper();

  /// Computes groups of columns in parallel.
  [[nodiscard]] MappedRecords map(const Context& context, const RecordRows& rows);

 private:
  struct Group;
  void add_source(const Mapping& mapping, Group& group);
  static void map_group(Group& group, const RecordRows& rows, MappedRecords& mapped);

  Database& database_;
  std::vector<Group> groups_;
};

}  // namespace proclens
