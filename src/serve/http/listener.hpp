// The socket that clients connect to.
#pragma once

#include <chrono>
#include <string>

namespace proclens {

/// Listens from construction. For one thread.
class Listener {
 public:
  /// @param address a name or number of this machine; a name with several addresses is bound to the first that works
  /// @param port 0 for any free port
  /// Throws Error (machine) if the address cannot be bound.
  Listener(const std::string& address, int port);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] int socket() const noexcept { return socket_; }

  /// The next client's connection, which the caller must close. -1 if there is none for now: none arrived within
  /// `patience`, a signal arrived, the client disconnected, or the machine is short of descriptors or memory (after a
  /// pause, so that retrying costs little).
  /// Throws Error (machine) if the listening socket itself failed.
  [[nodiscard]] int accept(std::chrono::milliseconds patience);

 private:
  int socket_ = -1;
  int port_ = 0;
};

}  // namespace proclens
