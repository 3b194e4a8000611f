#include "serve/http/client_stream.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace proclens {
namespace {

void address_of(int socket, int (*name)(int, sockaddr*, socklen_t*), std::string& address, int& port) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (name(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(storage);
    inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
    port = ntohs(four.sin_port);
  } else if (storage.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(storage);
    inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
    port = ntohs(six.sin6_port);
  }
  address = text.data();
}

}  // namespace

bool ClientStream::wait(short events, Clock::time_point until) const {
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 2> waited{{{socket_, events, 0}, {stop_, POLLIN, 0}}};
    const int ready = poll(waited.data(), waited.size(), static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready < 0 && errno != EINTR) return false;
    if (waited[1].revents != 0) return false;
    if (ready > 0 && waited[0].revents != 0) return true;
  }
}

bool ClientStream::await_request() {
  if (next_ == end_) {
    next_ = end_ = 0;
    if (!wait(POLLIN, Clock::now() + limits_.idle)) return false;
  }
  const Clock::time_point now = Clock::now();
  read_until_ = now + limits_.head_time;
  write_from_ = now;
  written_ = 0;
  may_read_ = limits_.head_bytes;
  if (next_ == end_) return fill();
  may_read_ -= std::min(may_read_, end_ - next_);
  return true;
}

void ClientStream::expect_body() {
  // One byte more than allowed, so that a body that is too long is recognised.
  may_read_ = limits_.body_bytes + limits_.head_bytes + 1;
  read_until_ = Clock::now() + limits_.body_time;
  write_from_ = read_until_;
}

bool ClientStream::fill() {
  const std::size_t room = std::min(buffer_.size(), may_read_);
  if (room == 0 || !wait(POLLIN, read_until_)) return false;
  const ssize_t got = recv(socket_, buffer_.data(), room, MSG_DONTWAIT);
  if (got <= 0) return false;
  next_ = 0;
  end_ = static_cast<std::size_t>(got);
  may_read_ -= end_;
  return true;
}

bool ClientStream::is_readable() const { return next_ < end_ || wait(POLLIN, read_until_); }

bool ClientStream::is_writable() const { return wait(POLLOUT, write_deadline()); }

ssize_t ClientStream::read(char* to, std::size_t size) {
  if (next_ == end_ && !fill()) return -1;
  const std::size_t taken = std::min(size, end_ - next_);
  std::memcpy(to, buffer_.data() + next_, taken);
  next_ += taken;
  return static_cast<ssize_t>(taken);
}

ClientStream::Clock::time_point ClientStream::write_deadline() const {
  return write_from_ + limits_.write_time + std::chrono::seconds(written_ / limits_.write_bytes_per_second);
}

ssize_t ClientStream::write(const char* from, std::size_t size) {
  if (written_ == 0) write_from_ = Clock::now();
  while (true) {
    if (!wait(POLLOUT, write_deadline())) return -1;
    const ssize_t sent = send(socket_, from, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      written_ += static_cast<std::size_t>(sent);
      return sent;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return -1;
  }
}

void ClientStream::get_remote_ip_and_port(std::string& address, int& port) const {
  address_of(socket_, getpeername, address, port);
}

void ClientStream::get_local_ip_and_port(std::string& address, int& port) const {
  address_of(socket_, getsockname, address, port);
}

}  // namespace proclens
