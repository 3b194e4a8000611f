#include "core/cancel.hpp"

#include <atomic>

namespace proclens {
namespace {
std::atomic<bool> cancel_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");
}  // namespace

void request_cancel() noexcept { cancel_flag.store(true, std::memory_order_relaxed); }
bool cancel_requested() noexcept { return cancel_flag.load(std::memory_order_relaxed); }
void reset_cancel() noexcept { cancel_flag.store(false, std::memory_order_relaxed); }

void check_cancelled() {
  if (cancel_requested()) throw Cancelled();
}

}  // namespace proclens
