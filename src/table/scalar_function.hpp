// Functions of the program's own that queries call, so that they can look things up in what C++ holds instead of
// joining tables: in any number of threads, and without losing the order of the rows, which a join does not keep.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "table/table_function.hpp"

namespace proclens {

/// NAME(text) in a query: a STRUCT with these fields.
struct ScalarFunction {
  std::string name;
  std::vector<SourceColumn> fields;
  /// Writes one row for each text, in order; NULL arrives as empty text. What is borrowed must outlive every query that
  /// calls the function. Called from several threads at once. What it throws ends the query.
  std::function<void(std::span<const std::string_view> texts, RowWriter& writer)> look_up;
};

}  // namespace proclens
