// The socket that clients connect to.
#pragma once

#include <chrono>
#include <string>

namespace proclens {

/// Listens from construction on. For one thread.
class Listener {
 public:
  /// @param address a name or number of this machine; a name of several is bound to the first that can be
  /// @param port 0 for any that is free
  /// Throws Error (machine) when the address cannot be bound.
  Listener(const std::string& address, int port);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  [[nodiscard]] int port() const noexcept { return port_; }
  [[nodiscard]] int socket() const noexcept { return socket_; }

  /// The next client's connection, which the caller closes. -1 when there is none for now: none came within `patience`,
  /// a signal arrived, the client went away, or the machine is short of descriptors or memory (after a pause, so that
  /// trying again costs little).
  /// Throws Error (machine) when the listening socket itself is broken.
  [[nodiscard]] int accept(std::chrono::milliseconds patience);

 private:
  int socket_ = -1;
  int port_ = 0;
};

}  // namespace proclens
