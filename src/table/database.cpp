#include "table/database.hpp"

#include <duckdb.h>

#include <stdexcept>

#include "core/text.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "table/database_internal.hpp"
#include "table/query_error.hpp"
#include "table/rows_state.hpp"

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
  configure(config.get(), "threads", std::to_string(options.threads > 0 ? options.threads : Context().threads()));
  configure(config.get(), "autoinstall_known_extensions", "false");
  configure(config.get(), "autoload_known_extensions", "false");
  configure(config.get(), "allow_community_extensions", "false");
  configure(config.get(), "temp_directory", options.spill_folder);
  if (options.memory_bytes > 0) {
    configure(config.get(), "memory_limit", std::to_string(options.memory_bytes / 1000000 + 1) + "MB");
  }
  return config;
}

}  // namespace

Database::Database(const DatabaseOptions& options) : state_(std::make_unique<State>()) {
  state_->cancel = options.cancel;
  state_->interrupter = std::make_shared<Interrupter>(options.cancel);
  const ConfigHandle config = configuration(options);
  char* message = nullptr;
  if (duckdb_open_ext(nullptr, state_->database->out(), config.get(), &message) == DuckDBError) {
    const std::string text = first_paragraph(message);
    duckdb_free(message);
    throw Error(Fault::machine, "cannot start DuckDB: " + text);
  }
  state_->connection = state_->connect();
  run(kErrorsAsJson);
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

Database Database::new_connection() const {
  auto state = std::make_unique<State>();
  state->database = state_->database;
  state->cancel = state_->cancel;
  state->interrupter = state_->interrupter;
  state->longest = state_->longest;
  state->connection = state->connect();
  return Database(std::move(state));
}

void Database::set_deadline(std::chrono::milliseconds longest) { state_->longest = longest; }

void Database::run(std::string_view statements) {
  check_cancelled(state_->cancel);
  ResultHandle result;
  WatchedConnection& connection = *state_->connection;
  connection.start_statement(state_->longest);
  if (duckdb_query(connection.get(), std::string(statements).c_str(), result.out()) == DuckDBError) {
    throw_query_error(connection, result.out());
  }
  connection.end_statement();
}

Rows Database::query(std::string_view statement, std::span<const SqlValue> parameters) {
  check_cancelled(state_->cancel);
  auto rows = std::make_unique<Rows::State>();
  rows->cancel = state_->cancel;
  rows->connection = state_->connect();
  WatchedConnection& connection = *rows->connection;
  connection.start_statement(state_->longest);
  const std::string text(statement);
  if (duckdb_prepare(connection.get(), text.c_str(), rows->statement.out()) == DuckDBError) {
    throw_prepare_error(connection, text);
  }
  bind_all(rows->statement.get(), parameters);
  if (duckdb_execute_prepared_streaming(rows->statement.get(), rows->result.out()) == DuckDBError) {
    throw_query_error(connection, rows->result.out());
  }
  rows->describe();
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

}  // namespace proclens
