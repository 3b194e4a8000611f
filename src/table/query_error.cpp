#include "table/query_error.hpp"

#include <stdexcept>
#include <string_view>

#include "core/cancel.hpp"
#include "core/text.hpp"
#include "table/database_internal.hpp"

namespace proclens {
namespace {

bool mentions(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

std::string first_paragraph(const char* message) {
  std::string text = message == nullptr ? "unknown error" : message;
  text = text.substr(0, text.find("\n\n"));
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return printable(text, 600);
}

void throw_query_error(const WatchedConnection& connection, duckdb_error_type type, const char* message) {
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

}  // namespace proclens
