#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "core/require_valid.hpp"
#include "embed/mean_vectors.hpp"
#include "embed/wasserstein_distance.hpp"
#include "neighbour/candidate_lists.hpp"
#include "neighbour/exhaustive_search.hpp"
#include "neighbour/transport_search.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {
namespace {

void append_rows(const SparseRows& from, SparseRows& to) {
  const std::size_t before = to.column.size();
  to.column.insert(to.column.end(), from.column.begin(), from.column.end());
  to.value.insert(to.value.end(), from.value.begin(), from.value.end());
  for (std::size_t row = 0; row < from.rows(); ++row) to.row_start.push_back(before + from.row_start[row + 1]);
}

/// The bags of a search: references first, and queries after them unless they are the same.
class BagsByMean {
 public:
  BagsByMean(const Context& context, const BagDistributions& bags, std::size_t references,
             const MatrixView<float>& vectors)
      : context_(context),
        space_(wasserstein_space(context, bags, vectors)),
        means_(mean_vectors(context, space_.bags.rows, space_.directions, std::vector<float>(bags.rows.rows(), 1.0F))),
        references_(references) {}

  [[nodiscard]] const WassersteinSpace& space() const noexcept { return space_; }
  [[nodiscard]] std::size_t size() const noexcept { return means_.rows(); }
  [[nodiscard]] std::size_t references() const noexcept { return references_; }
  [[nodiscard]] bool same() const noexcept { return references_ == size(); }

  /// The bags whose neighbours are searched for.
  [[nodiscard]] std::vector<std::uint32_t> queries() const {
    std::vector<std::uint32_t> bags(same() ? size() : size() - references_);
    std::iota(bags.begin(), bags.end(), static_cast<std::uint32_t>(size() - bags.size()));
    return bags;
  }

  /// The references with the most similar means, for every query.
  [[nodiscard]] Neighbours nearest(std::size_t k, const NeighbourSearchOptions& search,
                                   NeighbourSearchReport* report) const {
    if (same()) return nearest_neighbours(context_, by_mean(), k, search, report);
    const MatrixView<float> asked(means_.row(references_).data(), size() - references_, means_.columns());
    return nearest_references(context_, asked, by_mean(), k, search, report);
  }

  /// The same for some queries, each of which may be among its own.
  [[nodiscard]] Neighbours nearest(std::span<const std::uint32_t> bags, std::size_t k,
                                   const NeighbourSearchOptions& search) const {
    Matrix<float> asked(bags.size(), means_.columns());
    for (std::size_t i = 0; i < bags.size(); ++i) std::ranges::copy(means_.row(bags[i]), asked.row(i).begin());
    return nearest_references(context_, asked, by_mean(), k, search);
  }

 private:
  [[nodiscard]] EmbeddingView by_mean() const {
    return {MatrixView<float>(means_.data(), references_, means_.columns()), EmbeddingMetric::cosine};
  }

  const Context& context_;
  WassersteinSpace space_;
  Matrix<float> means_;
  std::size_t references_;
};

/// Whether one of the nearest is in the last half of the candidates, so that more may come after them.
bool may_miss_some(std::span<const std::uint32_t> nearest, std::span<const std::uint32_t> candidates) {
  return std::ranges::any_of(candidates.subspan(candidates.size() / 2), [&](std::uint32_t candidate) {
    return candidate != Neighbours::kNone && std::ranges::find(nearest, candidate) != nearest.end();
  });
}

/// Ranks the candidates, then more of them for the queries that may miss some.
Neighbours search_by_transport(const Context& context, const BagsByMean& bags, const TransportNeighbourOptions& options,
                               NeighbourSearchReport* report, ExactSearchCounts* counts) {
  std::vector<std::uint32_t> open = bags.queries();
  std::size_t width = std::max(options.candidates, options.neighbours);
  Candidates candidates(bags.size());
  candidates.set(open, bags.nearest(width, options.search, report).index);
  TransportSearch search(context, bags.space(), options.neighbours, options.common_mass_stays, options.max_cost_bytes);
  search.compare(candidates.lists(), 0, width);
  for (; width < std::min(options.max_candidates, bags.references()); width *= 2) {
    std::erase_if(open, [&](std::uint32_t bag) {
      return !may_miss_some(search.nearest().index.row(bag), candidates.lists()[bag]);
    });
    if (open.empty()) break;
    const std::size_t itself = bags.same() ? 1 : 0;
    const Neighbours more = bags.nearest(open, 2 * width + itself, options.search);
    for (std::size_t i = 0; i < open.size(); ++i) candidates.extend(open[i], more.index.row(i), 2 * width);
    search.compare(candidates.lists(), width, 2 * width);
  }
  if (counts != nullptr) *counts = search.counts();
  return search.take_nearest();
}

}  // namespace

TransportNeighbourOptions TransportNeighbourOptions::exact() {
  TransportNeighbourOptions options;
  options.max_candidates = 512;
  options.mass = 1;
  options.common_mass_stays = false;
  return options;
}

TransportNeighbourOptions TransportNeighbourOptions::of(NeighbourDistance distance, std::size_t neighbours,
                                                        std::size_t max_bag_features,
                                                        const NeighbourSearchOptions& search) {
  TransportNeighbourOptions options =
      distance == NeighbourDistance::exact_transport ? exact() : TransportNeighbourOptions();
  options.neighbours = neighbours;
  options.max_bag_features = max_bag_features;
  options.search = search;
  return options;
}

std::vector<std::string> TransportNeighbourOptions::validate() const {
  std::vector<std::string> problems = search.validate();
  check_option(mass > 0 && mass <= 1, "mass", mass, "above 0 and at most 1", problems);
  check_option(max_bag_features > 0, "max_bag_features", max_bag_features, "at least 1", problems);
  return problems;
}

Neighbours transport_neighbours(const Context& context, const SparseRowsView& weighted,
                                const MatrixView<float>& vectors, const TransportNeighbourOptions& options,
                                NeighbourSearchReport* report, ExactSearchCounts* counts) {
  require_valid("transport_neighbours", options.validate());
  const BagDistributions bags = bag_distributions(weighted, options.max_bag_features, options.mass);
  return search_by_transport(context, BagsByMean(context, bags, bags.rows.rows(), vectors), options, report, counts);
}

Neighbours transport_references(const Context& context, const SparseRowsView& queries, const SparseRowsView& references,
                                const MatrixView<float>& vectors, const TransportNeighbourOptions& options,
                                NeighbourSearchReport* report) {
  require_valid("transport_references", options.validate());
  BagDistributions bags = bag_distributions(references, options.max_bag_features, options.mass);
  append_rows(bag_distributions(queries, options.max_bag_features, options.mass).rows, bags.rows);
  const std::size_t q = queries.rows();
  const std::size_t u = references.rows();
  Neighbours result = no_neighbours(q, options.neighbours);
  if (q == 0) return result;
  const Neighbours found =
      search_by_transport(context, BagsByMean(context, bags, u, vectors), options, report, nullptr);
  for (std::size_t i = 0; i < q; ++i) {
    std::ranges::copy(found.index.row(u + i), result.index.row(i).begin());
    std::ranges::copy(found.distance.row(u + i), result.distance.row(i).begin());
  }
  return result;
}

}  // namespace proclens
