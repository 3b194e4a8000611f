// What the queries of sql/import share.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "table/database.hpp"

namespace proclens {

/// Microseconds since 1970 of `YYYY-MM-DD hh:mm:ss`, or with a T between; a fraction may follow, of which what is below
/// microseconds is cut, and a Z. Nothing for any other text: that may be a time all the same.
[[nodiscard]] std::optional<std::int64_t> plain_time(std::string_view text);

/// Makes the macros of sql/import/macros.sql, and the function plain_time that they call.
void add_import_functions(Database& database);

}  // namespace proclens
