// SQL functions shared by the queries of sql/import.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "table/database.hpp"

namespace proclens {

/// Microseconds since 1970 of `YYYY-MM-DD hh:mm:ss`, or with a T in between; a fraction may follow, truncated to
/// microseconds, and a Z. nullopt for any other text, which may still be a time.
[[nodiscard]] std::optional<std::int64_t> plain_time(std::string_view text);

/// Creates the macros of sql/import/macros.sql, and the function plain_time that they call.
void add_import_functions(Database& database);

}  // namespace proclens
