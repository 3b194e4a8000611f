// Ctrl-C: asks the running command to clean up and end.
#pragma once

#include "proclens/cancel.hpp"

namespace proclens {

/// Raised by the first SIGINT or SIGTERM after `watch_interrupts`.
[[nodiscard]] const CancelFlag& interrupt_flag() noexcept;

/// Installs the process's handlers of SIGINT and SIGTERM.
void watch_interrupts();

}  // namespace proclens
