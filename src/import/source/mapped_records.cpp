#include "import/source/mapped_records.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::array<MappedColumnName, kMappedColumns> kNames = {{
    {MappedColumn::kind, "kind", MappedType::text},
    {MappedColumn::host, "host", MappedType::text},
    {MappedColumn::process_key, "process_key", MappedType::text},
    {MappedColumn::pid, "pid", MappedType::whole},
    {MappedColumn::started, "started", MappedType::time},
    {MappedColumn::time, "time", MappedType::time},
    {MappedColumn::image, "image", MappedType::path},
    {MappedColumn::command_line, "command_line", MappedType::arguments},
    {MappedColumn::parent_key, "parent_key", MappedType::text},
    {MappedColumn::parent_pid, "parent_pid", MappedType::whole},
    {MappedColumn::parent_started, "parent_started", MappedType::time},
    {MappedColumn::user_name, "user_name", MappedType::text},
    {MappedColumn::exit_code, "exit_code", MappedType::whole},
    {MappedColumn::loaded, "loaded", MappedType::path},
    {MappedColumn::md5, "md5", MappedType::hash},
    {MappedColumn::file_details, "file_details", MappedType::text},
    {MappedColumn::integrity_level, "integrity_level", MappedType::text},
    {MappedColumn::logon_id, "logon_id", MappedType::text},
    {MappedColumn::current_directory, "current_directory", MappedType::path},
    {MappedColumn::parent_image, "parent_image", MappedType::path},
    {MappedColumn::parent_command_line, "parent_command_line", MappedType::arguments},
    {MappedColumn::record_number, "record_number", MappedType::whole},
    {MappedColumn::record_channel, "record_channel", MappedType::text},
    {MappedColumn::connection, "connection", MappedType::text},
    {MappedColumn::file_activity, "file_activity", MappedType::text},
    {MappedColumn::registry_activity, "registry_activity", MappedType::text},
}};

const char* macro_of(MappedType type) {
  constexpr std::array<const char*, 6> kMacros = {"as_text", "as_path",  "as_arguments",
                                                  "as_hash", "as_whole", "as_time"};
  return kMacros[static_cast<std::size_t>(type)];
}

/// A mapped column, and how this mapping computes it.
struct MappedItem {
  MappedColumnName column;
  MappingColumn mapping;
};

/// Columns that a mapping does not have are NULL.
std::vector<MappedItem> mapped_items(const Mapping& mapping) {
  std::vector<MappedItem> items;
  for (const MappedColumnName& column : kNames) items.push_back({column, {column.name, {}, "NULL"}});
  for (const MappingColumn& column : mapping.columns) {
    const auto item = std::ranges::find(items, column.name, [](const MappedItem& i) { return i.mapping.name; });
    if (item == items.end()) throw std::logic_error(mapping.name + ".sql: events have no column " + column.name);
    item->mapping = column;
  }
  return items;
}

bool includes(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return std::all_of(some.begin(), some.end(),
                     [&](const std::string& name) { return std::find(all.begin(), all.end(), name) != all.end(); });
}

/// The distinct combinations of several columns' cells, in the order of their first row.
struct Combinations {
  std::vector<std::uint32_t> of_row;
  std::vector<std::uint32_t> ids;  ///< of each combination, one per column
};

/// The combinations of a single column: its dictionary.
Combinations texts_of(const DistinctColumn& column) {
  Combinations result{std::vector<std::uint32_t>(column.ids().begin(), column.ids().end()),
                      std::vector<std::uint32_t>(column.texts().size())};
  std::iota(result.ids.begin(), result.ids.end(), 0U);
  return result;
}

/// For columns where nearly every row has a distinct combination.
Combinations one_of_each_row(std::span<const DistinctColumn* const> columns, std::size_t rows) {
  Combinations result;
  result.of_row.resize(rows);
  std::iota(result.of_row.begin(), result.of_row.end(), 0U);
  result.ids.reserve(rows * columns.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (const DistinctColumn* column : columns) result.ids.push_back(column->id(row));
  }
  return result;
}

Combinations combinations_with_texts(std::span<const DistinctColumn* const> columns, std::size_t rows) {
  if (columns.size() == 1) return texts_of(*columns[0]);
  Combinations result;
  if (columns.empty()) {
    result.of_row.assign(rows, 0);
    return result;
  }
  if (!std::all_of(columns.begin(), columns.end(), [](const DistinctColumn* column) { return column->repeats(); })) {
    return one_of_each_row(columns, rows);
  }
  result.of_row.reserve(rows);
  std::vector<std::uint32_t> row_ids(columns.size());
  DistinctTexts distinct;  // of the ids' bytes
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i) row_ids[i] = columns[i]->id(row);
    const std::size_t before = distinct.size();
    const std::string_view bytes(reinterpret_cast<const char*>(row_ids.data()), row_ids.size() * sizeof row_ids[0]);
    result.of_row.push_back(distinct.add(bytes) - 1);
    if (distinct.size() > before) result.ids.insert(result.ids.end(), row_ids.begin(), row_ids.end());
  }
  return result;
}

/// Columns without any text, of which most records have many, are left out of the search for distinct combinations.
Combinations combinations_of(std::span<const DistinctColumn* const> columns, std::size_t rows) {
  std::vector<const DistinctColumn*> used;
  for (const DistinctColumn* column : columns) {
    if (column->texts().size() > 1) used.push_back(column);
  }
  Combinations result = combinations_with_texts(used, rows);
  if (used.size() == columns.size()) return result;
  const std::size_t combinations = used.empty() ? 1 : result.ids.size() / used.size();
  std::vector<std::uint32_t> ids;
  ids.reserve(combinations * columns.size());
  for (std::size_t combination = 0, next = 0; combination < combinations; ++combination) {
    for (const DistinctColumn* column : columns) {
      ids.push_back(column->texts().size() > 1 ? result.ids[next++] : DistinctTexts::kNull);
    }
  }
  result.ids = std::move(ids);
  return result;
}

}  // namespace

const std::array<MappedColumnName, kMappedColumns>& mapped_column_names() { return kNames; }

/// Columns of `mapped` that read the same fields.
struct RecordMapper::Group {
  /// The input of the query while it runs.
  struct Input {
    std::vector<const DistinctColumn*> columns;
    std::vector<std::uint32_t> ids;  ///< of each combination, one per column
  };
  std::vector<std::size_t> inputs;  ///< columns of `record`
  std::vector<MappedColumnName> columns;
  std::string query;
  std::unique_ptr<Input> input = std::make_unique<Input>();
  std::optional<Statement> statement;  ///< the query
};

RecordMapper::RecordMapper(Database& database, const Mapping& mapping) : database_(database) {
  std::vector<MappedItem> items = mapped_items(mapping);
  // Items that read the most fields come first, so that items that read a subset can join them. An item that reads a
  // single field joins only items that read the same field, which may have far fewer values than a combination.
  std::stable_sort(items.begin(), items.end(), [](const MappedItem& a, const MappedItem& b) {
    return a.mapping.inputs.size() > b.mapping.inputs.size();
  });
  std::vector<std::vector<MappedItem>> joined;
  for (MappedItem& item : items) {
    const auto group = std::find_if(joined.begin(), joined.end(), [&](const std::vector<MappedItem>& other) {
      const std::vector<std::string>& inputs = other.front().mapping.inputs;
      return inputs == item.mapping.inputs || (item.mapping.inputs.size() > 1 && includes(inputs, item.mapping.inputs));
    });
    if (group == joined.end()) {
      joined.push_back({std::move(item)});
    } else {
      group->push_back(std::move(item));
    }
  }
  const std::vector<std::string> record = mapping.record_columns();
  for (const std::vector<MappedItem>& members : joined) {
    Group group;
    const std::vector<std::string>& inputs = members.front().mapping.inputs;
    for (const std::string& input : inputs) {
      group.inputs.push_back(static_cast<std::size_t>(std::find(record.begin(), record.end(), input) - record.begin()));
    }
    for (const MappedItem& member : members) {
      group.query += (group.query.empty() ? "SELECT " : ", ") + std::string(macro_of(member.column.type)) + "(" +
                     member.mapping.expression + "\n) AS " + member.column.name;
      group.columns.push_back(member.column);
    }
    if (!inputs.empty()) add_source(mapping, group);
    groups_.push_back(std::move(group));
  }
  for (Group& group : groups_) group.statement = database_.prepare(group.query);
}

RecordMapper::~RecordMapper() = default;

/// Creates the table that the group's query reads.
void RecordMapper::add_source(const Mapping& mapping, Group& group) {
  const std::string source = mapping.name + "_input_" + std::to_string(groups_.size());
  group.query += " FROM " + source + "()";
  const std::vector<std::string> record = mapping.record_columns();
  std::vector<SourceColumn> columns;
  for (const std::size_t input : group.inputs) columns.push_back({record[input], SourceType::text});
  database_.add_table_function({source, columns, [input = group.input.get()]() -> FillRows {
                                  return [input, next = std::size_t{0}](RowWriter& writer) mutable {
                                    while (next < input->ids.size() && writer.room() > 0) {
                                      for (const DistinctColumn* column : input->columns) {
                                        const auto cell = column->texts().cell(input->ids[next++]);
                                        cell ? writer.borrowed_text(*cell) : writer.null();
                                      }
                                      writer.end_row();
                                    }
                                  };
                                }});
}

void RecordMapper::map_group(Group& group, const RecordRows& rows, MappedRecords& mapped) {
  group.input->columns.clear();
  for (const std::size_t input : group.inputs) group.input->columns.push_back(&rows.columns()[input]);
  Combinations combinations = combinations_of(group.input->columns, rows.rows());
  group.input->ids = std::move(combinations.ids);
  const auto of_row = std::make_shared<const std::vector<std::uint32_t>>(std::move(combinations.of_row));
  const auto values_of = [&](const MappedColumnName& column) -> MappedRecords::Values& {
    return mapped.columns_[static_cast<std::size_t>(column.column)];
  };
  for (const MappedColumnName& column : group.columns) values_of(column).combination = of_row;
  Rows results = group.statement->run();
  while (const Chunk* chunk = results.next()) {
    for (std::size_t i = 0; i < group.columns.size(); ++i) {
      MappedRecords::Values& values = values_of(group.columns[i]);
      if (!is_number(group.columns[i].type)) {
        for (std::size_t row = 0; row < chunk->rows(); ++row) {
          values.text_ids.push_back(chunk->valid(i, row) ? values.texts.add(chunk->text(i, row))
                                                         : DistinctTexts::kNull);
        }
        continue;
      }
      const std::span<const std::int64_t> numbers = chunk->int64(i);
      values.numbers.insert(values.numbers.end(), numbers.begin(), numbers.end());
      for (std::size_t row = 0; row < chunk->rows(); ++row) values.is_null.push_back(chunk->valid(i, row) ? 0 : 1);
    }
  }
}

MappedRecords RecordMapper::map(const Context& context, const RecordRows& rows) {
  MappedRecords mapped;
  mapped.rows_ = rows.rows();
  parallel_blocks(context, groups_.size(), 1, [&](std::size_t i, std::size_t) { map_group(groups_[i], rows, mapped); });
  return mapped;
}

}  // namespace proclens
