// proclens: the program. Signals are dealt with here; everything else is the command line's.
#include <csignal>

#include "cli/command_line.hpp"
#include "cli/interrupt.hpp"

int main(int argc, char** argv) {
  proclens::watch_interrupts();
  // A closed pipe and a file at its size limit become failed writes, which are reported.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  return proclens::run_command_line(argc, argv);
}
