#include "proclens/outlier_scores.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace proclens {

float outlier_score(std::span<const std::uint32_t> index, std::span<const float> distance,
                    std::span<const std::uint32_t> multiplicity, std::uint64_t twins, std::size_t k) {
  std::uint64_t within = twins;
  float farthest = 0;
  for (std::size_t j = 0; j < index.size() && index[j] != Neighbours::kNone && within < k; ++j) {
    within += multiplicity[index[j]];
    farthest = distance[j];
  }
  return std::sqrt(std::min(farthest, 1.0F));
}

std::vector<float> outlier_scores(const NeighboursView& neighbours, std::span<const std::uint32_t> multiplicity,
                                  std::size_t k) {
  if (neighbours.index.rows() != multiplicity.size()) {
    throw std::invalid_argument("outlier_scores: one row of neighbours for each bag");
  }
  if (k == 0) throw std::invalid_argument("outlier_scores: k must be at least 1");
  std::vector<float> scores(multiplicity.size());
  for (std::size_t bag = 0; bag < scores.size(); ++bag) {
    scores[bag] =
        outlier_score(neighbours.index.row(bag), neighbours.distance.row(bag), multiplicity, multiplicity[bag] - 1, k);
  }
  return scores;
}

}  // namespace proclens
