// A thread for every connection: waiting clients then cost a stack each and keep nobody else waiting.
#pragma once

#include <httplib.h>

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>

namespace proclens {

/// Beyond `most` connections, and when the machine gives no more threads, a connection is run at once, on the thread
/// that accepted it, with `turning_away()` true: it must end quickly.
class ConnectionThreads : public httplib::TaskQueue {
 public:
  explicit ConnectionThreads(std::size_t most) : most_(most) {}

  void enqueue(std::function<void()> connection) override;

  /// Waits until the last connection has ended.
  void shutdown() override;

  /// Whether this thread's connection is one too many.
  [[nodiscard]] static bool turning_away() noexcept;

 private:
  struct Running {
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t count = 0;
  };

  std::size_t most_;
  std::shared_ptr<Running> running_ = std::make_shared<Running>();
};

}  // namespace proclens
