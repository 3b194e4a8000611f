#include "table/row_source.hpp"

#include <duckdb.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <stdexcept>

#include "core/cancel.hpp"
#include "core/text.hpp"
#include "table/database_internal.hpp"

namespace proclens {

struct RowWriter::State {
  struct Column {
    SourceType type;
    duckdb_vector vector;
    idx_t list_size = 0;
    idx_t list_capacity = 0;
  };

  State(duckdb_data_chunk chunk, const std::vector<SourceColumn>& source) {
    for (idx_t i = 0; i < source.size(); ++i) {
      columns.push_back({source[i].type, duckdb_data_chunk_get_vector(chunk, i)});
    }
  }

  Column& take() {
    if (column >= columns.size()) throw std::logic_error("more values than the row source has columns");
    return columns[column++];
  }

  Column& take(SourceType type) {
    Column& taken = take();
    if (taken.type != type) throw std::logic_error("column " + std::to_string(column - 1) + " is of another type");
    return taken;
  }

  template <class T>
  void put(SourceType type, T value) {
    static_cast<T*>(duckdb_vector_get_data(take(type).vector))[row] = value;
  }

  /// Makes room for `count` elements, writes the row's entry and returns where they go.
  idx_t begin_list(Column& list, idx_t count) {
    const idx_t at = list.list_size;
    list.list_size += count;
    if (list.list_size > list.list_capacity) {
      list.list_capacity = std::max(list.list_size, 2 * list.list_capacity);
      if (duckdb_list_vector_reserve(list.vector, list.list_capacity) == DuckDBError) throw std::bad_alloc();
    }
    static_cast<duckdb_list_entry*>(duckdb_vector_get_data(list.vector))[row] = {at, count};
    if (duckdb_list_vector_set_size(list.vector, list.list_size) == DuckDBError) throw std::bad_alloc();
    return at;
  }

  std::vector<Column> columns;
  std::size_t column = 0;
  idx_t row = 0;
};

std::size_t RowWriter::room() const { return duckdb_vector_size() - state_.row; }

void RowWriter::null() {
  State::Column& column = state_.take();
  duckdb_vector_ensure_validity_writable(column.vector);
  duckdb_validity_set_row_invalid(duckdb_vector_get_validity(column.vector), state_.row);
  if (column.type == SourceType::text_list) state_.begin_list(column, 0);
}

void RowWriter::boolean(bool value) { state_.put(SourceType::boolean, value); }
void RowWriter::int32(std::int32_t value) { state_.put(SourceType::int32, value); }
void RowWriter::int64(std::int64_t value) { state_.put(SourceType::int64, value); }

void RowWriter::text(std::string_view value) {
  duckdb_vector_assign_string_element_len(state_.take(SourceType::text).vector, state_.row, value.data(), value.size());
}

namespace {

/// As DuckDB holds text: short text in place, else its beginning and where it is.
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

void RowWriter::borrowed_text(std::string_view value) { state_.put(SourceType::text, borrowed(value)); }

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

void add_result_column(duckdb_bind_info info, const SourceColumn& column) {
  duckdb_logical_type type = duckdb_create_logical_type(duckdb_type_of(column.type));
  if (column.type == SourceType::text_list) {
    duckdb_logical_type list = duckdb_create_list_type(type);
    std::swap(list, type);
    duckdb_destroy_logical_type(&list);
  }
  duckdb_bind_add_result_column(info, column.name.c_str(), type);
  duckdb_destroy_logical_type(&type);
}

void bind_source(duckdb_bind_info info) {
  const auto* source = static_cast<const RowSource*>(duckdb_bind_get_extra_info(info));
  for (const SourceColumn& column : source->columns) add_result_column(info, column);
}

void start_source(duckdb_init_info info) {
  const auto* source = static_cast<const RowSource*>(duckdb_init_get_extra_info(info));
  try {
    auto fill = std::make_unique<FillRows>(source->start());
    duckdb_init_set_init_data(info, fill.release(), [](void* data) { delete static_cast<FillRows*>(data); });
  } catch (const std::exception& error) {
    duckdb_init_set_error(info, error.what());
  }
}

void fill_chunk(duckdb_function_info info, duckdb_data_chunk chunk) {
  const auto* source = static_cast<const RowSource*>(duckdb_function_get_extra_info(info));
  try {
    check_cancelled();
    RowWriter::State state(chunk, source->columns);
    RowWriter writer(state);
    (*static_cast<FillRows*>(duckdb_function_get_init_data(info)))(writer);
    duckdb_data_chunk_set_size(chunk, state.row);
  } catch (const std::exception& error) {
    duckdb_data_chunk_set_size(chunk, 0);
    duckdb_function_set_error(info, error.what());
  }
}

using TableFunctionHandle = Handle<duckdb_table_function, &duckdb_destroy_table_function>;

}  // namespace

void Database::add_source(RowSource source) {
  TableFunctionHandle function;
  function.reset(duckdb_create_table_function());
  duckdb_table_function_set_name(function.get(), source.name.c_str());
  duckdb_table_function_set_extra_info(function.get(), new RowSource(std::move(source)),
                                       [](void* data) { delete static_cast<RowSource*>(data); });
  duckdb_table_function_set_bind(function.get(), bind_source);
  duckdb_table_function_set_init(function.get(), start_source);
  duckdb_table_function_set_function(function.get(), fill_chunk);
  if (duckdb_register_table_function(state_->connection->get(), function.get()) == DuckDBError) {
    throw std::logic_error("DuckDB refuses a row source: is its name taken?");
  }
}

}  // namespace proclens
