// Numbers as people read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace proclens {

/// A whole number whose thousands are separated by commas, points, apostrophes or blanks, as Kibana and spreadsheets
/// write it: 5,220. nullopt for any other text.
[[nodiscard]] std::optional<std::int64_t> separated_number(std::string_view text);

}  // namespace proclens
