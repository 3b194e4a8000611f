// Keeps the nearest of every bag's candidates by transport distance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "embed/transport/ground_costs.hpp"
#include "embed/wasserstein_distance.hpp"
#include "neighbour/candidate_lists.hpp"
#include "neighbour/pair_distances.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

class TransportSearch {
 public:
  /// @param space borrowed   @param keep how many neighbours of each bag
  /// @param common_mass_stays see find_residual_masses()   @param max_cost_bytes see ExactNeighbourOptions
  TransportSearch(const Context& context, const WassersteinSpace& space, std::size_t keep, bool common_mass_stays,
                  std::size_t max_cost_bytes);

  /// Compares the pairs of a bag and a candidate whose rank in the bag's list, or in the candidate's if that is better,
  /// is in [begin_rank, end_rank). Each pair is compared once, even if both list each other, and may become a neighbour
  /// of either, if that has candidates. It is solved only if a lower bound does not exceed the distance of the last
  /// neighbour of either so far, which does not change the result. Ranks are covered in steps, each as many as all
  /// before it, since the nearest of one tighten the limit for the next.
  ///
  /// Ranges must not overlap from call to call; a list may only grow at its end.
  void compare(const CandidateLists& candidates, std::size_t begin_rank, std::size_t end_rank);

  /// The nearest so far, ties by index.
  [[nodiscard]] const Neighbours& nearest() const noexcept { return nearest_; }
  [[nodiscard]] Neighbours take_nearest() { return std::move(nearest_); }
  [[nodiscard]] const ExactSearchCounts& counts() const noexcept { return counts_; }

 private:
  struct Pair {
    std::uint32_t bag;
    std::uint32_t partner;
    float distance;
  };
  struct Compared {
    std::vector<Pair> pairs;
    ExactSearchCounts counts;
  };

  void compare_step(const CandidateLists& candidates, std::size_t begin_rank, std::size_t end_rank);
  void compare_bag(const CandidateLists& candidates, std::uint32_t bag, std::span<const std::uint32_t> partners,
                   PairDistances& distances, Compared& found) const;
  [[nodiscard]] double limit(const CandidateLists& candidates, std::uint32_t bag) const;
  void merge(const CandidateLists& candidates, std::vector<Compared>& found);

  const Context& context_;
  const SparseRows& bags_;
  std::size_t keep_;
  bool common_mass_stays_;
  GroundCosts ground_costs_;
  Matrix<float> all_costs_;
  Neighbours nearest_;
  ExactSearchCounts counts_;
};

}  // namespace proclens
