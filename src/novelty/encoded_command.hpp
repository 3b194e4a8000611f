// Commands that PowerShell is given in Base64, in plain text.
#pragma once

#include <string>
#include <string_view>

namespace proclens {

/// Arguments with the value of -EncodedCommand, UTF-16LE in Base64, replaced by what it says, in braces: "-enc
/// {whoami}". As in PowerShell the option may be shortened down to -e and begin with a slash, or be -ec. Whatever does
/// not decode to text that is mostly ASCII stays as it is; so do all other arguments. O(n).
/// @param arguments UTF-8
[[nodiscard]] std::string with_decoded_command(std::string_view arguments);

}  // namespace proclens
