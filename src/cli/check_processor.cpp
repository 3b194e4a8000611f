// Ends the program with a message on a processor that lacks instructions that the rest is compiled for, which would
// otherwise end in SIGILL. Runs before all other initialisers of the program, hence no iostreams, exceptions or
// standard headers here (see core/required_instructions.hpp).
#include <string.h>
#include <unistd.h>

#include "core/required_instructions.hpp"

namespace {

constexpr int kMachine = 3;  // Fault::machine

void say(const char* text) { [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text, strlen(text)); }

__attribute__((constructor(101))) void check_processor() {
  char missing[proclens::kMissingTextSize];
  proclens::missing_instructions(proclens::processor_features(), missing);
  if (missing[0] == 0) return;
  say("proclens: this processor lacks instructions that proclens needs: ");
  say(missing);
  say("\n          Run it on an x86-64 processor of 2013 or later (x86-64-v3); in a virtual machine, expose the "
      "host's\n          processor.\n");
  _exit(kMachine);
}

}  // namespace
