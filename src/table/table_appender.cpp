// Rows are collected column by column in one of DuckDB's chunks, which is appended when it is full.
#include <duckdb.h>

#include <cstring>
#include <stdexcept>

#include "proclens/error.hpp"
#include "table/database_internal.hpp"
#include "table/query_error.hpp"

namespace proclens {
namespace {

/// One column of the chunk being filled.
struct ColumnTarget {
  duckdb_type type = DUCKDB_TYPE_INVALID;
  duckdb_type child_type = DUCKDB_TYPE_INVALID;  ///< of a list
  duckdb_vector vector = nullptr;
  void* data = nullptr;               ///< of the vector
  std::uint64_t* validity = nullptr;  ///< of the vector, once a value was null
  idx_t list_size = 0;
  idx_t list_capacity = 0;
};

}  // namespace

struct TableAppender::State {
  std::unique_ptr<WatchedConnection> connection;
  AppenderHandle appender;
  ChunkHandle chunk;
  std::vector<ColumnTarget> columns;
  std::size_t column = 0;
  idx_t row = 0;

  void open();
  void flush();
  void check(duckdb_state state);
  ColumnTarget& take(duckdb_type type);

  template <class T>
  void put(duckdb_type type, T value) {
    static_cast<T*>(take(type).data)[row] = value;
  }

  void begin_list(ColumnTarget& target, std::size_t count);
  template <class T>
  void put_list(duckdb_type child_type, std::span<const T> values);
};

void TableAppender::State::check(duckdb_state state) {
  if (state == DuckDBError) throw_appender_error(*connection, appender.get());
}

void TableAppender::State::open() {
  std::vector<duckdb_logical_type> types;
  for (idx_t i = 0; i < duckdb_appender_column_count(appender.get()); ++i) {
    types.push_back(duckdb_appender_column_type(appender.get(), i));
  }
  chunk.reset(duckdb_create_data_chunk(types.data(), types.size()));
  for (idx_t i = 0; i < types.size(); ++i) {
    ColumnTarget target;
    target.type = duckdb_get_type_id(types[i]);
    target.vector = duckdb_data_chunk_get_vector(chunk.get(), i);
    target.data = duckdb_vector_get_data(target.vector);
    if (target.type == DUCKDB_TYPE_LIST) {
      duckdb_logical_type child = duckdb_list_type_child_type(types[i]);
      target.child_type = duckdb_get_type_id(child);
      duckdb_destroy_logical_type(&child);
    }
    columns.push_back(target);
    duckdb_destroy_logical_type(&types[i]);
  }
}

void TableAppender::State::flush() {
  if (row == 0) return;
  duckdb_data_chunk_set_size(chunk.get(), row);
  check(duckdb_append_data_chunk(appender.get(), chunk.get()));
  duckdb_data_chunk_reset(chunk.get());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].vector = duckdb_data_chunk_get_vector(chunk.get(), i);
    columns[i].data = duckdb_vector_get_data(columns[i].vector);
    columns[i].validity = nullptr;
    columns[i].list_size = 0;
    columns[i].list_capacity = 0;
  }
  row = 0;
}

/// The next column of this row, which must be of this type.
ColumnTarget& TableAppender::State::take(duckdb_type type) {
  if (column >= columns.size()) throw std::logic_error("more values than the table has columns");
  ColumnTarget& target = columns[column++];
  const bool is_time = target.type == DUCKDB_TYPE_TIMESTAMP || target.type == DUCKDB_TYPE_TIMESTAMP_TZ;
  if (type != target.type && !(type == DUCKDB_TYPE_TIMESTAMP && is_time)) {
    throw std::logic_error("column " + std::to_string(column - 1) + " is not of the type appended to it");
  }
  return target;
}

/// Reserves `count` more elements and writes this row's list entry.
void TableAppender::State::begin_list(ColumnTarget& target, std::size_t count) {
  const idx_t needed = target.list_size + count;
  if (needed > target.list_capacity) {
    target.list_capacity = std::max<idx_t>(needed, 2 * target.list_capacity);
    check(duckdb_list_vector_reserve(target.vector, target.list_capacity));
  }
  static_cast<duckdb_list_entry*>(target.data)[row] = {target.list_size, count};
  target.list_size = needed;
  check(duckdb_list_vector_set_size(target.vector, needed));
}

template <class T>
void TableAppender::State::put_list(duckdb_type child_type, std::span<const T> values) {
  ColumnTarget& target = take(DUCKDB_TYPE_LIST);
  if (target.child_type != child_type) throw std::logic_error("a list's elements are not of the type appended");
  const idx_t at = target.list_size;
  begin_list(target, values.size());
  if (values.empty()) return;
  T* elements = static_cast<T*>(duckdb_vector_get_data(duckdb_list_vector_get_child(target.vector)));
  std::memcpy(elements + at, values.data(), values.size_bytes());
}

TableAppender::TableAppender(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableAppender::TableAppender(TableAppender&&) noexcept = default;
TableAppender::~TableAppender() = default;

TableAppender Database::append_to(const std::string& table) {
  auto state = std::make_unique<TableAppender::State>();
  state->connection = state_->connect();
  if (duckdb_appender_create(state->connection->get(), nullptr, table.c_str(), state->appender.out()) == DuckDBError) {
    throw_appender_error(*state->connection, state->appender.get());
  }
  state->open();
  return TableAppender(std::move(state));
}

void TableAppender::null() {
  if (state_->column >= state_->columns.size()) throw std::logic_error("more values than the table has columns");
  ColumnTarget& target = state_->columns[state_->column++];
  if (target.validity == nullptr) {
    duckdb_vector_ensure_validity_writable(target.vector);
    target.validity = duckdb_vector_get_validity(target.vector);
  }
  duckdb_validity_set_row_invalid(target.validity, state_->row);
  if (target.type == DUCKDB_TYPE_LIST) state_->begin_list(target, 0);
}

void TableAppender::boolean(bool value) { state_->put(DUCKDB_TYPE_BOOLEAN, value); }
void TableAppender::int32(std::int32_t value) { state_->put(DUCKDB_TYPE_INTEGER, value); }
void TableAppender::int64(std::int64_t value) { state_->put(DUCKDB_TYPE_BIGINT, value); }
void TableAppender::float32(float value) { state_->put(DUCKDB_TYPE_FLOAT, value); }
void TableAppender::float64(double value) { state_->put(DUCKDB_TYPE_DOUBLE, value); }
void TableAppender::timestamp(std::int64_t microseconds) { state_->put(DUCKDB_TYPE_TIMESTAMP, microseconds); }

/// DuckDB stores a UUID as a signed number that sorts like the bytes: the first bit is flipped.
void TableAppender::uuid(std::uint64_t high, std::uint64_t low) {
  state_->put(DUCKDB_TYPE_UUID, duckdb_hugeint{low, static_cast<std::int64_t>(high ^ (1ULL << 63U))});
}

void TableAppender::text(std::string_view value) {
  duckdb_vector_assign_string_element_len(state_->take(DUCKDB_TYPE_VARCHAR).vector, state_->row, value.data(),
                                          value.size());
}

void TableAppender::float32_list(std::span<const float> values) { state_->put_list(DUCKDB_TYPE_FLOAT, values); }
void TableAppender::int32_list(std::span<const std::int32_t> values) { state_->put_list(DUCKDB_TYPE_INTEGER, values); }

void TableAppender::text_list(std::span<const std::string> values) {
  ColumnTarget& target = state_->take(DUCKDB_TYPE_LIST);
  if (target.child_type != DUCKDB_TYPE_VARCHAR) throw std::logic_error("a list's elements are not text");
  idx_t at = target.list_size;
  state_->begin_list(target, values.size());
  for (const std::string& value : values) {
    duckdb_vector_assign_string_element_len(duckdb_list_vector_get_child(target.vector), at++, value.data(),
                                            value.size());
  }
}

void TableAppender::end_row() {
  if (state_->column != state_->columns.size()) throw std::logic_error("fewer values than the table has columns");
  state_->column = 0;
  if (++state_->row == duckdb_vector_size()) {
    state_->flush();
    if (state_->connection->cancelled()) throw Cancelled();
  }
}

void TableAppender::close() {
  state_->flush();
  state_->check(duckdb_appender_close(state_->appender.get()));
}

}  // namespace proclens
