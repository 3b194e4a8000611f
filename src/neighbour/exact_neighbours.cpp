#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "embed/transport/ground_costs.hpp"
#include "embed/transport/pair_costs.hpp"
#include "embed/transport/transport.hpp"
#include "embed/transport/transport_bound.hpp"
#include "embed/wasserstein_distance.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

constexpr std::uint32_t kNone = Neighbours::kNone;
constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr std::size_t kBagsInBlock = 32;
/// Single-precision bounds may be too high by this much.
constexpr double kBoundError = 2e-6;

using Counts = ExactSearchCounts;

void add(Counts& total, const Counts& part) {
  total.pairs += part.pairs;
  total.bounded += part.bounded;
  total.started += part.started;
  total.solved += part.solved;
}

/// A candidate of a bag that is evaluated from that bag's side.
struct Pair {
  std::uint32_t partner;
  std::size_t rank;          // in the bag's row of candidates
  std::size_t partner_rank;  // of the bag in the partner's row, or kNotListed
};
constexpr std::size_t kNotListed = std::numeric_limits<std::size_t>::max();

/// The search, in passes over growing ranges of ranks, with the distances found so far.
class Search {
 public:
  Search(const Context& context, const MatrixView<std::uint32_t>& candidates, const WassersteinSpace& space,
         const ExactNeighbourOptions& options)
      : context_(context),
        candidates_(candidates),
        bags_(space.bags.rows),
        keep_(options.neighbours),
        ground_costs_(space.directions),
        distance_(candidates.rows(), candidates.columns(), kFar),
        limit_(candidates.rows(), kFar) {
    const std::size_t w = space.directions.rows();
    if (w * w * sizeof(float) <= options.max_cost_bytes) all_costs_ = ground_costs_.all(context);
  }

  Neighbours run(Counts& counts) {
    // The first k candidates set the distance that later ones have to beat. As the limit tightens, each pass covers as
    // many ranks as all passes before it.
    for (std::size_t done = 0, next = std::max<std::size_t>(keep_, 1); done < candidates_.columns(); next *= 2) {
      add(counts, for_ranks(done, next));
      done = next;
      parallel_blocks(context_, candidates_.rows(), kBagsInBlock, [&](std::size_t begin, std::size_t end) {
        for (std::size_t bag = begin; bag < end; ++bag) limit_[bag] = nth_distance(bag);
      });
    }
    return nearest();
  }

 private:
  struct Workspace {
    PairCosts costs;
    TransportSolver solver;
    TransportBound bound;
    std::vector<Pair> pairs;
    std::vector<std::uint32_t> partners;
  };

  /// Evaluates all pairs with a rank in [begin_rank, end_rank).
  Counts for_ranks(std::size_t begin_rank, std::size_t end_rank) {
    const auto map = [&](std::size_t begin, std::size_t end) {
      Workspace workspace{{bags_, ground_costs_, all_costs_}, {}, {}, {}, {}};
      Counts counts;
      for (std::size_t bag = begin; bag < end; ++bag) {
        context_.check_cancelled();
        list_pairs(static_cast<std::uint32_t>(bag), begin_rank, end_rank, workspace.pairs);
        visit(static_cast<std::uint32_t>(bag), workspace, counts);
      }
      return counts;
    };
    return reduce_blocks(context_, candidates_.rows(), kBagsInBlock, Counts{}, map, add);
  }

  /// Evaluates the listed pairs of one bag.
  void visit(std::uint32_t bag, Workspace& workspace, Counts& counts) {
    if (workspace.pairs.empty()) return;
    workspace.partners.clear();
    for (const Pair& pair : workspace.pairs) workspace.partners.push_back(pair.partner);
    workspace.costs.select(bag, workspace.partners);
    for (const Pair& pair : workspace.pairs) {
      const bool listed = pair.partner_rank != kNotListed;
      const double limit = std::max(limit_[bag], listed ? limit_[pair.partner] : -kFar);
      const double distance = evaluate(bag, pair.partner, limit, workspace, counts);
      distance_(bag, pair.rank) = distance;
      if (listed) distance_(pair.partner, pair.partner_rank) = distance;
    }
    counts.pairs += workspace.pairs.size();
  }

  /// The distance, or infinity if it certainly exceeds the limit.
  double evaluate(std::uint32_t bag, std::uint32_t partner, double limit, Workspace& workspace, Counts& counts) {
    const auto supply = bags_.row_values(std::min(bag, partner));
    const auto demand = bags_.row_values(std::max(bag, partner));
    const float* const costs = workspace.costs.to(partner);
    if (limit < kFar && workspace.bound(costs, supply, demand) > limit + kBoundError) {
      ++counts.bounded;
      return kFar;
    }
    const TransportCost found = workspace.solver.cost(costs, demand.size(), supply, demand, limit);
    ++(found.optimal ? counts.solved : counts.started);
    return found.optimal ? found.cost : kFar;
  }

  /// The bag's pairs whose rank, the better one if both list each other, is in [begin_rank, end_rank). A pair that both
  /// list belongs to the lower bag.
  void list_pairs(std::uint32_t bag, std::size_t begin_rank, std::size_t end_rank, std::vector<Pair>& pairs) const {
    pairs.clear();
    if (bags_.row_columns(bag).empty()) return;
    const auto row = candidates_.row(bag);
    for (std::size_t rank = 0; rank < row.size(); ++rank) {
      const std::uint32_t partner = row[rank];
      if (partner == kNone || bags_.row_columns(partner).empty()) continue;
      const auto partners = candidates_.row(partner);
      const auto entry = std::find(partners.begin(), partners.end(), bag);
      const auto partner_rank =
          entry == partners.end() ? kNotListed : static_cast<std::size_t>(entry - partners.begin());
      if (partner_rank != kNotListed && partner < bag) continue;
      const std::size_t better = std::min(rank, partner_rank);
      if (begin_rank <= better && better < end_rank) pairs.push_back({partner, rank, partner_rank});
    }
  }

  /// The largest distance that a neighbour may have.
  [[nodiscard]] double nth_distance(std::size_t bag) const {
    const auto row = distance_.row(bag);
    if (keep_ == 0 || row.size() < keep_) return kFar;
    std::vector<double> sorted(row.begin(), row.end());
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(keep_ - 1);
    std::nth_element(sorted.begin(), nth, sorted.end());
    return *nth;
  }

  [[nodiscard]] Neighbours nearest() const {
    const std::size_t u = candidates_.rows();
    Neighbours result{Matrix<std::uint32_t>(u, keep_, kNone),
                      Matrix<float>(u, keep_, std::numeric_limits<float>::infinity())};
    parallel_blocks(context_, u, kBagsInBlock, [&](std::size_t begin, std::size_t end) {
      std::vector<std::pair<double, std::uint32_t>> found;
      for (std::size_t bag = begin; bag < end; ++bag) {
        found.clear();
        for (std::size_t rank = 0; rank < candidates_.columns(); ++rank) {
          if (distance_(bag, rank) < kFar) found.emplace_back(distance_(bag, rank), candidates_(bag, rank));
        }
        const std::size_t kept = std::min(keep_, found.size());
        std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
        for (std::size_t k = 0; k < kept; ++k) {
          result.index(bag, k) = found[k].second;
          result.distance(bag, k) = static_cast<float>(found[k].first);
        }
      }
    });
    return result;
  }

  const Context& context_;
  const MatrixView<std::uint32_t>& candidates_;
  const SparseRows& bags_;
  std::size_t keep_;
  GroundCosts ground_costs_;
  Matrix<float> all_costs_;
  Matrix<double> distance_;    // to the candidates; infinite for those not yet evaluated or ruled out
  std::vector<double> limit_;  // per bag, the largest distance of interest
};

void check(const MatrixView<std::uint32_t>& candidates, const BagDistributions& bags) {
  if (candidates.rows() != bags.rows.rows()) {
    throw std::invalid_argument("exact_neighbours: there must be one row of candidates per bag");
  }
  for (std::size_t bag = 0; bag < candidates.rows(); ++bag) {
    for (const std::uint32_t candidate : candidates.row(bag)) {
      if (candidate != kNone && (candidate >= candidates.rows() || candidate == bag)) {
        throw std::invalid_argument("exact_neighbours: a candidate must be another bag");
      }
    }
  }
}

}  // namespace

Neighbours exact_neighbours(const Context& context, const MatrixView<std::uint32_t>& candidates,
                            const BagDistributions& bags, const MatrixView<float>& vectors,
                            const ExactNeighbourOptions& options, ExactSearchCounts* counts) {
  check(candidates, bags);
  const WassersteinSpace space = wasserstein_space(context, bags, vectors);
  ExactSearchCounts counted;
  Neighbours found = Search(context, candidates, space, options).run(counted);
  if (counts != nullptr) *counts = counted;
  return found;
}

}  // namespace proclens
