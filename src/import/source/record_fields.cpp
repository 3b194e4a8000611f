#include "import/source/record_fields.hpp"

#include <atomic>

namespace proclens {
namespace {

std::uint32_t next_number() {
  static std::atomic<std::uint32_t> next{0};
  return next++;
}

}  // namespace

FieldPath::FieldPath(std::string whole_path) : whole(std::move(whole_path)), number(next_number()) {
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = whole.find('.', begin);
    parts.push_back(whole.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) break;
    begin = end + 1;
  }
}

}  // namespace proclens
