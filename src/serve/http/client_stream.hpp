// A client's connection, read and written within limits of time and size, so that slow and greedy clients cost little.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

#include "serve/http/http_limits.hpp"

namespace proclens {

/// Reads are buffered. Every wait also ends when `stop` becomes readable. Borrows both descriptors. For one thread.
class ClientStream : public httplib::Stream {
 public:
  ClientStream(int socket, int stop, const HttpLimits& limits) : socket_(socket), stop_(stop), limits_(limits) {}

  /// Waits for the first byte of a request and starts its timers. False if the client has disconnected or stayed
  /// silent, or the server is stopping.
  [[nodiscard]] bool await_request();

  /// Called when the head has arrived and a body may follow.
  void expect_body();

  [[nodiscard]] bool is_readable() const override;
  [[nodiscard]] bool is_writable() const override;
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  void get_remote_ip_and_port(std::string& address, int& port) const override;
  void get_local_ip_and_port(std::string& address, int& port) const override;
  [[nodiscard]] socket_t socket() const override { return socket_; }

 private:
  using Clock = std::chrono::steady_clock;

  /// Waits until the socket is ready for `events`; false if it is not in time.
  [[nodiscard]] bool wait(short events, Clock::time_point until) const;
  [[nodiscard]] bool fill();
  [[nodiscard]] Clock::time_point write_deadline() const;

  int socket_;
  int stop_;
  HttpLimits limits_;
  std::array<char, 8192> buffer_{};
  std::size_t next_ = 0;
  std::size_t end_ = 0;
  std::size_t may_read_ = 0;
  Clock::time_point read_until_;
  Clock::time_point write_from_;
  std::size_t written_ = 0;
};

}  // namespace proclens
