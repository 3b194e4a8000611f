// Ctrl-C: a flag that long loops look at, so that an interrupted command unwinds and cleans up.
#pragma once

#include <exception>

namespace proclens {

/// Thrown by `check_cancelled()`; not an `Error`, since nothing is wrong. The program exits with code 130.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

/// Asks every running stage to stop. Safe to call from a signal handler and from any thread.
void request_cancel() noexcept;

/// Whether a stop was asked for. Cheap enough for inner loops.
[[nodiscard]] bool cancel_requested() noexcept;

/// Throws `Cancelled` if a stop was asked for.
void check_cancelled();

/// Forgets an earlier request; for tests.
void reset_cancel() noexcept;

}  // namespace proclens
