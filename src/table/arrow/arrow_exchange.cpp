#include "table/arrow/arrow_exchange.hpp"

#include <duckdb.h>
#include <nanoarrow/nanoarrow.h>

#include <atomic>
#include <memory>
#include <set>
#include <system_error>
#include <utility>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

/// Owns a handle that `Destroy(T*)` frees.
template <class T, auto Destroy>
class Owned {
 public:
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  ~Owned() {
    if (handle_ != nullptr) Destroy(&handle_);
  }
  [[nodiscard]] T get() const noexcept { return handle_; }
  [[nodiscard]] T* out() noexcept { return &handle_; }

 private:
  T handle_ = nullptr;
};

/// The first line of DuckDB's message, without what DuckDB calls its kind.
std::string reason(const char* message) {
  std::string text = message == nullptr ? "unknown error" : message;
  text = text.substr(0, text.find('\n'));
  const std::size_t colon = text.find(" Error: ");
  if (colon != std::string::npos) text = text.substr(colon + 8);
  return printable(text, 500);
}

/// An in-memory DuckDB that neither loads nor downloads extensions.
struct Engine {
  explicit Engine(const ArrowExchangeOptions& options) {
    Owned<duckdb_config, &duckdb_destroy_config> config;
    duckdb_create_config(config.out());
    for (const char* setting : {"autoload_known_extensions", "autoinstall_known_extensions"}) {
      duckdb_set_config(config.get(), setting, "false");
    }
    if (options.threads > 0) duckdb_set_config(config.get(), "threads", std::to_string(options.threads).c_str());
    char* problem = nullptr;
    if (duckdb_open_ext(nullptr, database.out(), config.get(), &problem) == DuckDBError) {
      const std::string what = reason(problem);
      duckdb_free(problem);
      throw Error(Fault::machine, "cannot start DuckDB: " + what);
    }
    if (duckdb_connect(database.get(), connection.out()) == DuckDBError) throw std::bad_alloc();
  }

  Owned<duckdb_database, &duckdb_close> database;
  Owned<duckdb_connection, &duckdb_disconnect> connection;
};

/// What a stream of rows holds: destroyed in reverse order.
struct RowStream {
  Engine engine;
  Owned<duckdb_prepared_statement, &duckdb_destroy_prepare> statement;
  duckdb_result result{};
  Owned<duckdb_arrow_options, &duckdb_destroy_arrow_options> arrow;
  std::string problem;

  explicit RowStream(const ArrowExchangeOptions& options) : engine(options) {}
  RowStream(const RowStream&) = delete;
  RowStream& operator=(const RowStream&) = delete;
  ~RowStream() { duckdb_destroy_result(&result); }

  /// Keeps the message of an error; returns the errno for the caller of the stream.
  int fail(duckdb_error_data error) {
    problem = reason(duckdb_error_data_message(error));
    duckdb_destroy_error_data(&error);
    return EIO;
  }
};

RowStream& state_of(ArrowArrayStream* stream) { return *static_cast<RowStream*>(stream->private_data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* schema) {
  RowStream& rows = state_of(stream);
  const idx_t columns = duckdb_column_count(&rows.result);
  std::vector<duckdb_logical_type> types;
  std::vector<const char*> names;
  for (idx_t i = 0; i < columns; ++i) {
    types.push_back(duckdb_column_logical_type(&rows.result, i));
    names.push_back(duckdb_column_name(&rows.result, i));
  }
  duckdb_error_data error = duckdb_to_arrow_schema(rows.arrow.get(), types.data(), names.data(), columns, schema);
  for (duckdb_logical_type& type : types) duckdb_destroy_logical_type(&type);
  return duckdb_error_data_has_error(error) ? rows.fail(error) : (duckdb_destroy_error_data(&error), 0);
}

int get_next(ArrowArrayStream* stream, ArrowArray* array) {
  RowStream& rows = state_of(stream);
  array->release = nullptr;  // which is the end of the stream
  Owned<duckdb_data_chunk, &duckdb_destroy_data_chunk> chunk;
  *chunk.out() = duckdb_fetch_chunk(rows.result);
  if (chunk.get() == nullptr) {
    const char* message = duckdb_result_error(&rows.result);
    if (message == nullptr || *message == '\0') return 0;
    rows.problem = reason(message);
    return EIO;
  }
  duckdb_error_data error = duckdb_data_chunk_to_arrow(rows.arrow.get(), chunk.get(), array);
  return duckdb_error_data_has_error(error) ? rows.fail(error) : (duckdb_destroy_error_data(&error), 0);
}

const char* get_last_error(ArrowArrayStream* stream) {
  const std::string& problem = state_of(stream).problem;
  return problem.empty() ? nullptr : problem.c_str();
}

void release(ArrowArrayStream* stream) {
  delete &state_of(stream);
  stream->private_data = nullptr;
  stream->release = nullptr;
}

std::string in_quotes(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) result += c == quote ? std::string(2, quote) : std::string(1, c);
  return result + quote;
}

std::string select_list(const std::vector<std::string>& columns) {
  if (columns.empty()) return "*";
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + in_quotes(column, '"');
  return list;
}

}  // namespace

void read_parquet(const std::filesystem::path& file, const std::vector<std::string>& columns, ArrowArrayStream* stream,
                  const ArrowExchangeOptions& options) {
  const auto cannot_read = [&](const char* message) {
    return Error(Fault::data, "cannot read " + printable(file.string(), 4096) + ": " + reason(message));
  };
  auto rows = std::make_unique<RowStream>(options);
  const std::string select = "SELECT " + select_list(columns) + " FROM read_parquet(" + in_quotes(file.string(), '\'') +
                             ", union_by_name = true)";
  const duckdb_connection connection = rows->engine.connection.get();
  if (duckdb_prepare(connection, select.c_str(), rows->statement.out()) == DuckDBError) {
    throw cannot_read(duckdb_prepare_error(rows->statement.get()));
  }
  if (duckdb_execute_prepared_streaming(rows->statement.get(), &rows->result) == DuckDBError) {
    throw cannot_read(duckdb_result_error(&rows->result));
  }
  duckdb_connection_get_arrow_options(connection, rows->arrow.out());
  *stream = {get_schema, get_next, get_last_error, release, rows.release()};
}

namespace {

/// What is wrong with the names of the columns, as a sentence; empty if nothing is. To DuckDB, and so to everything
/// that reads the file here, names that differ only in case are the same.
std::string problem_of_names(ArrowArrayStream* stream) {
  ArrowSchema schema;
  if (stream->get_schema(stream, &schema) != 0) return "its columns cannot be read";
  std::set<std::string> names;
  std::string problem;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const std::string name = schema.children[i]->name == nullptr ? "" : schema.children[i]->name;
    if (name.empty()) problem = "a column has no name";
    if (!names.insert(ascii_lower(name)).second) problem = "two columns are called " + printable(name, 200);
  }
  if (schema.n_children == 0) problem = "it has no columns";
  schema.release(&schema);
  return problem;
}

}  // namespace

std::uint64_t write_parquet(ArrowArrayStream* stream, const std::filesystem::path& file,
                            const ArrowExchangeOptions& options) {
  const auto cannot_write = [&](Fault fault, const char* message) {
    return Error(fault, "cannot write " + printable(file.string(), 4096) + ": " + reason(message));
  };
  const std::filesystem::path partial = file.string() + ".partial";
  std::uint64_t written = 0;
  try {
    if (const std::string problem = problem_of_names(stream); !problem.empty()) {
      throw cannot_write(Fault::data, problem.c_str());
    }
    const Engine engine(options);
    // The view reads the stream once, when it is copied.
    if (duckdb_arrow_scan(engine.connection.get(), "arriving", reinterpret_cast<duckdb_arrow_stream>(stream)) ==
        DuckDBError) {
      throw cannot_write(Fault::data, "its columns are not understood");
    }
    duckdb_result result{};
    const std::string copy =
        "COPY (FROM arriving) TO " + in_quotes(partial.string(), '\'') + " (FORMAT parquet, COMPRESSION zstd)";
    const bool failed = duckdb_query(engine.connection.get(), copy.c_str(), &result) == DuckDBError;
    const bool of_machine = failed && duckdb_result_error_type(&result) == DUCKDB_ERROR_IO;
    const std::string message = failed ? duckdb_result_error(&result) : "";
    if (!failed) written = duckdb_rows_changed(&result);
    duckdb_destroy_result(&result);
    if (failed) throw cannot_write(of_machine ? Fault::machine : Fault::data, message.c_str());
    std::filesystem::rename(partial, file);
  } catch (...) {
    if (stream->release != nullptr) stream->release(stream);
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    throw;
  }
  if (stream->release != nullptr) stream->release(stream);
  return written;
}

}  // namespace proclens
