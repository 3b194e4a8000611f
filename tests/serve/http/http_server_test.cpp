// The server against clients that do what browsers do not.
#include "serve/http/http_server.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <thread>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/error.hpp"
#include "serve/http/accept_failures.hpp"
#include "serve/http/raw_client.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

using std::chrono::milliseconds;

/// Echoes requests; PUT /body receives the body.
class Echo : public HttpHandler {
 public:
  std::unique_ptr<HttpAnswer> from_head(const HttpHead& head) const override {
    if (head.method == "PUT" && head.path == "/body") return nullptr;
    if (head.path == "/fails") throw Error(Fault::data, "no <b>such</b> thing", "Try again.");
    if (head.path == "/file") {
      HttpAnswer answer;
      answer.body = FileBody{file, file_bytes};
      return std::make_unique<HttpAnswer>(answer);
    }
    if (head.path == "/large") return std::make_unique<HttpAnswer>(text_answer(std::string(large, 'x'), "text/plain"));
    return std::make_unique<HttpAnswer>(text_answer(head.method + " " + head.path, "text/plain"));
  }
  HttpAnswer with_body(const HttpHead&, const std::string& body) override {
    return text_answer(std::to_string(body.size()), "text/plain");
  }

  std::filesystem::path file;
  std::uint64_t file_bytes = 0;
  std::size_t large = 1 << 20;
};

/// A server that runs for the lifetime of this object.
class Served {
 public:
  explicit Served(const HttpLimits& limits = {}, const Echo& handler = {})
      : echo(handler), server_("127.0.0.1", 0, echo, limits), runner_([this] { server_.run(Context()); }) {}
  ~Served() {
    server_.stop();
    runner_.join();
  }
  [[nodiscard]] int port() const { return server_.port(); }
  [[nodiscard]] std::string get(const std::string& path) const {
    return RawClient(port()).ask("GET " + path + " HTTP/1.1", "Host: x\r\n");
  }

  Echo echo;  // not to be changed: the server's threads read it

 private:
  HttpServer server_;
  std::thread runner_;
};

TEST(HttpServer, SendsHeadersThatKeepOtherSitesOut) {
  const Served served;
  const std::string answer = served.get("/a%20b?c=d");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "GET /a b");
  for (const char* header :
       {"X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin",
        "X-Frame-Options: DENY", "Cache-Control: no-store", "Content-Security-Policy: default-src 'none'"}) {
    EXPECT_NE(answer.find(header), std::string::npos) << header;
  }
  EXPECT_EQ(answer.find("Access-Control"), std::string::npos);
}

TEST(HttpServer, KeepsAConnectionForTheNextRequest) {
  const Served served;
  RawClient client(served.port());
  client.send("GET /one HTTP/1.1\r\nHost: x\r\n\r\nGET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answers = client.receive();
  EXPECT_NE(answers.find("GET /one"), std::string::npos);
  EXPECT_NE(answers.find("GET /two"), std::string::npos);
}

TEST(HttpServer, ReportsErrorsAsJson) {
  const Served served;
  const std::string answer = served.get("/fails");
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(body_of(answer), R"({"error":"no <b>such</b> thing","remedy":"Try again."})");
  EXPECT_NE(answer.find("Content-Type: application/json"), std::string::npos);
}

TEST(HttpServer, SendsFilesWhole) {
  const ScratchFolder scratch;
  std::string content;
  for (int i = 0; content.size() < 1'000'000; ++i) content += std::to_string(i);
  Echo echo;
  echo.file = scratch.path() / "file";
  echo.file_bytes = content.size();
  std::ofstream(echo.file, std::ios::binary) << content;
  const Served served({}, echo);
  EXPECT_EQ(body_of(served.get("/file")), content);
}

TEST(HttpServer, CutsAFileThatShrankInsteadOfInventingBytes) {
  const ScratchFolder scratch;
  Echo echo;
  echo.file = scratch.path() / "file";
  echo.file_bytes = 1000;
  std::ofstream(echo.file) << "short";
  const Served served({}, echo);
  EXPECT_LT(body_of(served.get("/file")).size(), 1000U);
  EXPECT_EQ(status_of(served.get("/")), 200);
}

TEST(HttpServer, TakesBodiesUpToItsLimit) {
  HttpLimits limits;
  limits.body_bytes = 1000;
  const Served served(limits);
  const auto put = [&](std::size_t bytes) {
    return RawClient(served.port())
        .ask("PUT /body HTTP/1.1", "Host: x\r\nContent-Length: " + std::to_string(bytes) + "\r\n",
             std::string(bytes, 'b'));
  };
  EXPECT_EQ(body_of(put(1000)), "1000");
  EXPECT_EQ(status_of(put(1001)), 413);
  // In chunks: the length is not announced.
  RawClient chunked(served.port());
  std::string body;
  for (int i = 0; i < 20; ++i) body += "64\r\n" + std::string(100, 'c') + "\r\n";
  EXPECT_NE(
      status_of(chunked.ask("PUT /body HTTP/1.1", "Host: x\r\nTransfer-Encoding: chunked\r\n", body + "0\r\n\r\n")),
      200);
  EXPECT_EQ(status_of(served.get("/")), 200);
}

TEST(HttpServer, DoesNotTakeAnUnreadBodyForARequest) {
  const Served served;
  RawClient client(served.port());
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send("GET /open HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(hidden.size()) + "\r\n\r\n" +
              hidden);
  const std::string answers = client.receive();
  EXPECT_NE(answers.find("GET /open"), std::string::npos);
  EXPECT_EQ(answers.find("/hidden"), std::string::npos);
}

TEST(HttpServer, RefusesCompressedBodies) {
  const Served served;
  EXPECT_EQ(
      status_of(RawClient(served.port())
                    .ask("PUT /body HTTP/1.1", "Host: x\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n", "abcd")),
      415);
}

TEST(HttpServer, IgnoresRanges) {
  const Served served;
  std::string ranges = "bytes=0-";
  for (int i = 0; i < 500; ++i) ranges += ",0-";
  const std::string answer =
      RawClient(served.port()).ask("GET /large HTTP/1.1", "Host: x\r\nRange: " + ranges + "\r\n");
  EXPECT_LE(body_of(answer).size(), served.echo.large);
}

TEST(HttpServer, EndsHeadsThatAreTooLarge) {
  const Served served;
  EXPECT_EQ(status_of(served.get("/" + std::string(10'000, 'a'))), 414);
  RawClient many(served.port());
  many.send("GET / HTTP/1.1\r\nHost: x\r\n");
  for (int i = 0; i < 2000 && many.send("X-" + std::to_string(i) + ": " + std::string(100, 'h') + "\r\n"); ++i) {
  }
  EXPECT_NE(status_of(many.receive()), 200);
  EXPECT_EQ(status_of(served.get("/")), 200);
}

TEST(HttpServer, SurvivesNonsense) {
  const Served served;
  const std::vector<std::string> nonsense = {
      std::string(100'000, '\0'),
      "GET\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "\r\n\r\n\r\n",
      "GET / HTTP/1.1\r\n" + std::string(50'000, ':') + "\r\n\r\n",
      "GET /%00%ff%zz HTTP/1.1\r\nHost: x\r\n\r\n",
      "PUT /body HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
      "PUT /body HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "PUT /body HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
      "GET http://x/ HTTP/1.1\r\n\r\n",
      "PUT /body HTTP/1.1\r\nContent-Type: multipart/form-data\r\nContent-Length: 5\r\n\r\nabcde"};
  for (const std::string& bytes : nonsense) {
    RawClient client(served.port());
    client.send(bytes);
    client.send("\r\n\r\n");
    client.receive(100);
  }
  EXPECT_EQ(status_of(served.get("/")), 200);
}

TEST(HttpServer, AnswersOthersWhileSlowClientsDawdle) {
  HttpLimits limits;
  limits.head_time = milliseconds(500);
  const Served served(limits);
  std::vector<RawClient> slow;
  for (int i = 0; i < 50; ++i) {
    slow.emplace_back(served.port());
    slow.back().send("GET /sl");
  }
  EXPECT_EQ(status_of(served.get("/")), 200);
  // Each byte arrives in time, but all together do not.
  bool open = true;
  for (int i = 0; i < 6000 && open; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
    open = slow.front().send("o") && slow.front().receive(0).empty() && i < 5999;
  }
  EXPECT_FALSE(slow.front().send("o") && slow.front().send("o")) << "still open after a minute";
}

TEST(HttpServer, EndsClientsThatDoNotRead) {
  HttpLimits limits;
  limits.write_time = milliseconds(300);
  limits.write_bytes_per_second = 1 << 30;
  limits.connections = 1;
  Echo echo;
  echo.large = 64 << 20;
  const Served served(limits, echo);
  RawClient client(served.port());
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  // There is room for others once the server has closed it.
  int status = 0;
  for (int i = 0; i < 3000 && status != 200; ++i) {
    std::this_thread::sleep_for(milliseconds(20));
    status = status_of(served.get("/"));
  }
  EXPECT_EQ(status, 200);
  EXPECT_LT(client.receive().size(), served.echo.large);
}

TEST(HttpServer, AnswersDespiteAThousandConnections) {
  const Served served;
  std::vector<RawClient> idle;
  for (int i = 0; i < 1000; ++i) idle.emplace_back(served.port());
  EXPECT_EQ(status_of(served.get("/")), 200);
}

TEST(HttpServer, RejectsTooManyConnections) {
  HttpLimits limits;
  limits.connections = 5;
  const Served served(limits);
  std::vector<RawClient> idle;
  for (int i = 0; i < 5; ++i) idle.emplace_back(served.port());
  int status = 200;  // the five may not have been accepted yet
  std::vector<RawClient> more;
  for (int i = 0; i < 100 && status == 200; ++i) {
    more.emplace_back(served.port());
    status = status_of(more.back().ask("GET / HTTP/1.1", "Host: x\r\n"));
  }
  EXPECT_EQ(status, 503);
  idle.clear();
  more.clear();
  for (int i = 0; i < 3000 && status != 200; ++i) {
    std::this_thread::sleep_for(milliseconds(20));
    status = status_of(served.get("/"));
  }
  EXPECT_EQ(status, 200);
}

TEST(HttpServer, StopsWithConnectionsOpen) {
  std::vector<RawClient> open;
  const Served served;
  for (int i = 0; i < 20; ++i) open.emplace_back(served.port());
  open.front().send("GET /half");
}  // the destructor waits for the end of run()

TEST(HttpServer, GoesOnAfterAcceptHasFailed) {
  for (const int failure : {ECONNABORTED, EPROTO, EINTR, EAGAIN, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPERM, ENETDOWN}) {
    SCOPED_TRACE(std::strerror(failure));
    const Served served;
    fail_accepts(failure, 5);
    EXPECT_EQ(status_of(served.get("/")), 200);
    EXPECT_EQ(accept_failures_left(), 0);
  }  // run() ends
}

TEST(HttpServer, EndsWhileAcceptFails) {
  {
    const Served served;
    fail_accepts(EMFILE, 1'000'000);
    const RawClient waiting(served.port());
    while (accept_failures_left() > 999'990) std::this_thread::sleep_for(milliseconds(1));
  }
  EXPECT_GT(accept_failures_left(), 0);
  fail_accepts(0, 0);
}

TEST(HttpServer, EndsWithAnErrorWhenItsSocketIsBroken) {
  Echo echo;
  HttpServer server("127.0.0.1", 0, echo);
  const RawClient waiting(server.port());
  fail_accepts(EINVAL, 1);
  EXPECT_THROW(server.run(Context()), Error);
  EXPECT_EQ(accept_failures_left(), 0);
}

TEST(HttpServer, AnswersWhenDescriptorsAreFreeAgain) {
  const Served served;
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit few{std::min<rlim_t>(before.rlim_cur, 400), before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &few);
  std::vector<int> taken;
  for (int file = open("/dev/null", O_RDONLY); file >= 0; file = open("/dev/null", O_RDONLY)) taken.push_back(file);
  ASSERT_FALSE(taken.empty());
  close(taken.back());
  taken.pop_back();
  RawClient client(served.port());
  client.send("GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.receive(200), "");
  for (const int file : taken) close(file);
  EXPECT_EQ(status_of(client.receive()), 200);
  setrlimit(RLIMIT_NOFILE, &before);
}

TEST(HttpServer, RefusesAnAddressThatIsTaken) {
  const Served served;
  Echo echo;
  EXPECT_THROW(HttpServer("127.0.0.1", served.port(), echo), Error);
  EXPECT_THROW(HttpServer("192.0.2.1", 0, echo), Error);
  EXPECT_THROW(HttpServer("no such address", 0, echo), Error);
}

}  // namespace
}  // namespace proclens
