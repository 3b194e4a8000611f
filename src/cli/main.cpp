// proclens: the program. Handles signals; everything else is in the command line.
#include <csignal>

#include "cli/command_line.hpp"
#include "cli/terminal/interrupt.hpp"

int main(int argc, char** argv) {
  proclens::watch_interrupts();
  // A closed pipe and a file at its size limit become failed writes, which are reported.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  return proclens::run_command_line(argc, argv);
}
