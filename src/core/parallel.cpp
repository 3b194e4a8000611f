#include "core/parallel.hpp"

#include <algorithm>
#include <exception>

#if defined(__SANITIZE_THREAD__)
#include <atomic>
#include <mutex>
#include <thread>
#else
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_group.h>
#endif

#include "core/thread_pool.hpp"

namespace proclens {
namespace {

#if defined(__SANITIZE_THREAD__)

// ThreadSanitizer cannot see what orders TBB's tasks, since TBB's library is built without it, and would report all
// that tasks share. Threads that are started and joined for each call do the same work in an order that it sees. Nested
// calls start more of them, so more may run than the context asks for.

void run_indices(const Context& context, std::size_t n, const std::function<void(std::size_t)>& run) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < n; i = next++) run(i);
    } catch (...) {
      next = n;
      const std::scoped_lock lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::jthread> threads;
  const std::size_t count = std::min<std::size_t>(n, static_cast<std::size_t>(context.threads()));
  while (threads.size() + 1 < count) threads.emplace_back(work);
  work();
  threads.clear();
  if (failure) std::rethrow_exception(failure);
}

void run_tasks(const Context&, const std::function<void()>& first, const std::function<void()>& second) {
  std::jthread other(second);
  first();
}

#else

void run_indices(const Context& context, std::size_t n, const std::function<void(std::size_t)>& run) {
  context.pool().arena().execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, n, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          for (std::size_t i = range.begin(); i < range.end(); ++i) run(i);
        },
        tbb::simple_partitioner());
  });
}

void run_tasks(const Context& context, const std::function<void()>& first, const std::function<void()>& second) {
  // Inside the pool's arena, so that no more threads run than were asked for, and whichever task finishes first helps
  // with the blocks of the other.
  context.pool().arena().execute([&] {
    tbb::task_group tasks;
    tasks.run(second);
    first();
    tasks.wait();
  });
}

#endif

}  // namespace

void parallel_blocks(const Context& context, std::size_t n, std::size_t block,
                     const std::function<void(std::size_t, std::size_t)>& body) {
  if (n == 0) return;
  const std::size_t blocks = (n + block - 1) / block;
  const auto run = [&](std::size_t i) {
    context.check_cancelled();
    body(i * block, std::min(n, (i + 1) * block));
  };
  if (blocks == 1 || context.threads() == 1) {
    for (std::size_t i = 0; i < blocks; ++i) run(i);
    return;
  }
  run_indices(context, blocks, run);
}

void parallel_invoke(const Context& context, const std::function<void()>& first, const std::function<void()>& second) {
  context.check_cancelled();
  if (context.threads() == 1) {
    first();
    second();
    return;
  }
  std::exception_ptr failure;
  std::exception_ptr second_failure;
  const auto caught = [](const std::function<void()>& task, std::exception_ptr& into) {
    return [&task, &into] {
      try {
        task();
      } catch (...) {
        into = std::current_exception();
      }
    };
  };
  run_tasks(context, caught(first, failure), caught(second, second_failure));
  if (failure) std::rethrow_exception(failure);
  if (second_failure) std::rethrow_exception(second_failure);
}

}  // namespace proclens
