#include "table/scalar_function.hpp"

#include <duckdb.h>

#include <exception>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "table/database_internal.hpp"
#include "table/row_writer_state.hpp"

namespace proclens {
namespace {

using ScalarFunctionHandle = Handle<duckdb_scalar_function, &duckdb_destroy_scalar_function>;

LogicalTypeHandle struct_type_of(const std::vector<SourceColumn>& fields) {
  std::vector<LogicalTypeHandle> owned;
  std::vector<duckdb_logical_type> types;
  std::vector<const char*> names;
  for (const SourceColumn& field : fields) {
    types.push_back(owned.emplace_back(logical_type_of(field)).get());
    names.push_back(field.name.c_str());
  }
  LogicalTypeHandle type;
  type.reset(duckdb_create_struct_type(types.data(), names.data(), types.size()));
  return type;
}

std::vector<std::string_view> texts_of(duckdb_data_chunk chunk) {
  duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, 0);
  auto* strings = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector));
  std::uint64_t* validity = duckdb_vector_get_validity(vector);
  std::vector<std::string_view> texts(duckdb_data_chunk_get_size(chunk));
  for (idx_t row = 0; row < texts.size(); ++row) {
    if (validity != nullptr && !duckdb_validity_row_is_valid(validity, row)) continue;
    texts[row] = {duckdb_string_t_data(strings + row), duckdb_string_t_length(strings[row])};
  }
  return texts;
}

/// A function and its database's stop flag.
struct RegisteredFunction {
  ScalarFunction function;
  const CancelFlag* cancel;
};

void answer_chunk(duckdb_function_info info, duckdb_data_chunk chunk, duckdb_vector result) {
  const auto* registered = static_cast<const RegisteredFunction*>(duckdb_scalar_function_get_extra_info(info));
  try {
    check_cancelled(registered->cancel);
    const std::vector<std::string_view> texts = texts_of(chunk);
    const ScalarFunction& function = registered->function;
    RowWriter::State state(function.fields, [result](idx_t i) { return duckdb_struct_vector_get_child(result, i); });
    RowWriter writer(state);
    function.answer(texts, writer);
    if (state.row != texts.size()) throw std::logic_error("a lookup answers with one row for each text");
  } catch (const std::exception& error) {
    duckdb_scalar_function_set_error(info, error.what());
  }
}

}  // namespace

void Database::add_scalar_function(ScalarFunction definition) {
  ScalarFunctionHandle function;
  function.reset(duckdb_create_scalar_function());
  duckdb_scalar_function_set_name(function.get(), definition.name.c_str());
  LogicalTypeHandle text;
  text.reset(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
  duckdb_scalar_function_add_parameter(function.get(), text.get());
  const LogicalTypeHandle result = struct_type_of(definition.fields);
  duckdb_scalar_function_set_return_type(function.get(), result.get());
  duckdb_scalar_function_set_special_handling(function.get());  // NULL is passed as a value
  duckdb_scalar_function_set_extra_info(function.get(), new RegisteredFunction{std::move(definition), state_->cancel},
                                        [](void* data) { delete static_cast<RegisteredFunction*>(data); });
  duckdb_scalar_function_set_function(function.get(), answer_chunk);
  if (duckdb_register_scalar_function(state_->connection->get(), function.get()) == DuckDBError) {
    throw std::logic_error("DuckDB refuses a lookup: is its name taken?");
  }
}

}  // namespace proclens
