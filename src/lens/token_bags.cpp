#include "lens/token_bags.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/hash/distinct_texts.hpp"

namespace proclens {
namespace {

/// The tokens in byte order, and for the number of each text its place in that order.
struct SortedTokens {
  std::vector<std::string> names;
  std::vector<std::uint32_t> rank;  ///< per number of DistinctTexts, of which 0 is no text
};

SortedTokens sorted_tokens(const DistinctTexts& texts) {
  std::vector<std::uint32_t> order(texts.size() - 1);
  std::iota(order.begin(), order.end(), 1U);
  std::ranges::sort(order, {}, [&](std::uint32_t number) { return texts.text(number); });
  SortedTokens sorted{{}, std::vector<std::uint32_t>(texts.size())};
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
    sorted.names.emplace_back(texts.text(order[rank]));
    sorted.rank[order[rank]] = rank;
  }
  return sorted;
}

}  // namespace

TokenBags token_bags(const Context& context, std::span<const std::string> objects, SplitText split) {
  TokenBags result;
  Sequences all;
  DistinctTexts texts;
  for (const std::string& object : objects) {
    const CommandTokens tokens = split(object);
    for (const std::string_view token : tokens.tokens) all.feature.push_back(texts.add(token));
    all.start.push_back(all.feature.size());
    all.multiplicity.push_back(1);
    result.open_quotes += tokens.open_quote ? 1 : 0;
  }
  SortedTokens sorted = sorted_tokens(texts);
  for (std::uint32_t& token : all.feature) token = sorted.rank[token];
  OrderedBags bags = ordered_bags(context, all, sorted.names.size());
  result.names = std::move(sorted.names);
  result.distinct = std::move(bags.distinct);
  result.sequences = std::move(bags.sequences);
  return result;
}

}  // namespace proclens
