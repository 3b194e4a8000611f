#include "table/query_error.hpp"
#include "table/rows_state.hpp"

namespace proclens {

struct Statement::State {
  std::unique_ptr<WatchedConnection> connection;
  const CancelFlag* cancel;
  std::chrono::milliseconds longest;
  StatementHandle statement;
};

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

Statement Database::prepare(std::string_view statement) {
  check_cancelled(state_->cancel);
  auto state = std::make_unique<Statement::State>();
  state->connection = state_->connect();
  state->cancel = state_->cancel;
  state->longest = state_->longest;
  state->connection->start_statement(state->longest);
  const std::string text(statement);
  if (duckdb_prepare(state->connection->get(), text.c_str(), state->statement.out()) == DuckDBError) {
    throw_prepare_error(*state->connection, text);
  }
  state->connection->end_statement();
  return Statement(std::move(state));
}

Rows Statement::run(std::span<const SqlValue> parameters) {
  check_cancelled(state_->cancel);
  auto rows = std::make_unique<Rows::State>();
  rows->cancel = state_->cancel;
  state_->connection->start_statement(state_->longest);
  bind_all(state_->statement.get(), parameters);
  if (duckdb_execute_prepared(state_->statement.get(), rows->result.out()) == DuckDBError) {
    throw_query_error(*state_->connection, rows->result.out());
  }
  state_->connection->end_statement();
  rows->describe();
  return Rows(std::move(rows));
}

}  // namespace proclens
