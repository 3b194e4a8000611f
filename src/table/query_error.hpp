// What DuckDB says went wrong, as errors for people; internal to the table module.
#pragma once

#include <duckdb.h>

#include <string>

namespace proclens {

class WatchedConnection;

/// DuckDB's message, its first paragraph only, fit to be shown.
[[nodiscard]] std::string first_paragraph(const char* message);

/// Throws what fits: Cancelled, TimedOut, Error, or std::logic_error for a statement that is wrong in itself.
[[noreturn]] void throw_query_error(const WatchedConnection& connection, duckdb_error_type type, const char* message);

/// The same for a result that has an error.
[[noreturn]] inline void throw_query_error(const WatchedConnection& connection, duckdb_result* result) {
  throw_query_error(connection, duckdb_result_error_type(result), duckdb_result_error(result));
}

}  // namespace proclens
