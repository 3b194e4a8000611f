#include "lens/tokens/command_tokens.hpp"

#include <algorithm>

namespace proclens {
namespace {

constexpr std::string_view kWhiteSpace = " \t\r\n";

}  // namespace

CommandTokens command_tokens(std::string_view line) {
  CommandTokens result;
  std::size_t begin = 0;
  while ((begin = line.find_first_not_of(kWhiteSpace, begin)) != std::string_view::npos) {
    std::size_t end = 0;
    if (line[begin] == '"' || line[begin] == '\'') {
      end = line.find(line[begin], begin + 1);
      result.open_quote = end == std::string_view::npos;
      end = result.open_quote ? line.size() : end + 1;
    } else {
      end = std::min(line.find_first_of(kWhiteSpace, begin), line.size());
    }
    result.tokens.push_back(line.substr(begin, end - begin));
    begin = end;
  }
  return result;
}

}  // namespace proclens
