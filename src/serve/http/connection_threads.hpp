// One thread per connection: a waiting client costs a stack and does not delay others.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>

namespace proclens {

class ConnectionThreads {
 public:
  /// @param max how many connections may be served at once
  explicit ConnectionThreads(std::size_t max) : max_(max) {}

  /// Runs `connection`, which must not throw, on a thread of its own. Returns false without running it if there are too
  /// many already or the machine cannot create another thread.
  [[nodiscard]] bool start(std::function<void()> connection);

  /// Waits until the last connection has ended.
  void join();

 private:
  struct Running {
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t count = 0;
  };

  std::size_t max_;
  std::shared_ptr<Running> running_ = std::make_shared<Running>();
};

}  // namespace proclens
