// Runs a stage of the engine without the interpreter's lock, so that other Python threads go on and Ctrl-C stops it.
#pragma once

#include <nanobind/nanobind.h>

#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "proclens/cancel.hpp"
#include "proclens/context.hpp"

namespace proclens::python {

namespace nb = nanobind;

/// Calls stage(context) on a thread of its own and returns its result. Meanwhile the calling thread looks for signals
/// twenty times a second, as only Python's main thread can handle them: what a handler raises, such as
/// KeyboardInterrupt, stops the stage and is raised here.
/// @param threads as for Context
template <class Stage>
auto run_interruptibly(int threads, Stage&& stage) {
  CancelFlag cancel;
  const Context context({.threads = threads, .cancel = &cancel});
  std::packaged_task<decltype(stage(context))()> task([&] { return stage(context); });
  auto result = task.get_future();
  bool signalled = false;
  {
    const nb::gil_scoped_release unlocked;
    std::thread worker(std::move(task));
    while (result.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready && !signalled) {
      const nb::gil_scoped_acquire locked;
      signalled = PyErr_CheckSignals() != 0;
      if (signalled) cancel.request();
    }
    worker.join();
  }
  if (signalled) throw nb::python_error();
  return result.get();
}

}  // namespace proclens::python
