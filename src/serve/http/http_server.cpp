#include "serve/http/http_server.hpp"

#include <httplib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>
#include <memory>
#include <string_view>
#include <utility>

#include "core/deferred_error.hpp"
#include "core/text.hpp"
#include "proclens/error.hpp"
#include "serve/http/client_stream.hpp"
#include "serve/http/connection_threads.hpp"
#include "serve/http/listener.hpp"
#include "table/database.hpp"

namespace proclens {
namespace {

constexpr std::chrono::milliseconds kPollInterval(20);  // interval between checks for a stop request
constexpr std::size_t kPiece = 262'144;
constexpr std::string_view kBusy =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n";

/// Sent with every answer: nothing may be used by other sites, cached, or framed.
const httplib::Headers kHeaders = {
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Cache-Control", "no-store"},
};
constexpr const char* kNoPage = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

HttpHead head_of(const httplib::Request& request) {
  HttpHead head;
  head.method = request.method;
  head.path = request.path;
  head.parameters.insert(request.params.begin(), request.params.end());
  const auto [first, last] = request.headers.equal_range("Host");
  for (auto header = first; header != last; ++header) head.host.push_back(header->second);
  head.origin = request.get_header_value("Origin");
  head.fetch_site = request.get_header_value("Sec-Fetch-Site");
  head.fetch_mode = request.get_header_value("Sec-Fetch-Mode");
  head.content_type = request.get_header_value("Content-Type");
  const std::string length = request.get_header_value("Content-Length");
  head.has_body = request.has_header("Transfer-Encoding") || (!length.empty() && length != "0");
  head.takes_gzip = request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
  return head;
}

/// Sends a piece of a file from `offset`; false if it is not there.
bool send_piece(const std::filesystem::path& path, std::size_t offset, std::size_t length, httplib::DataSink& sink) {
  std::ifstream file(path, std::ios::binary);
  std::string piece(std::min(length, kPiece), '\0');
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  return file && sink.write(piece.data(), piece.size());
}

void put_body(const std::variant<TextBody, FileBody>& body, const std::string& type, httplib::Response& response) {
  if (const auto* file = std::get_if<FileBody>(&body)) {
    response.set_content_provider(file->bytes, type,
                                  [path = file->path](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                    return send_piece(path, offset, length, sink);
                                  });
    return;
  }
  const TextBody& text = std::get<TextBody>(body);
  if (text == nullptr || text->empty()) {
    response.set_content("", type);
    return;
  }
  response.set_content_provider(text->size(), type,
                                [text](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                  return sink.write(text->data() + offset, length);
                                });
}

void put_answer(const HttpAnswer& answer, httplib::Response& response) {
  response.status = answer.status;
  response.set_header("Content-Security-Policy", kNoPage);
  for (const auto& [name, value] : answer.headers) {
    response.headers.erase(name);
    response.set_header(name, value);
  }
  put_body(answer.body, answer.type, response);
}

/// Converts an exception thrown by `answer()` into an answer.
template <class Answer>
HttpAnswer answer_or_error(Answer&& answer) {
  try {
    return answer();
  } catch (const Cancelled&) {
    return refusal(503, "the server is stopping");
  } catch (const TimedOut& error) {
    return refusal(503, error.what(), error.remedy());
  } catch (const Error& error) {
    return refusal(error.fault() == Fault::usage ? 400 : 500, error.what(), error.remedy());
  } catch (const std::bad_alloc&) {
    return refusal(503, "the server is out of memory");
  } catch (const std::exception& error) {
    return refusal(500, std::string("internal error: ") + printable(error.what(), 1000));
  }
}

/// Sockets need descriptors; shells often limit them to 1,024 where the system allows more.
void allow_descriptors(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, wanted);
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// The connection served by this thread.
thread_local ClientStream* this_connection = nullptr;

/// The library parses requests and writes answers; sockets and threads are ours.
class BoundedServer : public httplib::Server {
 public:
  /// @param socket the listening one, by which the library knows that the server is still running
  BoundedServer(HttpHandler& handler, const HttpLimits& limits, int socket)
      : handler_(handler), limits_(limits), stop_(eventfd(0, EFD_CLOEXEC)) {
    svr_sock_ = socket;
    set_default_headers(kHeaders);
    set_payload_max_length(limits.body_bytes);
    set_keep_alive_max_count(10'000);
    set_pre_routing_handler(
        [this](const httplib::Request& request, httplib::Response& response) { return from_head(request, response); });
    // Only requests that from_head let through arrive here, with a known, short path.
    const HandlerWithContentReader reader = [this](const httplib::Request& request, httplib::Response& response,
                                                   const httplib::ContentReader& content) {
      with_body(request, response, content);
    };
    Put(".*", reader);
  }

  ~BoundedServer() override { close(stop_); }

  /// Serves a connection on a thread of its own and closes it.
  void take(int socket) {
    const bool started = threads_.start([this, socket] {
      try {
        serve(socket);
      } catch (const std::exception&) {
        // Out of memory: close this connection.
      }
      hang_up(socket);
    });
    if (started) return;
    [[maybe_unused]] const ssize_t sent = send(socket, kBusy.data(), kBusy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    hang_up(socket);
  }

  /// Ends every connection, and returns when the last one has ended.
  void cut_off() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(stop_, &one, sizeof one);
    svr_sock_ = INVALID_SOCKET;
    threads_.join();
  }

 private:
  static void hang_up(int socket) {
    shutdown(socket, SHUT_RDWR);
    close(socket);
  }

  void serve(int socket) {
    ClientStream stream(socket, stop_, limits_);
    this_connection = &stream;
    for (std::size_t left = keep_alive_max_count_; left > 0 && stream.await_request(); --left) {
      bool closed = false;
      ending_ = true;  // unless the head was understood
      const bool fine = process_request(stream, left == 1, closed, [](httplib::Request& request) {
        request.ranges.clear();  // no range requests: many ranges of one answer could make it huge
      });
      if (!fine || closed || ending_) break;
    }
    this_connection = nullptr;
  }

  HandlerResponse from_head(const httplib::Request& request, httplib::Response& response) {
    const HttpHead head = head_of(request);
    std::unique_ptr<HttpAnswer> answer;
    if (request.has_header("Content-Encoding")) {
      answer = std::make_unique<HttpAnswer>(refusal(415, "bodies must not be compressed"));
    } else {
      HttpAnswer failed = answer_or_error([&] {
        answer = handler_.from_head(head);
        return HttpAnswer();
      });
      if (failed.status != 200) answer = std::make_unique<HttpAnswer>(std::move(failed));
    }
    if (answer == nullptr) {
      ending_ = false;
      this_connection->expect_body();
      return HandlerResponse::Unhandled;
    }
    // The body of a request answered from its head is never read, and must not be taken for the next request.
    ending_ = head.has_body;
    put_answer(*answer, response);
    return HandlerResponse::Handled;
  }

  void with_body(const httplib::Request& request, httplib::Response& response, const httplib::ContentReader& content) {
    std::string body;
    bool fits = true;
    const bool whole = content([&](const char* data, std::size_t size) {
      fits = body.size() + size <= limits_.body_bytes;
      if (fits) body.append(data, size);
      return fits;
    });
    if (!whole) {
      ending_ = true;
      put_answer(
          fits && response.status != 413 ? refusal(400, "the body ended early") : refusal(413, "the body is too large"),
          response);
      return;
    }
    const HttpHead head = head_of(request);
    put_answer(answer_or_error([&] { return handler_.with_body(head, body); }), response);
  }

  /// Whether this thread's connection is closed after the answer.
  static thread_local bool ending_;

  HttpHandler& handler_;
  HttpLimits limits_;
  int stop_;
  ConnectionThreads threads_{limits_.connections};
};

thread_local bool BoundedServer::ending_ = false;

}  // namespace

struct HttpServer::State {
  State(const std::string& address, int port, HttpHandler& handler, const HttpLimits& limits)
      : listener(address, port), server(handler, limits, listener.socket()) {}

  Listener listener;
  BoundedServer server;
  std::atomic<bool> stopping = false;
};

HttpServer::HttpServer(const std::string& address, int port, HttpHandler& handler, const HttpLimits& limits) {
  allow_descriptors(limits.connections + 256);
  state_ = std::make_unique<State>(address, port, handler, limits);
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return state_->listener.port(); }

void HttpServer::run(const Context& context) {
  DeferredError broken;
  broken.attempt([&] {
    while (!state_->stopping && !context.cancel_requested()) {
      const int connection = state_->listener.accept(kPollInterval);
      if (connection >= 0) state_->server.take(connection);
    }
  });
  state_->server.cut_off();
  broken.rethrow();
}

void HttpServer::stop() { state_->stopping = true; }

}  // namespace proclens
