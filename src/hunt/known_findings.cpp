#include "hunt/known_findings.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

constexpr std::size_t kKnownIdDigits = 16;

bool is_id(std::string_view word) {
  return word.size() == kKnownIdDigits && word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::set<std::string> read_known_findings(const std::filesystem::path& file) {
  std::ifstream lines(file, std::ios::binary);
  const std::string name = printable(file.string(), 4096);
  if (!lines || std::filesystem::is_directory(file)) {
    throw Error(Fault::data, "cannot read " + name, "Name a text file with the ids of findings.");
  }
  std::set<std::string> known;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::string_view text = line;
    if (number == 1 && text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors begin UTF-8 with it
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos || text[begin] == '#') continue;
    const std::size_t end = std::min(text.find_first_of(" \t\r,", begin), text.size());
    const std::string id = ascii_lower(text.substr(begin, end - begin));
    if (!is_id(id)) {
      throw Error(Fault::data,
                  name + ", line " + with_separators(number) + ": '" + printable(id) + "' is no finding's id",
                  "Begin each line with the id of a finding, 16 hexadecimal digits, or with # for a remark.");
    }
    known.insert(id);
  }
  return known;
}

}  // namespace proclens
