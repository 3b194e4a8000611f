// What a stage runs with: threads, cancellation and progress. Nothing of it is process-wide, so that a program may run
// several maps at once, each with threads of its own, without disturbing the others.
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
  /// How many threads the stages use at most, the caller's among them; 0: one per core. Results are the same for any
  /// number. TBB grants a process as many threads as the machine has cores; a host program that wants more raises
  /// tbb::global_control::max_allowed_parallelism.
  int threads = 0;
  const CancelFlag* cancel = nullptr;  ///< asks the stages to stop; must outlive the context; nullptr: nothing does
  Progress* progress = nullptr;  ///< receives the stages; must outlive the context; nullptr: reports are kept only
};

/// The first argument of every stage that runs threads, can be cancelled or reports progress. Making one is cheap:
/// threads start with the first work. Several threads may use one context, as long as one of them at a time is within a
/// `Stage`. Must outlive the calls that it is passed to and the objects that are said to keep it.
class Context {
 public:
  /// Throws std::invalid_argument when `threads` is negative.
  explicit Context(const ContextOptions& options = {});
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  [[nodiscard]] int threads() const noexcept { return threads_; }  ///< at least 1
  [[nodiscard]] Progress& progress() const noexcept { return *progress_; }
  [[nodiscard]] const CancelFlag* cancel_flag() const noexcept { return cancel_; }

  /// Whether a stop was asked for. Cheap enough for inner loops.
  [[nodiscard]] bool cancel_requested() const noexcept { return cancel_ != nullptr && cancel_->requested(); }

  /// Throws `Cancelled` if a stop was asked for.
  void check_cancelled() const { proclens::check_cancelled(cancel_); }

  /// For core/parallel.hpp alone.
  [[nodiscard]] ThreadPool& pool() const noexcept { return *pool_; }

 private:
  int threads_;
  const CancelFlag* cancel_;
  std::unique_ptr<Progress> own_progress_;
  Progress* progress_;
  std::unique_ptr<ThreadPool> pool_;
};

/// One stage, from construction to destruction; reported to the context's progress.
class Stage {
 public:
  /// @param total units of work, 0 when unknown
  Stage(const Context& context, std::string name, std::uint64_t total = 0);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  ~Stage();

  /// Adds finished units of work. Safe from any thread.
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
