// The whole server as a program: its address, its clients, its end.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "cli/run_program.hpp"
#include "serve/http/raw_client.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

/// A running `proclens serve`.
class RunningServer {
 public:
  RunningServer(const std::filesystem::path& folder, const std::string& options) {
    const std::string command =
        "echo $$; exec " PROCLENS_BINARY " serve '" + folder.string() + "' " + options + " 2>&1";
    pipe_ = popen(command.c_str(), "r");
    process_ = std::stoi(line());
    address_ = line();
  }
  ~RunningServer() {
    if (pipe_ != nullptr) end(SIGKILL);
  }

  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] int port() const { return std::stoi(address_.substr(address_.find(':', 7) + 1)); }
  [[nodiscard]] std::string path() const { return address_.substr(address_.find('/', 7)); }

  [[nodiscard]] std::string get(const std::string& path, const std::string& more = {}) const {
    return RawClient(port()).ask("GET " + path + " HTTP/1.1",
                                 "Host: 127.0.0.1:" + std::to_string(port()) + "\r\n" + more);
  }

  /// Sends the signal and returns the exit code, or 128 + the signal's number if it was killed.
  int end(int signal) {
    kill(process_, signal);
    const int status = pclose(pipe_);
    pipe_ = nullptr;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  std::string line() {
    std::array<char, 4096> buffer{};
    if (fgets(buffer.data(), buffer.size(), pipe_) == nullptr) return "0";
    std::string text = buffer.data();
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }

  FILE* pipe_;
  int process_ = 0;
  std::string address_;
};

class ServeCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run("demo '" + (scratch.path() / "data").string() + "' --processes 600 --quiet").exit_code, 0);
    ASSERT_EQ(run("audit '" + (scratch.path() / "data").string() + "' -o '" + out().string() + "' --quiet").exit_code,
              0);
    ASSERT_EQ(run("map '" + (scratch.path() / "data").string() + "' -o '" + out().string() + "' --lens images --quiet")
                  .exit_code,
              0);
  }
  [[nodiscard]] std::filesystem::path out() const { return scratch.path() / "out"; }
  [[nodiscard]] ProgramResult run(const std::string& arguments) const { return run_program(scratch.path(), arguments); }

  ScratchFolder scratch;
};

TEST_F(ServeCommandTest, PrintsItsAddressAnswersAndEndsOnCtrlC) {
  RunningServer server(out(), "--quiet");
  ASSERT_TRUE(server.address().starts_with("http://127.0.0.1:")) << server.address();
  EXPECT_EQ(server.path().size(), 45U);
  EXPECT_EQ(status_of(server.get(server.path())), 200);
  EXPECT_EQ(status_of(server.get(server.path() + "images/")), 200);
  EXPECT_EQ(status_of(server.get(server.path() + "images/api/points.arrow")), 200);
  EXPECT_EQ(status_of(server.get(server.path() + "audit/")), 200);
  EXPECT_EQ(status_of(server.get("/")), 403);
  EXPECT_EQ(status_of(server.get(server.path(), "Origin: http://evil.example\r\n")), 403);
  EXPECT_EQ(status_of(RawClient(server.port()).ask("GET " + server.path() + " HTTP/1.1", "Host: evil.example\r\n")),
            421);
  // Open connections, one of them in the middle of a request, do not delay it.
  std::vector<RawClient> open;
  for (int i = 0; i < 20; ++i) open.emplace_back(server.port());
  open.front().send("GET " + server.path() + "im");
  EXPECT_EQ(server.end(SIGINT), 0);
}

TEST_F(ServeCommandTest, ServesNothingOutsideItsFolder) {
  const RunningServer server(out(), "--quiet");
  for (const char* path :
       {"files/../../../../../../../../etc/passwd", "files/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "files/%2fetc%2fpasswd", "files/....//....//etc/passwd", "files/..%5c..%5cetc%5cpasswd",
        "files/%2e%2e/data/process.parquet", "../data/process.parquet", "images/%00",
        "files/images%00/points.parquet"}) {
    const std::string answer = server.get(server.path() + path);
    EXPECT_GE(status_of(answer), 400) << path;
    EXPECT_EQ(answer.find("root:"), std::string::npos) << path;
  }
  EXPECT_EQ(status_of(server.get(server.path())), 200);
}

TEST_F(ServeCommandTest, AnswersDespiteAThousandConnectionsAndSlowOnes) {
  const RunningServer server(out(), "--quiet");
  std::vector<RawClient> idle;
  for (int i = 0; i < 1000; ++i) {
    idle.emplace_back(server.port());
    if (i % 10 == 0) idle.back().send("GET " + server.path() + "images/ HT");
  }
  EXPECT_EQ(status_of(server.get(server.path() + "images/api/map.json")), 200);
}

TEST_F(ServeCommandTest, LeaksNoDataWithoutTheToken) {
  const RunningServer server(out(), "--quiet");
  for (const char* path :
       {"/", "/images/", "/files/images/points.parquet", "/x/images/api/points.arrow", "/favicon.ico"}) {
    const std::string answer = server.get(path);
    EXPECT_EQ(status_of(answer), 403) << path;
    EXPECT_LT(answer.size(), 1000U) << path;
    EXPECT_EQ(answer.find(server.path().substr(1, 43)), std::string::npos);
  }
  const std::string body(1'000'000, 'x');
  const std::string answer =
      RawClient(server.port())
          .ask("PUT /images/api/labels HTTP/1.1",
               "Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\nContent-Length: 1000000\r\n", body);
  EXPECT_NE(status_of(answer), 200);
}

TEST_F(ServeCommandTest, RefusesBodiesThatAreTooLarge) {
  const RunningServer server(out(), "--quiet");
  const std::string answer = RawClient(server.port())
                                 .ask("PUT " + server.path() + "images/api/labels HTTP/1.1",
                                      "Host: 127.0.0.1:" + std::to_string(server.port()) +
                                          "\r\nContent-Type: application/json\r\nContent-Length: 20000000\r\n",
                                      std::string(20'000'000, ' '));
  EXPECT_TRUE(status_of(answer) == 413 || status_of(answer) == 0) << answer.substr(0, 100);
  EXPECT_FALSE(std::filesystem::exists(out() / "labels.parquet"));
  EXPECT_EQ(status_of(server.get(server.path())), 200);
}

TEST_F(ServeCommandTest, SaysWhatIsWrong) {
  const ProgramResult nowhere = run("serve '" + (scratch.path() / "nowhere").string() + "'");
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_NE(nowhere.errors.find("there is no folder"), std::string::npos);
  const ProgramResult nothing = run("serve '" + (scratch.path() / "data").string() + "'");
  EXPECT_EQ(nothing.exit_code, 2);
  EXPECT_NE(nothing.errors.find("no map, comparison, audit or hunt"), std::string::npos);
  const ProgramResult elsewhere = run("serve '" + out().string() + "' --address 192.0.2.1");
  EXPECT_EQ(elsewhere.exit_code, 3);
  EXPECT_NE(elsewhere.errors.find("cannot listen on 192.0.2.1"), std::string::npos);
  const RunningServer server(out(), "--quiet");
  const ProgramResult taken = run("serve '" + out().string() + "' --port " + std::to_string(server.port()));
  EXPECT_EQ(taken.exit_code, 3);
  EXPECT_NE(taken.errors.find("--port"), std::string::npos);
}

TEST_F(ServeCommandTest, SaysSoWhenTheMapIsOfAnEarlierVersion) {
  std::filesystem::remove(out() / "images" / "page.json");
  const ProgramResult old = run("serve '" + out().string() + "'");
  EXPECT_EQ(old.exit_code, 1);
  EXPECT_NE(old.errors.find("map"), std::string::npos);
}

}  // namespace
}  // namespace proclens
