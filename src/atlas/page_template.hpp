// The pages without their data, as web/ built them.
#pragma once

#include <string_view>

namespace proclens {

/// The HTML of map.html: script, style and policy inlined, with the placeholders that `write_page` fills.
[[nodiscard]] std::string_view map_template();

/// The HTML of audit.html likewise, for `write_audit_page`.
[[nodiscard]] std::string_view audit_template();

}  // namespace proclens
