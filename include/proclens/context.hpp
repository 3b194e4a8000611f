// What a stage runs with: threads, cancellation and progress. None of it is process-wide, so a program may run several
// maps at once, each with its own threads, without disturbing the others.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "proclens/cancel.hpp"
#include "proclens/progress.hpp"

namespace proclens {

class ThreadPool;

struct ContextOptions {
  /// The most threads that stages use, including the caller's; 0 means one per core. Results do not depend on it. TBB
  /// allows a process as many threads as the machine has cores; a host program that wants more raises
  /// tbb::global_control::max_allowed_parallelism.
  int threads = 0;
  /// Asks the stages to stop; must outlive the context; nullptr: they cannot be cancelled.
  const CancelFlag* cancel = nullptr;
  /// Receives the stages; must outlive the context; nullptr: reports are kept but not shown.
  Progress* progress = nullptr;
};

/// The first argument of every stage that runs threads, can be cancelled or reports progress. Cheap to construct:
/// threads start with the first work. Several threads may share a context, but only one at a time may be inside a
/// `Stage`. Must outlive the calls it is passed to and any object documented as keeping it.
class Context {
 public:
  /// Throws std::invalid_argument if `threads` is negative.
  explicit Context(const ContextOptions& options = {});
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  [[nodiscard]] int threads() const noexcept { return threads_; }  ///< at least 1
  [[nodiscard]] Progress& progress() const noexcept { return *progress_; }
  [[nodiscard]] const CancelFlag* cancel_flag() const noexcept { return cancel_; }

  /// Whether a stop has been requested. Cheap enough for inner loops.
  [[nodiscard]] bool cancel_requested() const noexcept { return cancel_ != nullptr && cancel_->requested(); }

  /// Throws `Cancelled` if a stop has been requested.
  void check_cancelled() const { proclens::check_cancelled(cancel_); }

  /// For core/parallel.hpp only.
  [[nodiscard]] ThreadPool& pool() const noexcept { return *pool_; }

 private:
  int threads_;
  const CancelFlag* cancel_;
  std::unique_ptr<Progress> own_progress_;
  Progress* progress_;
  std::unique_ptr<ThreadPool> pool_;
};

/// One stage, from construction to destruction, reported to the context's progress.
class Stage {
 public:
  /// @param total units of work; 0 if unknown
  Stage(const Context& context, std::string name, std::uint64_t total = 0);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage();

  /// Adds completed units of work. Safe from any thread.
  void advance(std::uint64_t units = 1);

 private:
  Progress& progress_;
  std::string name_;
  std::uint64_t total_;
  std::atomic<std::uint64_t> done_{0};
  double wall_start_;
  double cpu_start_;
};

}  // namespace proclens
