// Tells ThreadSanitizer of an order between threads that it cannot see, because a library that is not built with it
// (TBB) makes it. Does nothing in other builds.
#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace proclens {

/// A place where threads hand over: what one did before `leave` comes before what another does after `enter`, if the
/// program makes sure of that in some other way.
class ThreadOrder {
 public:
#if defined(__SANITIZE_THREAD__)
  void leave() noexcept { __tsan_release(this); }
  void enter() noexcept { __tsan_acquire(this); }
#else
  void leave() noexcept {}
  void enter() noexcept {}
#endif
};

}  // namespace proclens
