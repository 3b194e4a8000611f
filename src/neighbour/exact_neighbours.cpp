#include <span>
#include <stdexcept>

#include "embed/wasserstein_distance.hpp"
#include "neighbour/transport_search.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

void check(const MatrixView<std::uint32_t>& candidates, const BagDistributions& bags) {
  if (candidates.rows() != bags.rows.rows()) {
    throw std::invalid_argument("exact_neighbours: there must be one row of candidates per bag");
  }
  for (std::size_t bag = 0; bag < candidates.rows(); ++bag) {
    for (const std::uint32_t candidate : candidates.row(bag)) {
      if (candidate != Neighbours::kNone && (candidate >= candidates.rows() || candidate == bag)) {
        throw std::invalid_argument("exact_neighbours: a candidate must be another bag");
      }
    }
  }
}

/// Without what is left over at its end.
std::span<const std::uint32_t> used(std::span<const std::uint32_t> row) {
  while (!row.empty() && row.back() == Neighbours::kNone) row = row.first(row.size() - 1);
  return row;
}

}  // namespace

Neighbours exact_neighbours(const Context& context, const MatrixView<std::uint32_t>& candidates,
                            const BagDistributions& bags, const MatrixView<float>& vectors,
                            const ExactNeighbourOptions& options, ExactSearchCounts* counts) {
  check(candidates, bags);
  const WassersteinSpace space = wasserstein_space(context, bags, vectors);
  TransportSearch search(context, space, options.neighbours, false, options.max_cost_bytes);
  CandidateLists lists;
  for (std::size_t bag = 0; bag < candidates.rows(); ++bag) lists.push_back(used(candidates.row(bag)));
  search.compare(lists, 0, candidates.columns());
  if (counts != nullptr) *counts = search.counts();
  return search.take_nearest();
}

}  // namespace proclens
