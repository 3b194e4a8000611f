#include "serve/http/listener.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <thread>
#include <utility>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr int kBacklog = 1024;                   // connections waiting to be accepted
constexpr std::chrono::milliseconds kPause(10);  // until a descriptor or some memory may be free again

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

[[noreturn]] void cannot_listen(const std::string& address, int port, const std::string& why) {
  throw Error(
      Fault::machine,
      "cannot listen on " + printable(address) + (port == 0 ? "" : ":" + std::to_string(port)) + ": " + why,
      "Choose another --port, or leave it out to use any free port; --address must be an address of this machine.");
}

Addresses addresses_of(const std::string& address, int port) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int failure = getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (failure != 0) cannot_listen(address, port, gai_strerror(failure));
  return {found, freeaddrinfo};
}

void set_option(int socket, int level, int option, int value) {
  setsockopt(socket, level, option, &value, sizeof value);
}

/// A listening socket, or -1 with errno.
int listening_socket(const addrinfo& at) {
  const int socket = ::socket(at.ai_family, at.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, at.ai_protocol);
  if (socket < 0) return -1;
  // Not SO_REUSEPORT, which would let other processes share the port.
  set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1);
  if (at.ai_family == AF_INET6) set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(socket, at.ai_addr, at.ai_addrlen) == 0 && listen(socket, kBacklog) == 0) return socket;
  const int failure = errno;
  close(socket);
  errno = failure;
  return -1;
}

int port_of(int socket) {
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &size);
  return ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(bound).sin6_port
                                           : reinterpret_cast<const sockaddr_in&>(bound).sin_port);
}

/// Whether the failure is permanent; all others concern one connection or are temporary.
bool is_broken(int failure) {
  return failure == EBADF || failure == EINVAL || failure == ENOTSOCK || failure == EFAULT;
}

/// Whether the next connection may already be waiting.
bool is_one_connections(int failure) {
  return failure == ECONNABORTED || failure == EPROTO || failure == EINTR || failure == EAGAIN;
}

}  // namespace

Listener::Listener(const std::string& address, int port) {
  const Addresses addresses = addresses_of(address, port);
  for (const addrinfo* at = addresses.get(); at != nullptr && socket_ < 0; at = at->ai_next) {
    socket_ = listening_socket(*at);
  }
  if (socket_ < 0) cannot_listen(address, port, std::strerror(errno));
  port_ = port_of(socket_);
}

Listener::~Listener() { close(socket_); }

int Listener::accept(std::chrono::milliseconds patience) {
  pollfd waited{socket_, POLLIN, 0};
  if (poll(&waited, 1, static_cast<int>(patience.count())) <= 0) return -1;
  const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
  if (connection >= 0) {
    set_option(connection, IPPROTO_TCP, TCP_NODELAY, 1);
    return connection;
  }
  if (is_broken(errno)) {
    throw Error(Fault::machine, std::string("cannot accept connections any more: ") + std::strerror(errno),
                "Start the server again.");
  }
  if (!is_one_connections(errno)) std::this_thread::sleep_for(kPause);
  return -1;
}

}  // namespace proclens
