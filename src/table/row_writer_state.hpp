// Where a RowWriter writes to; for the table floor alone.
#pragma once

#include <duckdb.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "table/database_internal.hpp"
#include "table/row_source.hpp"

namespace proclens {

[[nodiscard]] LogicalTypeHandle logical_type_of(SourceType type);

struct RowWriter::State {
  struct Column {
    SourceType type;
    duckdb_vector vector;
    idx_t list_size = 0;
    idx_t list_capacity = 0;
  };

  /// @param vector_at gives the vector of each column by its number
  template <class VectorAt>
  State(const std::vector<SourceColumn>& source, VectorAt vector_at) {
    for (idx_t i = 0; i < source.size(); ++i) columns.push_back({source[i].type, vector_at(i)});
  }

  Column& take() {
    if (column >= columns.size()) throw std::logic_error("more values than the row source has columns");
    return columns[column++];
  }

  Column& take(SourceType type) {
    Column& taken = take();
    if (taken.type != type) throw std::logic_error("column " + std::to_string(column - 1) + " is of another type");
    return taken;
  }

  template <class T>
  void put(SourceType type, T value) {
    static_cast<T*>(duckdb_vector_get_data(take(type).vector))[row] = value;
  }

  /// Makes room for `count` elements, writes the row's entry and returns where they go.
  idx_t begin_list(Column& list, idx_t count) {
    const idx_t at = list.list_size;
    list.list_size += count;
    if (list.list_size > list.list_capacity) {
      list.list_capacity = std::max(list.list_size, 2 * list.list_capacity);
      if (duckdb_list_vector_reserve(list.vector, list.list_capacity) == DuckDBError) throw std::bad_alloc();
    }
    static_cast<duckdb_list_entry*>(duckdb_vector_get_data(list.vector))[row] = {at, count};
    if (duckdb_list_vector_set_size(list.vector, list.list_size) == DuckDBError) throw std::bad_alloc();
    return at;
  }

  std::vector<Column> columns;
  std::size_t column = 0;
  idx_t row = 0;
};

}  // namespace proclens
