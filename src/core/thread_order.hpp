// Tells ThreadSanitizer about an ordering of threads that it cannot see, because a library built without it (TBB)
// establishes it. Does nothing in other builds.
#pragma once

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace proclens {

/// A point of synchronisation: what one thread did before `leave` happens before what another does after `enter`,
/// provided that the program ensures this by other means.
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
