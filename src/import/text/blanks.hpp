// What may precede and separate records in text.
#pragma once

#include <string_view>

namespace proclens {

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
inline constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace proclens
