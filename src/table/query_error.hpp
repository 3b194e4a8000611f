// Turns DuckDB's errors into errors for users; internal to the table module.
#pragma once

#include <duckdb.h>

#include <string>

namespace proclens {

class WatchedConnection;

/// The first paragraph of DuckDB's message, made printable.
[[nodiscard]] std::string first_paragraph(const char* message);

/// Throws the matching exception: Cancelled, TimedOut, Error, or std::logic_error for an invalid statement. DuckDB's
/// error type decides. For I/O errors it says neither whether a file was read or written nor, in plain messages, what
/// the system call returned: on connections that write their errors as JSON (`kErrorsAsJson`) the errno separates the
/// machine's faults (no space, no permission) from the data's; on others every I/O error counts as the data's.
[[noreturn]] void throw_query_error(const WatchedConnection& connection, duckdb_error_type type, const char* message);

/// The same for a result that has an error.
[[noreturn]] inline void throw_query_error(const WatchedConnection& connection, duckdb_result* result) {
  throw_query_error(connection, duckdb_result_error_type(result), duckdb_result_error(result));
}

/// The same for a statement that could not be prepared, for which DuckDB gives only a message.
[[noreturn]] void throw_prepare_error(const WatchedConnection& connection, const std::string& statement);

/// The same for an appender.
[[noreturn]] void throw_appender_error(const WatchedConnection& connection, duckdb_appender appender);

/// A setting of one connection, which must be made before the configuration is locked.
constexpr const char* kErrorsAsJson = "SET errors_as_json = true";

}  // namespace proclens
