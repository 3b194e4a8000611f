#include "model/npy.hpp"

#include <bit>

namespace proclens {

static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

std::string npy_header(std::string_view type, const std::vector<std::size_t>& shape) {
  std::string head = "{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': (";
  for (std::size_t i = 0; i < shape.size(); ++i) head += (i > 0 ? ", " : "") + std::to_string(shape[i]);
  head += shape.size() == 1 ? ",), }" : "), }";
  constexpr std::size_t kPrefix = 10;  // magic, version and the length of the rest
  constexpr std::size_t kMultiple = 64;
  const std::size_t unpadded = kPrefix + head.size() + 1;
  head.append((unpadded + kMultiple - 1) / kMultiple * kMultiple - unpadded, ' ');
  head += '\n';
  std::string prefix("\x93NUMPY\x01\x00", 8);
  prefix += static_cast<char>(head.size() & 0xFFU);
  prefix += static_cast<char>(head.size() >> 8U);
  return prefix + head;
}

}  // namespace proclens
