#include "cli/terminal/interrupt.hpp"

#include <csignal>
#include <cstdlib>
#include <ctime>

#include "cli/exit_code.hpp"

namespace proclens {
namespace {

constexpr time_t kPatience = 2;  // seconds for cleaning up before another Ctrl-C ends the program

CancelFlag interrupted;

/// The first Ctrl-C asks the command to clean up; one that arrives after the time for that ends the program. Not simply
/// the second one: timeout(1), and terminals under a shell, signal a process and then its group, which sends two at
/// once.
void on_interrupt(int) {
  static volatile time_t first = 0;
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (!interrupted.requested()) {
    first = now.tv_sec;
    interrupted.request();
  } else if (now.tv_sec > first + kPatience) {
    std::_Exit(kInterrupted);
  }
}

}  // namespace

const CancelFlag& interrupt_flag() noexcept { return interrupted; }

void watch_interrupts() {
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
}

}  // namespace proclens
