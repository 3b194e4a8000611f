// Buffers that are kept from one transport problem to the next.
#pragma once

#include <cstddef>
#include <vector>

namespace proclens {

/// Makes `values` at least `size` long; it never shrinks, so that solving many problems allocates only for the largest.
template <class T>
void grow(std::vector<T>& values, std::size_t size) {
  if (values.size() < size) values.resize(size);
}

}  // namespace proclens
