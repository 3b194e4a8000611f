// The only entry point to threads. Work is divided into blocks whose size the caller fixes, independent of the number
// of threads, so that results are the same for any number of them.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {

/// Calls body(begin, end) for [0, block), [block, 2·block), … up to n, each exactly once, on any thread in any order.
/// Returns when all are done. `body` must write only to what belongs to its own range. The first exception thrown by a
/// body is rethrown here; `Cancelled` is thrown between blocks if the context was asked to stop. May be nested.
/// @param block at least 1
void parallel_blocks(const Context& context, std::size_t n, std::size_t block,
                     const std::function<void(std::size_t, std::size_t)>& body);

/// Calls both, concurrently if a thread is available, else one after the other, and returns when both are done. For two
/// tasks that keep a thread busy for a while. Whichever thread finishes first helps with the blocks of the other's
/// `parallel_blocks`, and `second` may run while `first` waits for its own, so neither may call `parallel_blocks` while
/// holding a lock that the other takes. An exception of `first`, else of `second`, is rethrown here.
void parallel_invoke(const Context& context, const std::function<void()>& first, const std::function<void()>& second);

/// Maps every block to a value and folds the values in block order: the same sum, bit for bit, for any number of
/// threads. `map(begin, end)` returns a T; `fold(T& total, T&& part)` adds it.
template <class T, class Map, class Fold>
T reduce_blocks(const Context& context, std::size_t n, std::size_t block, T start, Map map, Fold fold) {
  std::vector<T> parts((n + block - 1) / block);
  parallel_blocks(context, n, block,
                  [&](std::size_t begin, std::size_t end) { parts[begin / block] = map(begin, end); });
  for (T& part : parts) fold(start, std::move(part));
  return start;
}

}  // namespace proclens
