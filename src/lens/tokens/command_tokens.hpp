// The tokens of a command line.
#pragma once

#include <string_view>
#include <vector>

namespace proclens {

struct CommandTokens {
  std::vector<std::string_view> tokens;  ///< views into the line, in order, none of them empty
  bool open_quote = false;               ///< a quote was not closed: the last token reaches to the end of the line
};

/// Splits a command line as Python's shlex.split(line, posix=False) does: tokens are separated by spaces, tabs,
/// carriage returns and line feeds; a single or double quote at the start of a token groups everything up to the next
/// such quote, which ends the token, and both stay in it; everything else, backslashes, '#' and quotes within a token
/// included, is ordinary. Unlike there, an open quote is no error. Bytes are not interpreted: valid UTF-8 gives valid
/// UTF-8.
[[nodiscard]] CommandTokens command_tokens(std::string_view line);

}  // namespace proclens
