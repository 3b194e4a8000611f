// Owners of DuckDB's C handles; for the table floor alone.
#pragma once

#include <duckdb.h>

#include <utility>

namespace proclens {

/// Owns a handle that `Destroy(T*)` frees and sets to null.
template <class T, auto Destroy>
class Handle {
 public:
  Handle() = default;
  Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Handle() { reset(nullptr); }

  [[nodiscard]] T get() const noexcept { return handle_; }
  [[nodiscard]] T* out() noexcept { return &handle_; }  ///< for functions that fill the handle in
  explicit operator bool() const noexcept { return handle_ != nullptr; }

  void reset(T handle) noexcept {
    if (handle_ != nullptr) Destroy(&handle_);
    handle_ = handle;
  }

 private:
  T handle_ = nullptr;
};

using ConfigHandle = Handle<duckdb_config, &duckdb_destroy_config>;
using DatabaseHandle = Handle<duckdb_database, &duckdb_close>;
using ConnectionHandle = Handle<duckdb_connection, &duckdb_disconnect>;
using StatementHandle = Handle<duckdb_prepared_statement, &duckdb_destroy_prepare>;
using ChunkHandle = Handle<duckdb_data_chunk, &duckdb_destroy_data_chunk>;
using AppenderHandle = Handle<duckdb_appender, [](duckdb_appender* appender) { duckdb_appender_destroy(appender); }>;

/// A result is a struct, not a pointer.
class ResultHandle {
 public:
  ResultHandle() = default;
  ResultHandle(const ResultHandle&) = delete;
  ResultHandle& operator=(const ResultHandle&) = delete;
  ~ResultHandle() { duckdb_destroy_result(&result_); }

  [[nodiscard]] duckdb_result* out() noexcept { return &result_; }

 private:
  duckdb_result result_{};
};

}  // namespace proclens
