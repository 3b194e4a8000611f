#include "cli/terminal/open_browser.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <thread>

namespace proclens {
namespace {

constexpr std::chrono::milliseconds kBrowserPatience(2000);
constexpr std::chrono::milliseconds kPollInterval(50);

/// Whether the program fails immediately. Some keep running as long as the browser is open.
bool failed_soon(pid_t child) {
  for (auto waited = kPollInterval; waited < kBrowserPatience; waited += kPollInterval) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == child) return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
    std::this_thread::sleep_for(kPollInterval);
  }
  return false;
}

}  // namespace

bool open_browser(const std::string& address) {
  // No shell in between, and none of the browser's output on the terminal.
  std::string program = "xdg-open";
  std::string argument = address;
  const std::array<char*, 3> words{program.data(), argument.data(), nullptr};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const bool started = posix_spawnp(&child, program.c_str(), &quiet, nullptr, words.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&quiet);
  return started && !failed_soon(child);
}

}  // namespace proclens
