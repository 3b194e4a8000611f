// An HTTP/1.1 server for one machine's browser that stays up whatever clients do. With client_stream the only file of
// this module that knows cpp-httplib.
#pragma once

#include <memory>
#include <string>

#include "proclens/context.hpp"
#include "serve/http/http_limits.hpp"
#include "serve/http/http_message.hpp"

namespace proclens {

/// Bound to an address from construction on, answers while `run` runs.
class HttpServer {
 public:
  /// @param port 0 for any that is free
  /// Throws Error (machine) when the address cannot be bound.
  HttpServer(const std::string& address, int port, HttpHandler& handler, const HttpLimits& limits = {});
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  [[nodiscard]] int port() const;

  /// Answers until `stop` or until the context is asked to stop, then cuts off what is still under way and returns.
  /// Throws Error (machine), after that, when the listening socket itself is broken.
  void run(const Context& context);

  /// Ends `run`; from any thread.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
