#include "core/parallel.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/partitioner.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "core/cancel.hpp"

namespace proclens {
namespace {

std::unique_ptr<tbb::task_arena>& arena() {
  static std::unique_ptr<tbb::task_arena> instance;
  return instance;
}

/// The arena, made by whoever needs it first.
tbb::task_arena& started_arena() {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  if (!arena()) arena() = std::make_unique<tbb::task_arena>(thread_count());
  return *arena();
}

/// Without it TBB never runs more threads than the machine has cores, and "5 threads" would quietly be fewer.
std::unique_ptr<tbb::global_control>& allowance() {
  static std::unique_ptr<tbb::global_control> instance;
  return instance;
}

int requested_threads = 0;

}  // namespace

void set_thread_count(int threads) {
  requested_threads = threads;
  arena().reset();
  allowance() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism,
                                                      static_cast<std::size_t>(thread_count()));
}

int thread_count() {
  if (requested_threads > 0) return requested_threads;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void parallel_blocks(std::size_t n, std::size_t block, const std::function<void(std::size_t, std::size_t)>& body) {
  if (n == 0) return;
  const std::size_t blocks = (n + block - 1) / block;
  const auto run = [&](std::size_t i) {
    check_cancelled();
    body(i * block, std::min(n, (i + 1) * block));
  };
  if (blocks == 1 || thread_count() == 1) {
    for (std::size_t i = 0; i < blocks; ++i) run(i);
    return;
  }
  started_arena().execute([&] {
    tbb::parallel_for(
        tbb::blocked_range<std::size_t>(0, blocks, 1),
        [&](const tbb::blocked_range<std::size_t>& range) {
          for (std::size_t i = range.begin(); i < range.end(); ++i) run(i);
        },
        tbb::simple_partitioner());
  });
}

void parallel_invoke(const std::function<void()>& first, const std::function<void()>& second) {
  check_cancelled();
  if (thread_count() == 1) {
    first();
    second();
    return;
  }
  // In the pool, so that no more threads run than were asked for, and whoever is done helps with what the other cuts
  // into blocks.
  started_arena().execute([&] {
    std::exception_ptr failure;
    tbb::task_group beside;
    beside.run([&] {
      try {
        second();
      } catch (...) {
        failure = std::current_exception();
      }
    });
    try {
      first();
    } catch (...) {
      beside.wait();
      throw;
    }
    beside.wait();
    if (failure) std::rethrow_exception(failure);
  });
}

}  // namespace proclens
