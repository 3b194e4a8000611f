#include "cli/interrupt.hpp"

#include <csignal>
#include <cstdlib>
#include <ctime>

#include "cli/exit_code.hpp"

namespace proclens {
namespace {

constexpr time_t kPatience = 2;  // seconds that cleaning up may take before another Ctrl-C ends it

CancelFlag interrupted;

/// The first Ctrl-C asks the command to clean up; one that comes later than that should take does not wait. Not simply
/// the second one: whoever signals a process and then its group (timeout(1), terminals under a shell) sends two at
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
