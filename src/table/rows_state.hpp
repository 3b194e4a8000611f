// Where Rows come from; internal to the table module.
#pragma once

#include <duckdb.h>

#include <memory>
#include <string>
#include <vector>

#include "table/database_internal.hpp"

namespace proclens {

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
    if (connection_) connection_->end_statement();
    is_done_ = true;
  }

 private:
  std::unique_ptr<WatchedConnection> connection_;
  std::shared_ptr<StreamingConnections> owner_;
  bool is_done_ = false;
};

struct Rows::State {
  // Destroyed in reverse order: the chunk before its result, both before the connection.
  BorrowedConnection connection;  ///< while rows are streamed; none when all are there
  StatementHandle statement;
  ResultHandle result;
  ChunkHandle chunk_handle;
  Chunk chunk;
  std::vector<std::string> names;
  std::vector<ColumnType> types;
  std::vector<ColumnType> element_types;

  /// Fills in what the result's columns are.
  void describe();
};

/// Binds the parameters of a statement, which starts now.
void bind_all(duckdb_prepared_statement statement, std::span<const SqlValue> parameters);

}  // namespace proclens
