// Declarations shared by the files that implement database.hpp; internal to the table module.
#pragma once

#include <duckdb.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

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
  [[nodiscard]] T* out() noexcept { return &handle_; }  ///< for functions that set the handle
  explicit operator bool() const noexcept { return handle_ != nullptr; }

  /// Gives up ownership without freeing it.
  void leave() noexcept { handle_ = nullptr; }

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
using LogicalTypeHandle = Handle<duckdb_logical_type, &duckdb_destroy_logical_type>;
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

/// On a thread of its own, interrupts all running statements when a stop is requested, and a single statement when its
/// time is up.
class Interrupter {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Interrupter(const CancelFlag* cancel) : cancel_(cancel), watcher_([this] { watch(); }) {}
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
    watched_.push_back({connection, Clock::time_point::max(), false});
  }

  void remove(duckdb_connection connection) {
    const std::lock_guard lock(mutex_);
    std::erase_if(watched_, [&](const Watched& watched) { return watched.connection == connection; });
  }

  /// Sets the deadline of the connection's next statement.
  void set_end(duckdb_connection connection, Clock::time_point end) {
    const std::lock_guard lock(mutex_);
    Watched& watched = of(connection);
    watched.end = end;
    watched.timed_out = false;
  }

  [[nodiscard]] bool cancelled() const noexcept { return cancel_ != nullptr && cancel_->requested(); }

  [[nodiscard]] bool timed_out(duckdb_connection connection) {
    const std::lock_guard lock(mutex_);
    return of(connection).timed_out;
  }

 private:
  struct Watched {
    duckdb_connection connection;
    Clock::time_point end;
    bool timed_out;
  };

  Watched& of(duckdb_connection connection) {
    return *std::find_if(watched_.begin(), watched_.end(),
                         [&](const Watched& w) { return w.connection == connection; });
  }

  void watch() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, std::chrono::milliseconds(50), [this] { return closing_; })) {
      const Clock::time_point now = Clock::now();
      for (Watched& watched : watched_) {
        if (now > watched.end) watched.timed_out = true;
        if (watched.timed_out || cancelled()) duckdb_interrupt(watched.connection);
      }
    }
  }

  const CancelFlag* cancel_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  std::vector<Watched> watched_;
  std::thread watcher_;  // last, so that it starts after the other members are initialised
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

  /// While an exception unwinds a thread, DuckDB releases a connection without stopping its tasks, which then use freed
  /// memory; so it is released on a thread that is not unwinding, or, if there is no memory for one, by the end of the
  /// program.
  ~WatchedConnection() {
    interrupter_->remove(connection_.get());
    if (std::uncaught_exceptions() == 0) return;
    try {
      std::thread([this] { connection_.reset(nullptr); }).join();
    } catch (const std::system_error&) {
      connection_.leave();
    }
  }

  [[nodiscard]] duckdb_connection get() const noexcept { return connection_.get(); }

  /// Sets the time limit of the statement that starts now; 0: no limit.
  void start_statement(std::chrono::milliseconds longest) {
    using Clock = Interrupter::Clock;
    interrupter_->set_end(get(), longest.count() > 0 ? Clock::now() + longest : Clock::time_point::max());
  }
  void end_statement() { start_statement({}); }
  [[nodiscard]] bool cancelled() const noexcept { return interrupter_->cancelled(); }
  [[nodiscard]] bool timed_out() const { return interrupter_->timed_out(get()); }

 private:
  std::shared_ptr<Interrupter> interrupter_;
  ConnectionHandle connection_;
};

struct Database::State {
  std::shared_ptr<DatabaseHandle> database = std::make_shared<DatabaseHandle>();
  const CancelFlag* cancel = nullptr;
  std::shared_ptr<Interrupter> interrupter;
  std::unique_ptr<WatchedConnection> connection;
  std::chrono::milliseconds longest{0};  ///< limit for a statement; 0: no limit

  [[nodiscard]] std::unique_ptr<WatchedConnection> connect() const {
    return std::make_unique<WatchedConnection>(database->get(), interrupter);
  }
};

}  // namespace proclens
