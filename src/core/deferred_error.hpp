// An error that must wait until what was read before it has been processed.
#pragma once

#include <exception>
#include <utility>

namespace proclens {

class DeferredError {
 public:
  /// Runs `step` and stores any exception it throws. Returns false if it threw.
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

  /// Whether an exception is stored.
  [[nodiscard]] bool pending() const noexcept { return failure_ != nullptr; }

  /// Rethrows the stored exception, once.
  void rethrow() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  std::exception_ptr failure_;
};

}  // namespace proclens
