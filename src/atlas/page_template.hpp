// The page without its data, as web/ built it.
#pragma once

#include <string_view>

namespace proclens {

/// The HTML of the page: script, style and policy inlined, with the placeholders that `write_page` fills.
[[nodiscard]] std::string_view page_template();

}  // namespace proclens
