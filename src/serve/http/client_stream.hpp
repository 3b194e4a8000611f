// A client's connection, read and written under limits of time and size, so that slow and greedy clients cost little.
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

  /// Waits for the first byte of a request and starts its clocks. False when the client went away or stayed silent, or
  /// the server stops.
  [[nodiscard]] bool await_request();

  /// The head has come and a body may follow.
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

  /// Until the socket is ready for `events`; false when it will not be in time.
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
