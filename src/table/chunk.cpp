#include <duckdb.h>

#include <initializer_list>
#include <stdexcept>
#include <string>

#include "table/database.hpp"

namespace proclens {
namespace {

/// A DuckDB text, without the copy and the calls of DuckDB's own accessors.
std::string_view view_of(const duckdb_string_t& string) {
  const std::uint32_t length = string.value.inlined.length;
  const bool is_inlined = length <= sizeof string.value.inlined.inlined;
  return {is_inlined ? string.value.inlined.inlined : string.value.pointer.ptr, length};
}

bool is_valid(const std::uint64_t* validity, std::size_t row) {
  return validity == nullptr || (validity[row / 64] >> (row % 64) & 1U) != 0;
}

}  // namespace

Chunk::Chunk(void* chunk, std::span<const ColumnType> types)
    : rows_(duckdb_data_chunk_get_size(static_cast<duckdb_data_chunk>(chunk))), types_(types) {
  columns_.reserve(types.size());
  for (std::size_t i = 0; i < types.size(); ++i) {
    duckdb_vector vector = duckdb_data_chunk_get_vector(static_cast<duckdb_data_chunk>(chunk), i);
    columns_.push_back({vector, duckdb_vector_get_data(vector), duckdb_vector_get_validity(vector)});
  }
}

template <class T>
const T* Chunk::typed(std::size_t column, std::initializer_list<ColumnType> allowed) const {
  for (const ColumnType type : allowed) {
    if (types_[column] == type) return static_cast<const T*>(columns_[column].data);
  }
  throw std::logic_error("column " + std::to_string(column) + " of a query is not of the type asked for");
}

bool Chunk::valid(std::size_t column, std::size_t row) const { return is_valid(columns_[column].validity, row); }

std::span<const std::int32_t> Chunk::int32(std::size_t column) const {
  return {typed<std::int32_t>(column, {ColumnType::int32}), rows_};
}

std::span<const std::int64_t> Chunk::int64(std::size_t column) const {
  return {typed<std::int64_t>(column, {ColumnType::int64, ColumnType::timestamp}), rows_};
}

std::span<const float> Chunk::float32(std::size_t column) const {
  return {typed<float>(column, {ColumnType::float32}), rows_};
}

std::span<const double> Chunk::float64(std::size_t column) const {
  return {typed<double>(column, {ColumnType::float64}), rows_};
}

bool Chunk::boolean(std::size_t column, std::size_t row) const {
  return typed<bool>(column, {ColumnType::boolean})[row];
}

std::string_view Chunk::text(std::size_t column, std::size_t row) const {
  return view_of(typed<duckdb_string_t>(column, {ColumnType::text})[row]);
}

void Chunk::texts(std::size_t column, std::vector<std::string_view>& out) const {
  out.resize(rows_);
  for (std::size_t row = 0; row < rows_; ++row) out[row] = valid(column, row) ? text(column, row) : std::string_view();
}

template <class T>
std::span<const T> Chunk::elements(std::size_t column, std::size_t row) const {
  const duckdb_list_entry entry = static_cast<const duckdb_list_entry*>(columns_[column].data)[row];
  auto* child = duckdb_list_vector_get_child(static_cast<duckdb_vector>(columns_[column].vector));
  return {static_cast<const T*>(duckdb_vector_get_data(child)) + entry.offset, entry.length};
}

std::span<const std::int32_t> Chunk::int32_list(std::size_t column, std::size_t row) const {
  return elements<std::int32_t>(column, row);
}

std::span<const float> Chunk::float32_list(std::size_t column, std::size_t row) const {
  return elements<float>(column, row);
}

std::size_t Chunk::list_size(std::size_t column, std::size_t row) const {
  return typed<duckdb_list_entry>(column, {ColumnType::list})[row].length;
}

std::string_view Chunk::list_text(std::size_t column, std::size_t row, std::size_t element) const {
  const auto at = typed<duckdb_list_entry>(column, {ColumnType::list})[row].offset + element;
  auto* child = duckdb_list_vector_get_child(static_cast<duckdb_vector>(columns_[column].vector));
  if (!is_valid(duckdb_vector_get_validity(child), at)) return {};
  return view_of(static_cast<const duckdb_string_t*>(duckdb_vector_get_data(child))[at]);
}

}  // namespace proclens
