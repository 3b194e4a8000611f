#include "neighbour/transport_search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel.hpp"
#include "neighbour/exhaustive_search.hpp"

namespace proclens {
namespace {

constexpr double kUnlimited = std::numeric_limits<double>::infinity();
constexpr std::size_t kComparedBags = 32;
constexpr std::size_t kMergedBags = 256;

/// The partners that `bag` is to be compared with: a pair that both list belongs to the lower bag.
void list_partners(const SparseRows& bags, const CandidateLists& candidates, std::uint32_t bag, std::size_t begin_rank,
                   std::size_t end_rank, std::vector<std::uint32_t>& partners) {
  partners.clear();
  if (bags.row_columns(bag).empty()) return;
  const auto row = candidates[bag];
  for (std::size_t rank = 0; rank < row.size(); ++rank) {
    const std::uint32_t partner = row[rank];
    if (partner == Neighbours::kNone || bags.row_columns(partner).empty()) continue;
    const auto of_partner = candidates[partner];
    const auto entry = std::ranges::find(of_partner, bag);
    if (entry != of_partner.end() && partner < bag) continue;
    const auto partner_rank = static_cast<std::size_t>(entry - of_partner.begin());
    const std::size_t better = entry == of_partner.end() ? rank : std::min(rank, partner_rank);
    if (begin_rank <= better && better < end_rank) partners.push_back(partner);
  }
}

}  // namespace

TransportSearch::TransportSearch(const Context& context, const WassersteinSpace& space, std::size_t keep,
                                 bool common_mass_stays, std::size_t max_cost_bytes)
    : context_(context),
      bags_(space.bags.rows),
      keep_(keep),
      common_mass_stays_(common_mass_stays),
      ground_costs_(space.directions),
      nearest_(no_neighbours(space.bags.rows.rows(), keep)) {
  const std::size_t w = space.directions.rows();
  if (w * w * sizeof(float) <= max_cost_bytes) all_costs_ = ground_costs_.all(context);
}

void TransportSearch::compare(const CandidateLists& candidates, std::size_t begin_rank, std::size_t end_rank) {
  if (keep_ == 0) return;
  for (std::size_t begin = begin_rank; begin < end_rank;) {
    const std::size_t end = std::min(end_rank, begin == 0 ? keep_ : 2 * begin);
    compare_step(candidates, begin, end);
    begin = end;
  }
}

void TransportSearch::compare_step(const CandidateLists& candidates, std::size_t begin_rank, std::size_t end_rank) {
  std::vector<Compared> found((candidates.size() + kComparedBags - 1) / kComparedBags);
  parallel_blocks(context_, candidates.size(), kComparedBags, [&](std::size_t begin, std::size_t end) {
    PairDistances distances(bags_, ground_costs_, all_costs_, common_mass_stays_);
    std::vector<std::uint32_t> partners;
    for (std::size_t bag = begin; bag < end; ++bag) {
      context_.check_cancelled();
      list_partners(bags_, candidates, static_cast<std::uint32_t>(bag), begin_rank, end_rank, partners);
      compare_bag(candidates, static_cast<std::uint32_t>(bag), partners, distances, found[begin / kComparedBags]);
    }
  });
  merge(candidates, found);
}

void TransportSearch::compare_bag(const CandidateLists& candidates, std::uint32_t bag,
                                  std::span<const std::uint32_t> partners, PairDistances& distances,
                                  Compared& found) const {
  if (partners.empty()) return;
  distances.select(bag, partners);
  const double own_limit = limit(candidates, bag);
  for (const std::uint32_t partner : partners) {
    const double distance = distances.to(partner, std::max(own_limit, limit(candidates, partner)), found.counts);
    if (distance < kUnlimited) found.pairs.push_back({bag, partner, static_cast<float>(distance)});
  }
}

/// The largest distance that may still make a neighbour. Rounded up, since neighbours' distances are in single
/// precision.
double TransportSearch::limit(const CandidateLists& candidates, std::uint32_t bag) const {
  if (candidates[bag].empty()) return -kUnlimited;
  return std::nextafter(nearest_.distance(bag, keep_ - 1), std::numeric_limits<float>::infinity());
}

/// Makes both bags of each pair neighbours of each other, if they are near enough.
void TransportSearch::merge(const CandidateLists& candidates, std::vector<Compared>& found) {
  std::vector<std::size_t> start(bags_.rows() + 1);
  for (const Compared& part : found) {
    counts_ += part.counts;
    for (const Pair& pair : part.pairs) {
      ++start[pair.bag + 1];
      ++start[pair.partner + 1];
    }
  }
  for (std::size_t bag = 0; bag < bags_.rows(); ++bag) start[bag + 1] += start[bag];
  std::vector<std::pair<float, std::uint32_t>> others(start.back());
  std::vector<std::size_t> next(start.begin(), start.end() - 1);
  for (Compared& part : found) {
    for (const Pair& pair : part.pairs) {
      others[next[pair.bag]++] = {pair.distance, pair.partner};
      others[next[pair.partner]++] = {pair.distance, pair.bag};
    }
    part = {};
  }
  parallel_blocks(context_, bags_.rows(), kMergedBags, [&](std::size_t begin, std::size_t end) {
    std::vector<std::pair<float, std::uint32_t>> all;
    for (std::size_t bag = begin; bag < end; ++bag) {
      if (candidates[bag].empty()) continue;
      all.assign(others.begin() + static_cast<std::ptrdiff_t>(start[bag]),
                 others.begin() + static_cast<std::ptrdiff_t>(start[bag + 1]));
      const auto index = nearest_.index.row(bag);
      const auto distance = nearest_.distance.row(bag);
      for (std::size_t k = 0; k < keep_ && index[k] != Neighbours::kNone; ++k) all.emplace_back(distance[k], index[k]);
      const std::size_t kept = std::min(keep_, all.size());
      std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
      for (std::size_t k = 0; k < kept; ++k) {
        distance[k] = all[k].first;
        index[k] = all[k].second;
      }
    }
  });
}

}  // namespace proclens
