#include "cli/options/suggestion.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace proclens {

std::size_t edit_distance(std::string_view one, std::string_view other) {
  // Distances between a prefix of `one` and all prefixes of `other`, for the last three rows.
  std::vector<std::size_t> before_last(other.size() + 1);
  std::vector<std::size_t> last(other.size() + 1);
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= one.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const bool differ = one[i - 1] != other[j - 1];
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (differ ? 1 : 0)});
      const bool are_swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (are_swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

std::string nearest_word(std::string_view word, std::span<const std::string> known) {
  std::string nearest;
  std::size_t distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t to_candidate = edit_distance(word, candidate);
    if (to_candidate >= distance) continue;
    distance = to_candidate;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace proclens
