#include "core/parallel.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <exception>

#include "core/thread_order.hpp"
#include "core/thread_pool.hpp"

namespace proclens {

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
  ThreadOrder start;
  ThreadOrder end;
  start.leave();
  context.pool().arena().execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, blocks, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          start.enter();
          for (std::size_t i = range.begin(); i < range.end(); ++i) run(i);
          end.leave();
        },
        tbb::simple_partitioner());
  });
  end.enter();
}

void parallel_invoke(const Context& context, const std::function<void()>& first, const std::function<void()>& second) {
  context.check_cancelled();
  if (context.threads() == 1) {
    first();
    second();
    return;
  }
  // Inside the pool's arena, so that no more threads run than were asked for, and whichever task finishes first helps
  // with the blocks of the other.
  context.pool().arena().execute([&] {
    std::exception_ptr failure;
    ThreadOrder start;
    ThreadOrder end;
    tbb::task_group tasks;
    start.leave();
    tasks.run([&] {
      start.enter();
      try {
        second();
      } catch (...) {
        failure = std::current_exception();
      }
      end.leave();
    });
    try {
      first();
    } catch (...) {
      tasks.wait();
      end.enter();
      throw;
    }
    tasks.wait();
    end.enter();
    if (failure) std::rethrow_exception(failure);
  });
}

}  // namespace proclens
