// From the texts of objects to their bags of tokens.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lens/tokens/command_tokens.hpp"
#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"
#include "proclens/ordered_bags.hpp"

namespace proclens {

/// How a text becomes tokens.
using SplitText = CommandTokens (*)(std::string_view text);

/// The tokens of n objects, in order and as bags.
struct TokenBags {
  std::vector<std::string> names;  ///< v tokens, in byte order
  DistinctBags distinct;           ///< n × v
  Sequences sequences;             ///< distinct ones
  std::uint64_t open_quotes = 0;   ///< objects with a quote that is not closed
};

/// Splits the objects' names. Bags and sequences are numbered by the first object that has them. Memory: the distinct
/// tokens, and 8 bytes for each token of each object.
[[nodiscard]] TokenBags token_bags(const Context& context, std::span<const std::string> objects, SplitText split);

}  // namespace proclens
