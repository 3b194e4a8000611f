// What the files of database.hpp share; for the table floor alone.
#pragma once

#include <duckdb.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

#include "core/cancel.hpp"
#include "table/database.hpp"

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

/// Turns Ctrl-C into an interrupt of every statement that runs, from a thread of its own.
class Interrupter {
 public:
  Interrupter() : watcher_([this] { watch(); }) {}
  Interrupter(const Interrupter&) = delete;
  Interrupter& operator=(const Interrupter&) = delete;
  ~Interrupter() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    wake_.notify_one();
    watcher_.join();
  }

  void add(duckdb_connection connection) {
    const std::lock_guard lock(mutex_);
    connections_.push_back(connection);
  }

  void remove(duckdb_connection connection) {
    const std::lock_guard lock(mutex_);
    std::erase(connections_, connection);
  }

 private:
  void watch() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::milliseconds(50), [this] { return closing_; })) {
      if (!cancel_requested()) continue;
      for (duckdb_connection connection : connections_) duckdb_interrupt(connection);
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  std::vector<duckdb_connection> connections_;
  std::thread watcher_;  // last: it starts when the rest is there
};

/// A connection that can be interrupted.
class WatchedConnection {
 public:
  WatchedConnection(duckdb_database database, std::shared_ptr<Interrupter> interrupter)
      : interrupter_(std::move(interrupter)) {
    if (duckdb_connect(database, connection_.out()) == DuckDBError) throw std::bad_alloc();
    interrupter_->add(connection_.get());
  }
  WatchedConnection(const WatchedConnection&) = delete;
  WatchedConnection& operator=(const WatchedConnection&) = delete;

  /// While an exception unwinds a thread, DuckDB lets a connection go without stopping its tasks, which then work on
  /// freed memory; so that is left to a thread that nothing unwinds.
  ~WatchedConnection() {
    interrupter_->remove(connection_.get());
    if (std::uncaught_exceptions() > 0) std::thread([this] { connection_.reset(nullptr); }).join();
  }

  [[nodiscard]] duckdb_connection get() const noexcept { return connection_.get(); }

 private:
  std::shared_ptr<Interrupter> interrupter_;
  ConnectionHandle connection_;
};

/// Connections that are set up for streaming, which can only be done before the configuration is locked; so they are
/// used again and again.
class StreamingConnections {
 public:
  void put(std::unique_ptr<WatchedConnection> connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
  }

  /// Nothing when all are in use.
  [[nodiscard]] std::unique_ptr<WatchedConnection> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return nullptr;
    std::unique_ptr<WatchedConnection> connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<WatchedConnection>> idle_;
};

struct Database::State {
  DatabaseHandle database;
  std::shared_ptr<Interrupter> interrupter = std::make_shared<Interrupter>();
  std::unique_ptr<WatchedConnection> connection;
  std::shared_ptr<StreamingConnections> streaming = std::make_shared<StreamingConnections>();

  [[nodiscard]] std::unique_ptr<WatchedConnection> connect() const {
    return std::make_unique<WatchedConnection>(database.get(), interrupter);
  }
};

}  // namespace proclens
