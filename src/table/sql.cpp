#include "table/sql.hpp"

#include <stdexcept>

namespace proclens {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    out += c;
    if (c == quote) out += c;
  }
  return out += quote;
}

}  // namespace

const std::string& sql(std::string_view name) {
  const auto found = sql_files().find(name);
  if (found == sql_files().end()) throw std::out_of_range("no embedded file sql/" + std::string(name) + ".sql");
  return found->second;
}

std::string sql_literal(std::string_view text) { return quoted(text, '\''); }
std::string sql_identifier(std::string_view name) { return quoted(name, '"'); }

std::string sql_utc(std::string_view column, std::string_view type) {
  const std::string name(column);
  if (type.starts_with("TIMESTAMP") || type == "DATE") return "make_timestamp(epoch_us(" + name + "))";
  // Text: a cast straight to TIMESTAMP would read a zone and forget it.
  return "make_timestamp(epoch_us(TRY_CAST(" + name + " AS TIMESTAMPTZ)))";
}

}  // namespace proclens
