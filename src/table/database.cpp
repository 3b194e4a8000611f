#include "table/database.hpp"

#include <duckdb.h>

#include <stdexcept>

#include "core/cancel.hpp"
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "table/database_internal.hpp"

namespace proclens {
namespace {

void configure(duckdb_config config, const char* name, const std::string& value) {
  if (duckdb_set_config(config, name, value.c_str()) == DuckDBError) {
    throw std::logic_error(std::string("DuckDB refuses the setting ") + name + " = " + value);
  }
}

ConfigHandle configuration(const DatabaseOptions& options) {
  ConfigHandle config;
  if (duckdb_create_config(config.out()) == DuckDBError) throw std::bad_alloc();
  configure(config.get(), "threads", std::to_string(options.threads > 0 ? options.threads : thread_count()));
  configure(config.get(), "autoinstall_known_extensions", "false");
  configure(config.get(), "autoload_known_extensions", "false");
  configure(config.get(), "allow_community_extensions", "false");
  configure(config.get(), "temp_directory", options.spill_folder);
  if (options.memory_bytes > 0) {
    configure(config.get(), "memory_limit", std::to_string(options.memory_bytes / 1000000 + 1) + "MB");
  }
  return config;
}

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

/// DuckDB's message, its first paragraph only, fit to be shown.
std::string first_paragraph(const char* message) {
  std::string text = message == nullptr ? "unknown error" : message;
  text = text.substr(0, text.find("\n\n"));
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return printable(text, 600);
}

bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

[[noreturn]] void throw_query_error(const WatchedConnection& connection, duckdb_error_type type, const char* message) {
  if (cancel_requested()) throw Cancelled();
  if (connection.timed_out()) {
    throw TimedOut(Fault::machine, "that took too long and was stopped", "Ask for less at a time.");
  }
  if (type == DUCKDB_ERROR_INTERRUPT) throw Cancelled();
  const std::string text = first_paragraph(message);
  switch (type) {
    case DUCKDB_ERROR_OUT_OF_MEMORY:
      throw Error(Fault::machine, text, "Free some memory or allow more with --max-memory.");
    case DUCKDB_ERROR_PERMISSION:
      throw Error(Fault::machine, text, "Check the permissions of the file and its folder.");
    case DUCKDB_ERROR_IO:
      if (mentions(text, "No space left") || mentions(text, "Permission denied") || mentions(text, "rite")) {
        throw Error(Fault::machine, text, "Check free space and permissions where the output goes.");
      }
      throw Error(Fault::data, text, "Check that the file is a complete Parquet file.");
    case DUCKDB_ERROR_PARSER:
    case DUCKDB_ERROR_INTERNAL:
    case DUCKDB_ERROR_FATAL:
    case DUCKDB_ERROR_CATALOG:
      throw std::logic_error("DuckDB: " + text);
    default:
      throw Error(Fault::data, text);
  }
}

}  // namespace

// ---- Chunk ---------------------------------------------------------------------------------------------------------

namespace {

duckdb_vector vector_of(void* chunk, std::size_t column) {
  return duckdb_data_chunk_get_vector(static_cast<duckdb_data_chunk>(chunk), column);
}

template <class T>
const T* typed(void* chunk, std::span<const ColumnType> types, std::size_t column,
               std::initializer_list<ColumnType> allowed) {
  for (const ColumnType type : allowed) {
    if (types[column] == type) return static_cast<const T*>(duckdb_vector_get_data(vector_of(chunk, column)));
  }
  throw std::logic_error("column " + std::to_string(column) + " of a query is not of the type asked for");
}

}  // namespace

bool Chunk::valid(std::size_t column, std::size_t row) const {
  std::uint64_t* validity = duckdb_vector_get_validity(vector_of(handle_, column));
  return validity == nullptr || duckdb_validity_row_is_valid(validity, row);
}

std::span<const std::int32_t> Chunk::int32(std::size_t column) const {
  return {typed<std::int32_t>(handle_, types_, column, {ColumnType::int32}), rows_};
}

std::span<const std::int64_t> Chunk::int64(std::size_t column) const {
  return {typed<std::int64_t>(handle_, types_, column, {ColumnType::int64, ColumnType::timestamp}), rows_};
}

std::span<const float> Chunk::float32(std::size_t column) const {
  return {typed<float>(handle_, types_, column, {ColumnType::float32}), rows_};
}

std::span<const double> Chunk::float64(std::size_t column) const {
  return {typed<double>(handle_, types_, column, {ColumnType::float64}), rows_};
}

bool Chunk::boolean(std::size_t column, std::size_t row) const {
  return typed<bool>(handle_, types_, column, {ColumnType::boolean})[row];
}

std::string_view Chunk::text(std::size_t column, std::size_t row) const {
  const auto* strings = typed<duckdb_string_t>(handle_, types_, column, {ColumnType::text});
  auto* string = const_cast<duckdb_string_t*>(strings + row);  // the C API takes no const pointer
  return {duckdb_string_t_data(string), duckdb_string_t_length(*string)};
}

void Chunk::texts(std::size_t column, std::vector<std::string_view>& out) const {
  out.resize(rows_);
  for (std::size_t row = 0; row < rows_; ++row) out[row] = valid(column, row) ? text(column, row) : std::string_view();
}

namespace {

template <class T>
std::span<const T> list_elements(duckdb_vector vector, std::size_t row) {
  const duckdb_list_entry entry = static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vector))[row];
  const T* elements = static_cast<const T*>(duckdb_vector_get_data(duckdb_list_vector_get_child(vector)));
  return {elements + entry.offset, entry.length};
}

}  // namespace

std::span<const std::int32_t> Chunk::int32_list(std::size_t column, std::size_t row) const {
  return list_elements<std::int32_t>(vector_of(handle_, column), row);
}

std::span<const float> Chunk::float32_list(std::size_t column, std::size_t row) const {
  return list_elements<float>(vector_of(handle_, column), row);
}

std::size_t Chunk::list_size(std::size_t column, std::size_t row) const {
  return typed<duckdb_list_entry>(handle_, types_, column, {ColumnType::list})[row].length;
}

std::string_view Chunk::list_text(std::size_t column, std::size_t row, std::size_t element) const {
  const auto at = typed<duckdb_list_entry>(handle_, types_, column, {ColumnType::list})[row].offset + element;
  duckdb_vector child = duckdb_list_vector_get_child(vector_of(handle_, column));
  std::uint64_t* validity = duckdb_vector_get_validity(child);
  if (validity != nullptr && !duckdb_validity_row_is_valid(validity, at)) return {};
  auto* string = static_cast<duckdb_string_t*>(duckdb_vector_get_data(child)) + at;
  return {duckdb_string_t_data(string), duckdb_string_t_length(*string)};
}

// ---- Rows ----------------------------------------------------------------------------------------------------------

namespace {

/// A connection that goes back to where it came from once its query has been read to the end.
class BorrowedConnection {
 public:
  BorrowedConnection() = default;
  BorrowedConnection(const BorrowedConnection&) = delete;
  BorrowedConnection& operator=(const BorrowedConnection&) = delete;
  ~BorrowedConnection() {
    if (owner_ && is_done_) owner_->put(std::move(connection_));
  }

  void borrow(std::unique_ptr<WatchedConnection> connection, std::shared_ptr<StreamingConnections> owner) {
    connection_ = std::move(connection);
    owner_ = std::move(owner);
  }
  void own(std::unique_ptr<WatchedConnection> connection) { connection_ = std::move(connection); }
  [[nodiscard]] duckdb_connection get() const noexcept { return connection_->get(); }
  [[nodiscard]] WatchedConnection& watched() const noexcept { return *connection_; }

  /// Everything was read: the next query may have it.
  void finish() {
    connection_->end_statement();
    is_done_ = true;
  }

 private:
  std::unique_ptr<WatchedConnection> connection_;
  std::shared_ptr<StreamingConnections> owner_;
  bool is_done_ = false;
};

}  // namespace

struct Rows::State {
  // Destroyed in reverse order: the chunk before its result, both before the connection.
  BorrowedConnection connection;
  StatementHandle statement;
  ResultHandle result;
  ChunkHandle chunk_handle;
  Chunk chunk;
  std::vector<std::string> names;
  std::vector<ColumnType> types;
  std::vector<ColumnType> element_types;
};

Rows::Rows(std::unique_ptr<State> state) : state_(std::move(state)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

const std::vector<std::string>& Rows::names() const { return state_->names; }
const std::vector<ColumnType>& Rows::types() const { return state_->types; }
const std::vector<ColumnType>& Rows::element_types() const { return state_->element_types; }

const Chunk* Rows::next() {
  check_cancelled();
  state_->chunk_handle.reset(duckdb_fetch_chunk(*state_->result.out()));
  if (!state_->chunk_handle) {
    if (const char* message = duckdb_result_error(state_->result.out()); message != nullptr && *message != '\0') {
      throw_query_error(state_->connection.watched(), duckdb_result_error_type(state_->result.out()), message);
    }
    state_->connection.finish();
    return nullptr;
  }
  state_->chunk.handle_ = state_->chunk_handle.get();
  state_->chunk.rows_ = duckdb_data_chunk_get_size(state_->chunk_handle.get());
  state_->chunk.types_ = state_->types;
  if (state_->chunk.rows_ == 0) return nullptr;
  return &state_->chunk;
}

// ---- Database ------------------------------------------------------------------------------------------------------

namespace {

/// How many queries at a time are read ahead far enough for several threads to work on them: with DuckDB's own limit of
/// 1 MB, one thread's rows fill it while the others wait.
constexpr int kStreamingConnections = 2;
constexpr const char* kStreamingSettings = "SET streaming_buffer_size = '64MB'";

}  // namespace

Database::Database(const DatabaseOptions& options) : state_(std::make_unique<State>()) {
  const ConfigHandle config = configuration(options);
  char* message = nullptr;
  if (duckdb_open_ext(nullptr, state_->database->out(), config.get(), &message) == DuckDBError) {
    const std::string text = first_paragraph(message);
    duckdb_free(message);
    throw Error(Fault::machine, "cannot start DuckDB: " + text);
  }
  state_->connection = state_->connect();
  for (int i = 0; i < kStreamingConnections; ++i) {
    std::unique_ptr<WatchedConnection> connection = state_->connect();
    ResultHandle result;
    if (duckdb_query(connection->get(), kStreamingSettings, result.out()) == DuckDBError) {
      throw std::logic_error(std::string("DuckDB: ") + duckdb_result_error(result.out()));
    }
    state_->streaming->put(std::move(connection));
  }
  if (!options.files_forbidden_later) run("SET lock_configuration = true");
}

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

void Database::forbid_files() {
  try {
    run("SET enable_external_access = false; SET lock_configuration = true");
  } catch (const Error& error) {
    throw std::logic_error(std::string("files cannot be forbidden: ") + error.what());
  }
}

Database Database::another() const {
  auto state = std::make_unique<State>();
  state->database = state_->database;
  state->interrupter = state_->interrupter;
  state->streaming = state_->streaming;
  state->longest = state_->longest;
  state->connection = state->connect();
  return Database(std::move(state));
}

void Database::set_deadline(std::chrono::milliseconds longest) { state_->longest = longest; }

void Database::run(std::string_view statements) {
  check_cancelled();
  ResultHandle result;
  WatchedConnection& connection = *state_->connection;
  connection.start_statement(state_->longest);
  if (duckdb_query(connection.get(), std::string(statements).c_str(), result.out()) == DuckDBError) {
    throw_query_error(connection, duckdb_result_error_type(result.out()), duckdb_result_error(result.out()));
  }
  connection.end_statement();
}

Rows Database::query(std::string_view statement, std::span<const SqlValue> parameters) {
  check_cancelled();
  auto rows = std::make_unique<Rows::State>();
  if (auto connection = state_->streaming->take()) {
    rows->connection.borrow(std::move(connection), state_->streaming);
  } else {
    rows->connection.own(state_->connect());
  }
  WatchedConnection& connection = rows->connection.watched();
  connection.start_statement(state_->longest);
  if (duckdb_prepare(connection.get(), std::string(statement).c_str(), rows->statement.out()) == DuckDBError) {
    const char* message = duckdb_prepare_error(rows->statement.get());
    throw_query_error(connection, DUCKDB_ERROR_INVALID_INPUT, message);
  }
  for (idx_t i = 0; i < parameters.size(); ++i) bind(rows->statement.get(), i + 1, parameters[i]);
  if (duckdb_execute_prepared_streaming(rows->statement.get(), rows->result.out()) == DuckDBError) {
    throw_query_error(connection, duckdb_result_error_type(rows->result.out()),
                      duckdb_result_error(rows->result.out()));
  }
  const idx_t columns = duckdb_column_count(rows->result.out());
  for (idx_t i = 0; i < columns; ++i) {
    rows->names.emplace_back(duckdb_column_name(rows->result.out(), i));
    rows->types.push_back(column_type(duckdb_column_type(rows->result.out(), i)));
    rows->element_types.push_back(element_type(rows->result.out(), i));
  }
  return Rows(std::move(rows));
}

std::int64_t Database::number(std::string_view statement, std::span<const SqlValue> parameters) {
  Rows rows = query("SELECT CAST((" + std::string(statement) + ") AS BIGINT)", parameters);
  std::int64_t number = 0;
  while (const Chunk* chunk = rows.next()) number = chunk->valid(0, 0) ? chunk->int64(0)[0] : 0;
  return number;
}

std::optional<std::string> Database::text(std::string_view statement, std::span<const SqlValue> parameters) {
  Rows rows = query(statement, parameters);
  std::optional<std::string> text;
  while (const Chunk* chunk = rows.next()) {
    if (chunk->valid(0, 0)) text = chunk->text(0, 0);
  }
  return text;
}

}  // namespace proclens
