// The state of Rows; internal to the table module.
#pragma once

#include <duckdb.h>

#include <memory>
#include <string>
#include <vector>

#include "table/database_internal.hpp"

namespace proclens {

struct Rows::State {
  // Destroyed in reverse order: the chunk before its result, and both before the connection.
  std::unique_ptr<WatchedConnection> connection;  ///< while rows are streamed; none if they are materialised
  const CancelFlag* cancel = nullptr;
  StatementHandle statement;
  ResultHandle result;
  ChunkHandle chunk_handle;
  Chunk chunk;
  std::vector<std::string> names;
  std::vector<ColumnType> types;
  std::vector<ColumnType> element_types;

  /// Fills in the types of the result's columns.
  void describe();
};

/// Binds the parameters of a statement that starts now.
void bind_all(duckdb_prepared_statement statement, std::span<const SqlValue> parameters);

}  // namespace proclens
