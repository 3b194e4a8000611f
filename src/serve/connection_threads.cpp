#include "serve/connection_threads.hpp"

#include <system_error>
#include <thread>

namespace proclens {
namespace {

thread_local bool one_too_many = false;

}  // namespace

bool ConnectionThreads::turning_away() noexcept { return one_too_many; }

void ConnectionThreads::enqueue(std::function<void()> connection) {
  {
    const std::lock_guard lock(running_->mutex);
    if (running_->count < most_) {
      try {
        std::thread([running = running_, connection] {
          connection();
          const std::lock_guard ending(running->mutex);
          --running->count;
          running->ended.notify_all();
        }).detach();
        ++running_->count;
        return;
      } catch (const std::system_error&) {
        // No thread to be had: turned away below.
      }
    }
  }
  one_too_many = true;
  connection();
  one_too_many = false;
}

void ConnectionThreads::shutdown() {
  std::unique_lock lock(running_->mutex);
  running_->ended.wait(lock, [this] { return running_->count == 0; });
}

}  // namespace proclens
