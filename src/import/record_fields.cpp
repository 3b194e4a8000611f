#include "import/record_fields.hpp"

namespace proclens {

FieldPath::FieldPath(std::string whole_path) : whole(std::move(whole_path)) {
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = whole.find('.', begin);
    parts.push_back(whole.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return;
    begin = end + 1;
  }
}

}  // namespace proclens
