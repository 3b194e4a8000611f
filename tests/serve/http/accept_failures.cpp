#include "serve/http/accept_failures.hpp"

#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace {

std::atomic<int> failure_of_accept{0};
std::atomic<int> failures_left{0};

int accept_or_fail(int socket, sockaddr* address, socklen_t* size, int flags) {
  if (failures_left > 0) {
    --failures_left;
    errno = failure_of_accept;
    return -1;
  }
  return static_cast<int>(syscall(SYS_accept4, socket, address, size, flags));
}

}  // namespace

// A program's own definitions take precedence over the C library's.
extern "C" int accept(int socket, sockaddr* address, socklen_t* size) {
  return accept_or_fail(socket, address, size, 0);
}

extern "C" int accept4(int socket, sockaddr* address, socklen_t* size, int flags) {
  return accept_or_fail(socket, address, size, flags);
}

namespace proclens {

void fail_accepts(int failure, int times) {
  failure_of_accept = failure;
  failures_left = times;
}

int accept_failures_left() { return failures_left; }

}  // namespace proclens
