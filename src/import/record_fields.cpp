#include "import/record_fields.hpp"

#include "import/distinct_texts.hpp"

namespace proclens {

FieldPath::FieldPath(std::string whole_path) : whole(std::move(whole_path)) {
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = whole.find('.', begin);
    parts.push_back(whole.substr(begin, end == std::string::npos ? end : end - begin));
    part_hashes.push_back(text_hash(parts.back()));
    if (end == std::string::npos) break;
    begin = end + 1;
  }
  whole_hash = text_hash(whole);
}

}  // namespace proclens
