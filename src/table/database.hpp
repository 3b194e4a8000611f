// DuckDB: SQL in, columns out. The only module that knows DuckDB's API.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "proclens/cancel.hpp"
#include "proclens/error.hpp"
#include "table/scalar_function.hpp"
#include "table/table_function.hpp"

namespace proclens {

/// A value bound to a prepared parameter ($name or ?).
using SqlValue = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string>;

struct DatabaseOptions {
  int threads = 0;                     ///< the most that a query uses; 0: one per core
  std::uint64_t memory_bytes = 0;      ///< limit for DuckDB's buffers; 0: DuckDB's default
  std::string spill_folder;            ///< where buffers may spill; empty: nowhere
  bool files_forbidden_later = false;  ///< the configuration is not locked until `forbid_files()`, which must be called
  /// When raised, interrupts running statements; these and later ones throw Cancelled. Must outlive the database.
  /// nullptr: statements cannot be cancelled.
  const CancelFlag* cancel = nullptr;
};

/// A statement took longer than `Database::set_deadline` allows.
class TimedOut : public Error {
 public:
  using Error::Error;
};

enum class ColumnType { boolean, int32, int64, float32, float64, timestamp, text, list, other };

/// One batch of rows. Views into it are valid until the next `next()` or the end of the Rows.
class Chunk {
 public:
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
  [[nodiscard]] bool valid(std::size_t column, std::size_t row) const;  ///< false for NULL
  /// Columns by physical type, which must match (checked, std::logic_error).
  [[nodiscard]] std::span<const std::int32_t> int32(std::size_t column) const;
  [[nodiscard]] std::span<const std::int64_t> int64(std::size_t column) const;  ///< also timestamps: µs since 1970 UTC
  [[nodiscard]] std::span<const float> float32(std::size_t column) const;
  [[nodiscard]] std::span<const double> float64(std::size_t column) const;
  [[nodiscard]] bool boolean(std::size_t column, std::size_t row) const;
  [[nodiscard]] std::string_view text(std::size_t column, std::size_t row) const;  ///< may contain any bytes
  /// Copies a whole column of text to `out`; NULL becomes empty text.
  void texts(std::size_t column, std::vector<std::string_view>& out) const;
  /// The elements of a list, whose type must match.
  [[nodiscard]] std::span<const std::int32_t> int32_list(std::size_t column, std::size_t row) const;
  [[nodiscard]] std::span<const float> float32_list(std::size_t column, std::size_t row) const;
  /// The length of a list, and one element of a list of text; 0 or empty for NULL.
  [[nodiscard]] std::size_t list_size(std::size_t column, std::size_t row) const;
  [[nodiscard]] std::string_view list_text(std::size_t column, std::size_t row, std::size_t element) const;

 private:
  friend class Rows;
  struct Column {
    void* vector;                   ///< a duckdb_vector
    const void* data;               ///< of the rows
    const std::uint64_t* validity;  ///< one bit per row; nullptr: all are valid
  };
  Chunk() = default;
  /// @param chunk a duckdb_data_chunk that must outlive this; so must `types`
  Chunk(void* chunk, std::span<const ColumnType> types);
  template <class T>
  const T* typed(std::size_t column, std::initializer_list<ColumnType> allowed) const;
  template <class T>
  std::span<const T> elements(std::size_t column, std::size_t row) const;

  std::vector<Column> columns_;
  std::size_t rows_ = 0;
  std::span<const ColumnType> types_;
};

/// The rows of a query, streamed; those of a Statement, materialised.
class Rows {
 public:
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

  [[nodiscard]] const std::vector<std::string>& names() const;
  [[nodiscard]] const std::vector<ColumnType>& types() const;
  /// The element type of list columns; `other` for columns that are not lists.
  [[nodiscard]] const std::vector<ColumnType>& element_types() const;
  /// The next batch, or nullptr at the end. Throws Error like `Database::query`.
  [[nodiscard]] const Chunk* next();

 private:
  friend class Database;
  friend class Statement;
  struct State;
  explicit Rows(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A statement that is planned once and run many times, which takes a tenth of the time if it has few rows. Must not
/// outlive its database.
class Statement {
 public:
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;
  ~Statement();

  /// Runs it to completion. Throws Error like `Database::query`. The rows may outlive the statement.
  Rows run(std::span<const SqlValue> parameters = {});

 private:
  friend class Database;
  struct State;
  explicit Statement(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Appends rows to a table of the database, in chunks. Call one setter per column, in column order and matching the
/// column's type (checked, std::logic_error), then end_row(). Rows are guaranteed to be in the table only after
/// close(). Text must be UTF-8.
class TableAppender {
 public:
  TableAppender(TableAppender&&) noexcept;
  ~TableAppender();
  void null();
  void boolean(bool value);
  void int32(std::int32_t value);
  void int64(std::int64_t value);
  void float32(float value);
  void float64(double value);
  void timestamp(std::int64_t microseconds);  ///< since 1970 UTC; for TIMESTAMP with or without time zone
  void text(std::string_view value);
  void uuid(std::uint64_t high, std::uint64_t low);  ///< its first and last eight bytes as numbers
  void float32_list(std::span<const float> values);
  void int32_list(std::span<const std::int32_t> values);
  void text_list(std::span<const std::string> values);
  void end_row();
  void close();

 private:
  friend class Database;
  struct State;
  explicit TableAppender(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// What Database::check_select() finds.
struct SelectCheck {
  std::string problem;               ///< why the text is not a SELECT that can run; printable; empty if it is
  std::size_t line = 0;              ///< of the problem, from 1; 0 if unknown
  std::vector<std::string> columns;  ///< that the SELECT yields, if there is no problem
};

/// An in-memory DuckDB. Extensions are neither loaded nor downloaded; the configuration is locked after construction
/// (or later, see DatabaseOptions::files_forbidden_later). DuckDB's errors become `Error`: data for what is wrong with
/// files and values, machine for memory and disk; or std::logic_error for an invalid statement. Only `run` of the
/// handle that created the database can distinguish a full disk from a missing file (query_error.hpp). Every query has
/// its own connection, so several may be open at once; tables that queries should see must therefore not be TEMPORARY
/// (the database is in memory anyway). Not for use from two threads at once; `new_connection()` gives each thread its
/// own handle.
class Database {
 public:
  explicit Database(const DatabaseOptions& options = {});
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  /// From now on no statement of any handle can read or write a file, and the configuration is locked. Throws
  /// std::logic_error if it was already locked.
  void forbid_files();

  /// A second handle to the same tables, for another thread; the tables exist as long as any handle does.
  [[nodiscard]] Database new_connection() const;

  /// The time limit of later statements of this handle, until their last row is read; 0: no limit. A statement that
  /// exceeds it is interrupted within a tenth of a second and throws TimedOut.
  void set_deadline(std::chrono::milliseconds longest);

  /// Runs one or more statements and discards their results.
  void run(std::string_view statements);

  /// Runs one statement with parameters and streams its rows.
  [[nodiscard]] Rows query(std::string_view statement, std::span<const SqlValue> parameters = {});

  /// Plans one statement with parameters; the tables it reads must already exist.
  [[nodiscard]] Statement prepare(std::string_view statement);

  /// The single number that a SELECT returns; 0 for NULL. No trailing semicolon.
  [[nodiscard]] std::int64_t number(std::string_view statement, std::span<const SqlValue> parameters = {});

  /// The single text that a query returns; nullopt for NULL or no row.
  [[nodiscard]] std::optional<std::string> text(std::string_view statement, std::span<const SqlValue> parameters = {});

  /// Whether a text that is not ours is exactly one SELECT statement, without parameters, that can be planned here.
  /// Plans it, so files should be forbidden.
  [[nodiscard]] SelectCheck check_select(std::string_view statement);

  /// The tables that a SELECT names, whether they exist or not, except those that it defines itself; nullopt if that
  /// cannot be told, because it is not a single SELECT or calls what does not exist. Files should be forbidden.
  [[nodiscard]] std::optional<std::vector<std::string>> tables_of_select(std::string_view statement);

  [[nodiscard]] TableAppender append_to(const std::string& table);

  /// Registers a table function that queries read as FROM name(), for the lifetime of the database.
  void add_table_function(TableFunction function);

  /// Registers a scalar function that queries call, for the lifetime of the database.
  void add_scalar_function(ScalarFunction function);

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace proclens
