#include "table/table_function.hpp"

#include <duckdb.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "table/database_internal.hpp"
#include "table/free_memory.hpp"
#include "table/row_writer_state.hpp"

namespace proclens {
namespace {

duckdb_type duckdb_type_of(SourceType type) {
  switch (type) {
    case SourceType::boolean:
      return DUCKDB_TYPE_BOOLEAN;
    case SourceType::int32:
      return DUCKDB_TYPE_INTEGER;
    case SourceType::int64:
      return DUCKDB_TYPE_BIGINT;
    default:
      return DUCKDB_TYPE_VARCHAR;
  }
}

LogicalTypeHandle enum_of(const std::vector<std::string>& choices) {
  std::unordered_set<std::string_view> seen(choices.size());
  std::vector<const char*> names;
  for (const std::string& choice : choices) {
    if (choice.find('\0') != std::string::npos) throw std::logic_error("a choice holds a NUL byte");
    if (!seen.insert(choice).second) throw std::logic_error("a choice comes twice");
    names.push_back(choice.c_str());
  }
  if (names.empty()) throw std::logic_error("a column of choices has none");
  LogicalTypeHandle type;
  type.reset(duckdb_create_enum_type(names.data(), names.size()));
  return type;
}

}  // namespace

LogicalTypeHandle logical_type_of(const SourceColumn& column) {
  if (column.type == SourceType::choice) return enum_of(column.choices);
  LogicalTypeHandle element;
  element.reset(duckdb_create_logical_type(duckdb_type_of(column.type)));
  if (column.type != SourceType::text_list) return element;
  LogicalTypeHandle list;
  list.reset(duckdb_create_list_type(element.get()));
  return list;
}

void RowWriter::State::add(const SourceColumn& source, duckdb_vector vector) {
  Column& added = columns.emplace_back(Column{source.type, vector, duckdb_vector_get_data(vector)});
  if (source.type != SourceType::choice) return;
  LogicalTypeHandle type;
  type.reset(duckdb_vector_get_column_type(vector));
  added.number_type = duckdb_enum_internal_type(type.get());
  added.choices = source.choices.size();
}

std::size_t RowWriter::room() const { return state_.max_rows - state_.row; }

void RowWriter::null() {
  State::Column& column = state_.take();
  if (column.validity == nullptr) {
    duckdb_vector_ensure_validity_writable(column.vector);
    column.validity = duckdb_vector_get_validity(column.vector);
  }
  duckdb_validity_set_row_invalid(column.validity, state_.row);
  column.text_above = false;
  if (column.type == SourceType::text_list) state_.begin_list(column, 0);
}

void RowWriter::boolean(bool value) { state_.put(SourceType::boolean, value); }
void RowWriter::int32(std::int32_t value) { state_.put(SourceType::int32, value); }
void RowWriter::int64(std::int64_t value) { state_.put(SourceType::int64, value); }

namespace {

/// In DuckDB's representation: short text inline, otherwise its prefix and a pointer.
duckdb_string_t borrowed(std::string_view text) {
  duckdb_string_t string{};
  string.value.inlined.length = static_cast<std::uint32_t>(text.size());
  if (text.size() <= sizeof string.value.inlined.inlined) {
    std::copy(text.begin(), text.end(), string.value.inlined.inlined);
  } else {
    std::memcpy(string.value.pointer.prefix, text.data(), sizeof string.value.pointer.prefix);
    string.value.pointer.ptr = const_cast<char*>(text.data());  // only read
  }
  return string;
}

}  // namespace

void RowWriter::text(std::string_view value) {
  State::Column& column = state_.take(SourceType::text);
  duckdb_vector_assign_string_element_len(column.vector, state_.row, value.data(), value.size());
  column.text_above = true;
}

void RowWriter::borrowed_text(std::string_view value) {
  State::Column& column = state_.take(SourceType::text);
  state_.write(column, borrowed(value));
  column.text_above = true;
}

void RowWriter::repeat_text() {
  const State::Column& column = state_.take(SourceType::text);
  if (!column.text_above) throw std::logic_error("there is no text to repeat");
  state_.write(column, static_cast<const duckdb_string_t*>(column.data)[state_.row - 1]);
}

void RowWriter::choice(std::uint32_t number) {
  const State::Column& column = state_.take(SourceType::choice);
  if (number >= column.choices) throw std::logic_error("there is no choice of that number");
  switch (column.number_type) {
    case DUCKDB_TYPE_UTINYINT:
      return state_.write(column, static_cast<std::uint8_t>(number));
    case DUCKDB_TYPE_USMALLINT:
      return state_.write(column, static_cast<std::uint16_t>(number));
    default:
      return state_.write(column, number);
  }
}

void RowWriter::borrowed_text_list(std::span<const std::string_view> values) {
  State::Column& list = state_.take(SourceType::text_list);
  const idx_t at = state_.begin_list(list, values.size());
  auto* elements = static_cast<duckdb_string_t*>(duckdb_vector_get_data(duckdb_list_vector_get_child(list.vector)));
  std::transform(values.begin(), values.end(), elements + at, borrowed);
}

void RowWriter::text_list(std::span<const std::string_view> values) {
  State::Column& list = state_.take(SourceType::text_list);
  idx_t at = state_.begin_list(list, values.size());
  duckdb_vector elements = duckdb_list_vector_get_child(list.vector);
  for (const std::string_view value : values) {
    duckdb_vector_assign_string_element_len(elements, at++, value.data(), value.size());
  }
}

void RowWriter::end_row() {
  if (state_.column != state_.columns.size()) throw std::logic_error("fewer values than the row source has columns");
  if (room() == 0) throw std::logic_error("more rows than a batch takes");
  state_.column = 0;
  ++state_.row;
}

namespace {

/// A table function and the types of its columns.
struct RegisteredTable {
  TableFunction source;
  std::vector<LogicalTypeHandle> types;
  const CancelFlag* cancel;

  RegisteredTable(TableFunction registered, const CancelFlag* asked) : source(std::move(registered)), cancel(asked) {
    for (const SourceColumn& column : source.columns) types.push_back(logical_type_of(column));
  }
};

void bind_source(duckdb_bind_info info) {
  const auto* registered = static_cast<const RegisteredTable*>(duckdb_bind_get_extra_info(info));
  for (std::size_t i = 0; i < registered->types.size(); ++i) {
    duckdb_bind_add_result_column(info, registered->source.columns[i].name.c_str(), registered->types[i].get());
  }
}

/// The state of one query that reads the table.
struct TableReading {
  FillRows fill;
  std::size_t rows = 0;  ///< since memory was last released
};

// A query that reads millions of rows leaves pieces of memory behind; one that reads few is done before that matters.
constexpr std::size_t kRowsBetweenReleases = 1U << 16U;

void start_source(duckdb_init_info info) {
  const auto* registered = static_cast<const RegisteredTable*>(duckdb_init_get_extra_info(info));
  try {
    auto reading = std::make_unique<TableReading>(TableReading{registered->source.start()});
    duckdb_init_set_init_data(info, reading.release(), [](void* data) { delete static_cast<TableReading*>(data); });
  } catch (const std::exception& error) {
    duckdb_init_set_error(info, error.what());
  }
}

void fill_chunk(duckdb_function_info info, duckdb_data_chunk chunk) {
  const auto* registered = static_cast<const RegisteredTable*>(duckdb_function_get_extra_info(info));
  try {
    check_cancelled(registered->cancel);
    RowWriter::State state(registered->source.columns,
                           [chunk](idx_t i) { return duckdb_data_chunk_get_vector(chunk, i); });
    RowWriter writer(state);
    auto& reading = *static_cast<TableReading*>(duckdb_function_get_init_data(info));
    reading.fill(writer);
    duckdb_data_chunk_set_size(chunk, state.row);
    reading.rows += state.row;
    if (reading.rows < kRowsBetweenReleases) return;
    release_database_memory();
    reading.rows = 0;
  } catch (const std::exception& error) {
    duckdb_data_chunk_set_size(chunk, 0);
    duckdb_function_set_error(info, error.what());
  }
}

using TableFunctionHandle = Handle<duckdb_table_function, &duckdb_destroy_table_function>;

}  // namespace

void Database::add_table_function(TableFunction source) {
  auto registered = std::make_unique<RegisteredTable>(std::move(source), state_->cancel);
  TableFunctionHandle function;
  function.reset(duckdb_create_table_function());
  duckdb_table_function_set_name(function.get(), registered->source.name.c_str());
  duckdb_table_function_set_extra_info(function.get(), registered.release(),
                                       [](void* data) { delete static_cast<RegisteredTable*>(data); });
  duckdb_table_function_set_bind(function.get(), bind_source);
  duckdb_table_function_set_init(function.get(), start_source);
  duckdb_table_function_set_function(function.get(), fill_chunk);
  if (duckdb_register_table_function(state_->connection->get(), function.get()) == DuckDBError) {
    throw std::logic_error("DuckDB refuses a row source: is its name taken?");
  }
}

}  // namespace proclens
