// Command lines for the demo's processes.
#pragma once

#include <string>
#include <string_view>

#include "demo/vocabulary/draws.hpp"

namespace proclens {

/// `pattern` with its placeholders filled in: {user} and invented numbers, GUIDs and document names. Other braces are
/// kept.
[[nodiscard]] std::string fill_arguments(std::string_view pattern, std::string_view user, Draws& draws);

}  // namespace proclens
