// SQL functions shared by the queries of sql/import.
#pragma once

#include "table/database.hpp"

namespace proclens {

/// Creates the macros of sql/import/macros.sql, and the functions plain_time, other_time and separated_number that they
/// call.
void add_import_functions(Database& database);

}  // namespace proclens
