// Suggests what a misspelt word was probably meant to be.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace proclens {

/// How many letters have to be inserted, deleted, replaced or swapped with a neighbour to turn one word into the other
/// (optimal string alignment distance).
[[nodiscard]] std::size_t edit_distance(std::string_view one, std::string_view other);

/// The word in `known` that is nearest to `word`, the first of several; empty if none is near: at most a third of the
/// letters, but at least one, may differ.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);

}  // namespace proclens
