#include <duckdb.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/text.hpp"
#include "table/database_internal.hpp"

namespace proclens {
namespace {

using ExtractedHandle = Handle<duckdb_extracted_statements, &duckdb_destroy_extracted>;
using ValueHandle = Handle<duckdb_value, &duckdb_destroy_value>;

/// A problem as DuckDB describes it in JSON: message and offset in the statement.
SelectCheck problem_of(const char* message, const std::string& statement) {
  const std::string all = message == nullptr ? "unknown error" : message;
  const auto json = nlohmann::json::parse(all.substr(std::min(all.find('{'), all.size())), nullptr, false);
  if (!json.is_object() || !json.contains("exception_message")) return {printable(all, 600), 0, {}};
  std::string text = json.value("exception_message", "");
  std::ranges::replace(text, '\n', ' ');
  const std::string position = json.value("position", "");
  if (position.empty() || position.size() > 9 ||
      !std::ranges::all_of(position, [](char c) { return c >= '0' && c <= '9'; })) {
    return {printable(text, 600), 0, {}};
  }
  const auto end =
      statement.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(std::stoul(position), statement.size()));
  return {printable(text, 600), static_cast<std::size_t>(std::count(statement.begin(), end, '\n')) + 1, {}};
}

/// What follows white space and comments.
std::string_view without_comments(std::string_view sql) {
  for (;;) {
    const std::size_t start = sql.find_first_not_of(" \t\r\n(");
    if (start == std::string_view::npos) return {};
    sql.remove_prefix(start);
    const bool is_line = sql.starts_with("--");
    if (!is_line && !sql.starts_with("/*")) return sql;
    const std::size_t end = sql.find(is_line ? "\n" : "*/");
    if (end == std::string_view::npos) return {};
    sql.remove_prefix(end + (is_line ? 1 : 2));
  }
}

/// The first word in upper case.
std::string first_word(std::string_view sql) {
  std::string word;
  for (const char c : ascii_lower(without_comments(sql))) {
    if (c < 'a' || c > 'z') break;
    word.push_back(static_cast<char>(c - 'a' + 'A'));
  }
  return word;
}

/// Whether a statement that could not be planned is no SELECT, which then matters more than why it could not.
bool begins_another_statement(const std::string& word) {
  constexpr std::array<std::string_view, 20> kOthers = {
      "ALTER",   "ANALYZE", "ATTACH", "CALL",   "CHECKPOINT", "COPY", "CREATE", "DELETE", "DETACH", "DROP",
      "EXECUTE", "EXPORT",  "IMPORT", "INSERT", "INSTALL",    "LOAD", "PRAGMA", "SET",    "UPDATE", "VACUUM"};
  return std::ranges::find(kOthers, word) != kOthers.end();
}

SelectCheck no_select(const std::string& word) {
  return {"it is " + (word.empty() ? "another statement" : word) + ", and only SELECT is allowed", 0, {}};
}

}  // namespace

SelectCheck Database::check_select(std::string_view statement) {
  const std::string text(statement);
  if (text.find('\0') != std::string::npos) return {"it contains a NUL byte", 0, {}};
  const duckdb_connection connection = state_->connection->get();
  ExtractedHandle statements;
  const idx_t number = duckdb_extract_statements(connection, text.c_str(), statements.out());
  if (number == 0) {
    const char* error = duckdb_extract_statements_error(statements.get());
    if (error == nullptr) return {"it contains no statement", 0, {}};
    return problem_of(error, text);
  }
  if (number > 1) return {"it contains " + std::to_string(number) + " statements instead of one", 0, {}};
  const std::string word = first_word(text);
  StatementHandle prepared;
  if (duckdb_prepare_extracted_statement(connection, statements.get(), 0, prepared.out()) == DuckDBError) {
    if (begins_another_statement(word)) return no_select(word);
    return problem_of(duckdb_prepare_error(prepared.get()), text);
  }
  if (duckdb_prepared_statement_type(prepared.get()) != DUCKDB_STATEMENT_TYPE_SELECT) {
    return no_select(word);
  }
  if (duckdb_nparams(prepared.get()) > 0) return {"it has parameters", 0, {}};
  SelectCheck check;
  for (idx_t column = 0; column < duckdb_prepared_statement_column_count(prepared.get()); ++column) {
    const char* name = duckdb_prepared_statement_column_name(prepared.get(), column);
    check.columns.emplace_back(name == nullptr ? "" : name);
    duckdb_free(const_cast<char*>(name));
  }
  return check;
}

std::optional<std::vector<std::string>> Database::tables_of_select(std::string_view statement) {
  const std::string text(statement);
  ValueHandle names;
  names.reset(duckdb_get_table_names(state_->connection->get(), text.c_str(), false));
  if (!names) return std::nullopt;
  std::vector<std::string> tables;
  for (idx_t i = 0; i < duckdb_get_list_size(names.get()); ++i) {
    ValueHandle name;
    name.reset(duckdb_get_list_child(names.get(), i));
    char* shown = duckdb_get_varchar(name.get());
    tables.emplace_back(shown == nullptr ? "" : shown);
    duckdb_free(shown);
  }
  return tables;
}

}  // namespace proclens
