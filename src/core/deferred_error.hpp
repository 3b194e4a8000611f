// A failure that has to wait until what was read before it has been used.
#pragma once

#include <exception>
#include <utility>

namespace proclens {

class DeferredError {
 public:
  /// Runs `step` and keeps what it throws. False when it threw.
  template <class Step>
  bool attempt(Step step) {
    try {
      step();
      return true;
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }

  /// Whether something is kept.
  [[nodiscard]] bool pending() const noexcept { return failure_ != nullptr; }

  /// Throws what was kept, once.
  void rethrow() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  std::exception_ptr failure_;
};

}  // namespace proclens
