#include "table/database.hpp"

#include <duckdb.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "core/cancel.hpp"
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "table/database_handles.hpp"

namespace proclens {
namespace {

constexpr auto kCancelPoll = std::chrono::milliseconds(50);

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

[[noreturn]] void throw_query_error(duckdb_error_type type, const char* message) {
  if (type == DUCKDB_ERROR_INTERRUPT || cancel_requested()) throw Cancelled();
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

/// Turns Ctrl-C into an interrupt of every statement that runs, from a thread of its own.
class Interrupter {
 public:
  Interrupter() : watcher_([this] { watch(); }) {}
  Interrupter(const Interrupter&) = delete;
  Interrupter& operator=(const Interrupter&) = delete;
  ~Interrupter() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    wake_.notify_one();
    watcher_.join();
  }

  void add(duckdb_connection connection) {
    const std::lock_guard lock(mutex_);
    connections_.push_back(connection);
  }

  void remove(duckdb_connection connection) {
    const std::lock_guard lock(mutex_);
    std::erase(connections_, connection);
  }

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, kCancelPoll, [this] { return closing_; })) {
      if (!cancel_requested()) continue;
      for (duckdb_connection connection : connections_) duckdb_interrupt(connection);
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  std::vector<duckdb_connection> connections_;
  std::thread watcher_;  // last: it starts when the rest is there
};

/// A connection that can be interrupted.
class WatchedConnection {
 public:
  WatchedConnection(duckdb_database database, std::shared_ptr<Interrupter> interrupter)
      : interrupter_(std::move(interrupter)) {
    if (duckdb_connect(database, connection_.out()) == DuckDBError) throw std::bad_alloc();
    interrupter_->add(connection_.get());
  }
  WatchedConnection(const WatchedConnection&) = delete;
  WatchedConnection& operator=(const WatchedConnection&) = delete;
  ~WatchedConnection() { interrupter_->remove(connection_.get()); }

  [[nodiscard]] duckdb_connection get() const noexcept { return connection_.get(); }

 private:
  std::shared_ptr<Interrupter> interrupter_;
  ConnectionHandle connection_;
};

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

// ---- Rows ----------------------------------------------------------------------------------------------------------

struct Rows::State {
  // Destroyed in reverse order: the chunk before its result, both before the connection.
  std::unique_ptr<WatchedConnection> connection;
  StatementHandle statement;
  ResultHandle result;
  ChunkHandle chunk_handle;
  Chunk chunk;
  std::vector<std::string> names;
  std::vector<ColumnType> types;
};

Rows::Rows(std::unique_ptr<State> state) : state_(std::move(state)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

const std::vector<std::string>& Rows::names() const { return state_->names; }
const std::vector<ColumnType>& Rows::types() const { return state_->types; }

const Chunk* Rows::next() {
  check_cancelled();
  state_->chunk_handle.reset(duckdb_fetch_chunk(*state_->result.out()));
  if (!state_->chunk_handle) {
    if (const char* message = duckdb_result_error(state_->result.out()); message != nullptr && *message != '\0') {
      throw_query_error(duckdb_result_error_type(state_->result.out()), message);
    }
    return nullptr;
  }
  state_->chunk.handle_ = state_->chunk_handle.get();
  state_->chunk.rows_ = duckdb_data_chunk_get_size(state_->chunk_handle.get());
  state_->chunk.types_ = state_->types;
  if (state_->chunk.rows_ == 0) return nullptr;
  return &state_->chunk;
}

// ---- TableAppender -------------------------------------------------------------------------------------------------

struct TableAppender::State {
  std::unique_ptr<WatchedConnection> connection;
  AppenderHandle appender;

  void check(duckdb_state state) {
    if (state != DuckDBError) return;
    const std::string message = first_paragraph(duckdb_appender_error(appender.get()));
    if (mentions(message, "emory")) throw Error(Fault::machine, message, "Allow more with --max-memory.");
    throw std::logic_error("DuckDB: " + message);
  }

  template <class T, class Make>
  void append_list(duckdb_type type, std::span<const T> values, Make make) {
    std::vector<duckdb_value> children;
    children.reserve(values.size());
    for (const T& value : values) children.push_back(make(value));
    duckdb_logical_type logical = duckdb_create_logical_type(type);
    duckdb_value list = duckdb_create_list_value(logical, children.data(), children.size());
    const duckdb_state state = duckdb_append_value(appender.get(), list);
    duckdb_destroy_value(&list);
    duckdb_destroy_logical_type(&logical);
    for (duckdb_value& child : children) duckdb_destroy_value(&child);
    check(state);
  }
};

TableAppender::TableAppender(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableAppender::TableAppender(TableAppender&&) noexcept = default;
TableAppender::~TableAppender() = default;

void TableAppender::null() { state_->check(duckdb_append_null(state_->appender.get())); }
void TableAppender::boolean(bool value) { state_->check(duckdb_append_bool(state_->appender.get(), value)); }
void TableAppender::int32(std::int32_t value) { state_->check(duckdb_append_int32(state_->appender.get(), value)); }
void TableAppender::int64(std::int64_t value) { state_->check(duckdb_append_int64(state_->appender.get(), value)); }
void TableAppender::float32(float value) { state_->check(duckdb_append_float(state_->appender.get(), value)); }
void TableAppender::float64(double value) { state_->check(duckdb_append_double(state_->appender.get(), value)); }

void TableAppender::timestamp(std::int64_t microseconds) {
  state_->check(duckdb_append_timestamp(state_->appender.get(), duckdb_timestamp{microseconds}));
}

void TableAppender::text(std::string_view value) {
  state_->check(duckdb_append_varchar_length(state_->appender.get(), value.data(), value.size()));
}

void TableAppender::float32_list(std::span<const float> values) {
  state_->append_list(DUCKDB_TYPE_FLOAT, values, [](float value) { return duckdb_create_float(value); });
}

void TableAppender::int32_list(std::span<const std::int32_t> values) {
  state_->append_list(DUCKDB_TYPE_INTEGER, values, [](std::int32_t value) { return duckdb_create_int32(value); });
}

void TableAppender::text_list(std::span<const std::string> values) {
  state_->append_list(DUCKDB_TYPE_VARCHAR, values, [](const std::string& value) {
    return duckdb_create_varchar_length(value.data(), value.size());
  });
}

void TableAppender::end_row() { state_->check(duckdb_appender_end_row(state_->appender.get())); }
void TableAppender::close() { state_->check(duckdb_appender_close(state_->appender.get())); }

// ---- Database ------------------------------------------------------------------------------------------------------

struct Database::State {
  DatabaseHandle database;
  std::shared_ptr<Interrupter> interrupter = std::make_shared<Interrupter>();
  std::unique_ptr<WatchedConnection> connection;

  [[nodiscard]] std::unique_ptr<WatchedConnection> connect() const {
    return std::make_unique<WatchedConnection>(database.get(), interrupter);
  }
};

Database::Database(const DatabaseOptions& options) : state_(std::make_unique<State>()) {
  const ConfigHandle config = configuration(options);
  char* message = nullptr;
  if (duckdb_open_ext(nullptr, state_->database.out(), config.get(), &message) == DuckDBError) {
    const std::string text = first_paragraph(message);
    duckdb_free(message);
    throw Error(Fault::machine, "cannot start DuckDB: " + text);
  }
  state_->connection = state_->connect();
  run("SET lock_configuration = true");
}

Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

void Database::run(std::string_view statements) {
  check_cancelled();
  ResultHandle result;
  if (duckdb_query(state_->connection->get(), std::string(statements).c_str(), result.out()) == DuckDBError) {
    throw_query_error(duckdb_result_error_type(result.out()), duckdb_result_error(result.out()));
  }
}

Rows Database::query(std::string_view statement, std::span<const SqlValue> parameters) {
  check_cancelled();
  auto rows = std::make_unique<Rows::State>();
  rows->connection = state_->connect();
  if (duckdb_prepare(rows->connection->get(), std::string(statement).c_str(), rows->statement.out()) == DuckDBError) {
    const char* message = duckdb_prepare_error(rows->statement.get());
    throw_query_error(DUCKDB_ERROR_INVALID_INPUT, message);
  }
  for (idx_t i = 0; i < parameters.size(); ++i) bind(rows->statement.get(), i + 1, parameters[i]);
  if (duckdb_execute_prepared_streaming(rows->statement.get(), rows->result.out()) == DuckDBError) {
    throw_query_error(duckdb_result_error_type(rows->result.out()), duckdb_result_error(rows->result.out()));
  }
  const idx_t columns = duckdb_column_count(rows->result.out());
  for (idx_t i = 0; i < columns; ++i) {
    rows->names.emplace_back(duckdb_column_name(rows->result.out(), i));
    rows->types.push_back(column_type(duckdb_column_type(rows->result.out(), i)));
  }
  return Rows(std::move(rows));
}

std::int64_t Database::number(std::string_view statement, std::span<const SqlValue> parameters) {
  Rows rows = query("SELECT CAST((" + std::string(statement) + ") AS BIGINT)", parameters);
  const Chunk* chunk = rows.next();
  return chunk != nullptr && chunk->valid(0, 0) ? chunk->int64(0)[0] : 0;
}

std::optional<std::string> Database::text(std::string_view statement, std::span<const SqlValue> parameters) {
  Rows rows = query(statement, parameters);
  const Chunk* chunk = rows.next();
  if (chunk == nullptr || !chunk->valid(0, 0)) return std::nullopt;
  return std::string(chunk->text(0, 0));
}

TableAppender Database::append_to(const std::string& table) {
  auto state = std::make_unique<TableAppender::State>();
  state->connection = state_->connect();
  if (duckdb_appender_create(state->connection->get(), nullptr, table.c_str(), state->appender.out()) == DuckDBError) {
    throw std::logic_error("DuckDB: " + first_paragraph(duckdb_appender_error(state->appender.get())));
  }
  return TableAppender(std::move(state));
}

}  // namespace proclens
