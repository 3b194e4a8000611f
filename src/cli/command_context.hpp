// What a command runs with: its threads, Ctrl-C, and the progress shown on a terminal.
#pragma once

#include <tbb/global_control.h>

#include <cstddef>

#include "cli/terminal/interrupt.hpp"
#include "cli/terminal/terminal_progress.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// One at a time per process: it also allows TBB to run as many threads as requested, even more than there are cores.
class CommandContext {
 public:
  /// @param threads 0: one per core
  CommandContext(int threads, bool quiet)
      : progress_(TerminalProgress::style_for(quiet)),
        context_({.threads = threads, .cancel = &interrupt_flag(), .progress = &progress_}),
        allowance_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(context_.threads())) {}

  [[nodiscard]] const Context& context() const noexcept { return context_; }

 private:
  TerminalProgress progress_;
  Context context_;
  tbb::global_control allowance_;
};

}  // namespace proclens
