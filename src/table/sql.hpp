// The .sql files of the repository, embedded at build time.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace proclens {

/// The text of sql/NAME.sql, such as sql("audit/duds"). Throws std::out_of_range for an unknown name.
[[nodiscard]] const std::string& sql(std::string_view name);

/// All embedded files by name; generated.
[[nodiscard]] const std::map<std::string, std::string, std::less<>>& sql_files();

/// `text` as an SQL string literal, with quotes doubled. For the few statements that do not take prepared parameters,
/// such as the files of a view.
[[nodiscard]] std::string sql_literal(std::string_view text);

/// `name` as a quoted SQL identifier.
[[nodiscard]] std::string sql_identifier(std::string_view name);

/// SQL for a column (quoted already) of this type as TIMESTAMP in UTC: the same instant whatever the time zone here. A
/// time without zone is UTC; text that is no time is NULL.
[[nodiscard]] std::string sql_utc(std::string_view column, std::string_view type);

}  // namespace proclens
