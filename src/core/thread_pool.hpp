// A context's threads; used only by core/context.cpp and core/parallel.cpp.
#pragma once

#include <tbb/task_arena.h>

namespace proclens {

class ThreadPool {
 public:
  explicit ThreadPool(int threads) : arena_(threads) {}
  [[nodiscard]] tbb::task_arena& arena() noexcept { return arena_; }

 private:
  tbb::task_arena arena_;  // starts its threads when it first has work
};

}  // namespace proclens
