#include "table/query_error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>

#include "core/text.hpp"
#include "table/database_internal.hpp"

namespace proclens {
namespace {

/// The content of an error.
struct ErrorText {
  std::string message;
  std::optional<int> system_error;  ///< errno
};

std::optional<int> number_in(const std::string& text) {
  int number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Reads `[TYPE Error: ]{"exception_type": …, "exception_message": …[, "errno": …]}`; any other text is the message.
ErrorText error_text(const char* text) {
  const std::string_view all = text == nullptr ? "unknown error" : text;
  const auto json = nlohmann::json::parse(all.substr(std::min(all.find('{'), all.size())), nullptr, false);
  if (!json.is_object() || !json.contains("exception_message")) return {std::string(all), std::nullopt};
  return {json.value("exception_type", "") + " Error: " + json.value("exception_message", ""),
          number_in(json.value("errno", ""))};
}

/// Whether the system refused for a reason unrelated to the file's content or name.
bool is_machines_fault(int system_error) {
  constexpr std::array kMachine = {ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EIO, EFBIG, EMFILE, ENFILE, ENOMEM, EBUSY};
  return std::find(kMachine.begin(), kMachine.end(), system_error) != kMachine.end();
}

[[noreturn]] void throw_io_error(const ErrorText& error) {
  const std::string text = first_paragraph(error.message.c_str());
  if (error.system_error && is_machines_fault(*error.system_error)) {
    throw Error(Fault::machine, text, "Check free space and permissions of the file and its folder.");
  }
  throw Error(Fault::data, text, "Check that the file exists, is readable and is a complete Parquet file.");
}

}  // namespace

std::string first_paragraph(const char* message) {
  std::string text = message == nullptr ? "unknown error" : message;
  text = text.substr(0, text.find("\n\n"));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return printable(text, 600);
}

void throw_query_error(const WatchedConnection& connection, duckdb_error_type type, const char* message) {
  if (connection.cancelled()) throw Cancelled();
  if (connection.timed_out()) {
    throw TimedOut(Fault::machine, "the query took too long and was stopped", "Ask for less at a time.");
  }
  if (type == DUCKDB_ERROR_INTERRUPT) throw Cancelled();
  const ErrorText error = error_text(message);
  const std::string text = first_paragraph(error.message.c_str());
  switch (type) {
    case DUCKDB_ERROR_OUT_OF_MEMORY:
      throw Error(Fault::machine, text, "Free some memory or allow more with --max-memory.");
    case DUCKDB_ERROR_PERMISSION:
      throw Error(Fault::machine, text, "Check the permissions of the file and its folder.");
    case DUCKDB_ERROR_IO:
      throw_io_error(error);
    case DUCKDB_ERROR_INVALID:  // errors that DuckDB did not throw itself, such as its reader's of Parquet metadata
      throw Error(Fault::data, text, "Check that the files are complete Parquet files.");
    case DUCKDB_ERROR_PARSER:
    case DUCKDB_ERROR_INTERNAL:
    case DUCKDB_ERROR_FATAL:
    case DUCKDB_ERROR_CATALOG:
      throw std::logic_error("DuckDB: " + text);
    default:
      throw Error(Fault::data, text);
  }
}

void throw_prepare_error(const WatchedConnection& connection, const std::string& statement) {
  // Planning it again, by a statement that has a result, also gives the type.
  ResultHandle result;
  const std::string again = "PREPARE failed_statement AS " + statement;
  if (duckdb_query(connection.get(), again.c_str(), result.out()) == DuckDBSuccess) {
    throw Error(Fault::machine, "a query failed to plan once but not a second time", "Run the command again.");
  }
  throw_query_error(connection, result.out());
}

void throw_appender_error(const WatchedConnection& connection, duckdb_appender appender) {
  duckdb_error_data error = duckdb_appender_error_data(appender);
  const duckdb_error_type type = duckdb_error_data_error_type(error);
  const std::string message = duckdb_error_data_message(error);
  duckdb_destroy_error_data(&error);
  throw_query_error(connection, type, message.c_str());
}

}  // namespace proclens
