#include "serve/http/connection_threads.hpp"

#include <system_error>
#include <thread>
#include <utility>

namespace proclens {

bool ConnectionThreads::start(std::function<void()> connection) {
  const std::lock_guard lock(running_->mutex);
  if (running_->count >= max_) return false;
  try {
    std::thread([running = running_, connection = std::move(connection)] {
      connection();
      const std::lock_guard ending(running->mutex);
      --running->count;
      running->ended.notify_all();
    }).detach();
  } catch (const std::system_error&) {
    return false;
  }
  ++running_->count;
  return true;
}

void ConnectionThreads::join() {
  std::unique_lock lock(running_->mutex);
  running_->ended.wait(lock, [this] { return running_->count == 0; });
}

}  // namespace proclens
