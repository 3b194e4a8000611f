// The destination of a RowWriter; internal to the table module.
#pragma once

#include <duckdb.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "table/database_internal.hpp"
#include "table/table_function.hpp"

namespace proclens {

/// Throws std::logic_error if a column's choices are not distinct.
[[nodiscard]] LogicalTypeHandle logical_type_of(const SourceColumn& column);

struct RowWriter::State {
  struct Column {
    SourceType type;
    duckdb_vector vector;
    void* data;                                     ///< of the vector: one value, text or list entry per row
    std::uint64_t* validity = nullptr;              ///< created by the first NULL
    bool text_above = false;                        ///< whether the last row has text
    duckdb_type number_type = DUCKDB_TYPE_INVALID;  ///< of the choices
    std::size_t choices = 0;
    idx_t list_size = 0;
    idx_t list_capacity = 0;
  };

  /// @param vector_at returns the vector of each column by its number
  template <class VectorAt>
  State(const std::vector<SourceColumn>& source, VectorAt vector_at) {
    columns.reserve(source.size());
    for (idx_t i = 0; i < source.size(); ++i) add(source[i], vector_at(i));
  }

  void add(const SourceColumn& source, duckdb_vector vector);

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
    write(take(type), value);
  }

  template <class T>
  void write(const Column& taken, T value) const {
    static_cast<T*>(taken.data)[row] = value;
  }

  /// Reserves `count` elements, writes the row's list entry and returns the index of the first.
  idx_t begin_list(Column& list, idx_t count) {
    const idx_t at = list.list_size;
    list.list_size += count;
    if (list.list_size > list.list_capacity) {
      list.list_capacity = std::max(list.list_size, 2 * list.list_capacity);
      if (duckdb_list_vector_reserve(list.vector, list.list_capacity) == DuckDBError) throw std::bad_alloc();
    }
    write(list, duckdb_list_entry{at, count});
    if (duckdb_list_vector_set_size(list.vector, list.list_size) == DuckDBError) throw std::bad_alloc();
    return at;
  }

  std::vector<Column> columns;
  std::size_t column = 0;
  idx_t row = 0;
  idx_t max_rows = duckdb_vector_size();
};

}  // namespace proclens
