// What a person who mistyped a word probably meant.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace proclens {

/// How many letters have to be inserted, left out, replaced or swapped with their neighbour to turn one word into the
/// other (optimal string alignment distance).
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

/// The word of `known` that is nearest to `word`, the first one of several; empty when none is near: more than a third
/// of the letters, at least one, would have to change.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);

}  // namespace proclens
