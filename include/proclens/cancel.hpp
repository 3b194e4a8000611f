// Cancellation: a flag that long loops check, so that an interrupted command unwinds and cleans up.
#pragma once

#include <atomic>
#include <exception>

namespace proclens {

/// Thrown by stages that were asked to stop. Not an `Error`, since nothing is wrong.
class Cancelled : public std::exception {
 public:
  [[nodiscard]] const char* what() const noexcept override { return "interrupted"; }
};

/// Raised once to stop the work of one or more contexts, which it must outlive. All members may be called from any
/// thread; `request` also from a signal handler.
class CancelFlag {
 public:
  CancelFlag() = default;
  CancelFlag(const CancelFlag&) = delete;
  CancelFlag& operator=(const CancelFlag&) = delete;

  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  /// Cheap enough for inner loops.
  [[nodiscard]] bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
  static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");
};

/// Throws `Cancelled` if a flag is given and has been raised.
inline void check_cancelled(const CancelFlag* flag) {
  if (flag != nullptr && flag->requested()) throw Cancelled();
}

}  // namespace proclens
