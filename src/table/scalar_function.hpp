// Scalar functions that queries call, so that they can look up what C++ holds instead of joining tables: on any number
// of threads, and without losing the order of the rows, which a join does not preserve.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/table_function.hpp"

namespace proclens {

/// NAME(text) in a query, which returns a STRUCT with these fields.
struct ScalarFunction {
  std::string name;
  std::vector<SourceColumn> fields;
  /// Writes one row per text, in order; NULL arrives as empty text. Whatever it refers to must outlive every query that
  /// calls the function. Called from several threads at once. An exception ends the query.
  std::function<void(std::span<const std::string_view> texts, RowWriter& writer)> answer;
};

}  // namespace proclens
