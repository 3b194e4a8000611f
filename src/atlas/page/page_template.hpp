// The pages without their data, as built by web/.
#pragma once

#include <string_view>

namespace proclens {

/// The HTML of map.html: script, style and policy inlined, with the placeholders that `write_page` fills.
[[nodiscard]] std::string_view map_template();

/// The HTML of audit.html, in the same form, for `write_audit_page`.
[[nodiscard]] std::string_view audit_template();

/// The HTML of hunt.html, in the same form, for `write_hunt_page`.
[[nodiscard]] std::string_view hunt_template();

/// The HTML of compare.html, in the same form as map.html, for `write_compare_page`.
[[nodiscard]] std::string_view compare_template();

/// The explorer that requests its data from `proclens serve`; complete as it is.
[[nodiscard]] std::string_view served_template();

/// The front page of `proclens serve`, with the placeholder <!--proclens:front--> for
/// <script type="application/json" data-block="front">…</script>.
[[nodiscard]] std::string_view front_template();

}  // namespace proclens
