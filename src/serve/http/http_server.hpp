// An HTTP/1.1 server for a browser on the same machine that keeps running whatever clients do. Apart from client_stream
// the only code that knows cpp-httplib.
#pragma once

#include <memory>
#include <string>

#include "proclens/context.hpp"
#include "serve/http/http_limits.hpp"
#include "serve/http/http_message.hpp"

namespace proclens {

/// Bound to an address from construction; answers requests while `run` runs.
class HttpServer {
 public:
  /// @param port 0 for any free port
  /// Throws Error (machine) if the address cannot be bound.
  HttpServer(const std::string& address, int port, HttpHandler& handler, const HttpLimits& limits = {});
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  [[nodiscard]] int port() const;

  /// Answers requests until `stop` or until the context is cancelled, then aborts those still in progress and returns.
  /// After that, throws Error (machine) if the listening socket itself failed.
  void run(const Context& context);

  /// Ends `run`; may be called from any thread.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
