// The findings of a hunt on a terminal.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

namespace proclens {

/// What a person reads first: the `top` findings that are not known, each with its reasons, then what was compared with
/// what. @param json of hunt_json, whose texts are printable
[[nodiscard]] std::string hunt_text(const nlohmann::ordered_json& json, std::size_t top);

}  // namespace proclens
