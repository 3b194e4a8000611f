#include <stdexcept>

#include "table/query_error.hpp"
#include "table/rows_state.hpp"

namespace proclens {
namespace {

void bind(duckdb_prepared_statement statement, idx_t index, const SqlValue& value) {
  duckdb_state state = DuckDBSuccess;
  if (std::holds_alternative<std::nullptr_t>(value)) {
    state = duckdb_bind_null(statement, index);
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    state = duckdb_bind_boolean(statement, index, *truth);
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    state = duckdb_bind_int64(statement, index, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    state = duckdb_bind_double(statement, index, *real);
  } else {
    const auto& text = std::get<std::string>(value);
    state = duckdb_bind_varchar_length(statement, index, text.data(), text.size());
  }
  if (state == DuckDBError) throw std::logic_error("a query has no parameter number " + std::to_string(index));
}

ColumnType column_type(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return ColumnType::boolean;
    case DUCKDB_TYPE_INTEGER:
      return ColumnType::int32;
    case DUCKDB_TYPE_BIGINT:
      return ColumnType::int64;
    case DUCKDB_TYPE_FLOAT:
      return ColumnType::float32;
    case DUCKDB_TYPE_DOUBLE:
      return ColumnType::float64;
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
      return ColumnType::timestamp;
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_BLOB:
      return ColumnType::text;
    case DUCKDB_TYPE_LIST:
      return ColumnType::list;
    default:
      return ColumnType::other;
  }
}

ColumnType element_type(duckdb_result* result, idx_t column) {
  if (duckdb_column_type(result, column) != DUCKDB_TYPE_LIST) return ColumnType::other;
  LogicalTypeHandle list;
  list.reset(duckdb_column_logical_type(result, column));
  LogicalTypeHandle element;
  element.reset(duckdb_list_type_child_type(list.get()));
  return column_type(duckdb_get_type_id(element.get()));
}

}  // namespace

void bind_all(duckdb_prepared_statement statement, std::span<const SqlValue> parameters) {
  for (idx_t i = 0; i < parameters.size(); ++i) bind(statement, i + 1, parameters[i]);
}

void Rows::State::describe() {
  const idx_t columns = duckdb_column_count(result.out());
  for (idx_t i = 0; i < columns; ++i) {
    names.emplace_back(duckdb_column_name(result.out(), i));
    types.push_back(column_type(duckdb_column_type(result.out(), i)));
    element_types.push_back(element_type(result.out(), i));
  }
}

Rows::Rows(std::unique_ptr<State> state) : state_(std::move(state)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

const std::vector<std::string>& Rows::names() const { return state_->names; }
const std::vector<ColumnType>& Rows::types() const { return state_->types; }
const std::vector<ColumnType>& Rows::element_types() const { return state_->element_types; }

const Chunk* Rows::next() {
  check_cancelled(state_->cancel);
  state_->chunk_handle.reset(duckdb_fetch_chunk(*state_->result.out()));
  if (!state_->chunk_handle) {
    if (const char* message = duckdb_result_error(state_->result.out()); message != nullptr && *message != '\0') {
      throw_query_error(*state_->connection, state_->result.out());
    }
    if (state_->connection) state_->connection->end_statement();
    return nullptr;
  }
  state_->chunk = Chunk(state_->chunk_handle.get(), state_->types);
  if (state_->chunk.rows_ == 0) return nullptr;
  return &state_->chunk;
}

}  // namespace proclens
