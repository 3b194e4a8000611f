#include "proclens/context.hpp"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "core/thread_pool.hpp"

namespace proclens {
namespace {

int granted_threads(int asked) {
  if (asked < 0) throw std::invalid_argument("context: threads is " + std::to_string(asked) + ", must be 0 or more");
  return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

Context::Context(const ContextOptions& options)
    : threads_(granted_threads(options.threads)),
      cancel_(options.cancel),
      own_progress_(options.progress == nullptr ? std::make_unique<Progress>() : nullptr),
      progress_(options.progress == nullptr ? own_progress_.get() : options.progress),
      pool_(std::make_unique<ThreadPool>(threads_)) {}

Context::~Context() = default;

}  // namespace proclens
