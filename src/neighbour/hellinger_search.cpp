#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/parallel.hpp"
#include "core/require_valid.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/hellinger.hpp"

namespace proclens {
namespace {

constexpr std::size_t kQueriesPerBlock = 64;

constexpr double kNotMet = -1;

/// More than rounding adds to a dot product of unit rows. Bags within it of the k-th are compared by distance.
constexpr double kDotMargin = 1e-9;

/// Features in the order in which lists are read: the rarest first, ties by index. Rows are renumbered by it, so that
/// every dot product is summed in the same order.
std::vector<std::uint32_t> rank_by_rarity(const SparseRowsView& rows) {
  std::vector<std::size_t> count(rows.columns());
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    for (const std::uint32_t feature : rows.row_columns(i)) ++count[feature];
  }
  std::vector<std::uint32_t> order(rows.columns());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::ranges::less{}, [&](std::uint32_t feature) { return count[feature]; });
  std::vector<std::uint32_t> rank(order.size());
  for (std::size_t at = 0; at < order.size(); ++at) rank[order[at]] = static_cast<std::uint32_t>(at);
  return rank;
}

SparseRows renumbered(const SparseRowsView& rows, const std::vector<std::uint32_t>& rank) {
  SparseRows result;
  result.columns = rows.columns();
  result.column.reserve(rows.nonzeros());
  result.value.reserve(rows.nonzeros());
  std::vector<std::pair<std::uint32_t, double>> entries;
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    entries.clear();
    for (std::size_t e = 0; e < rows.row_columns(i).size(); ++e)
      entries.emplace_back(rank[rows.row_columns(i)[e]], rows.row_values(i)[e]);
    std::ranges::sort(entries);
    for (const auto& [feature, value] : entries) {
      result.column.push_back(feature);
      result.value.push_back(value);
    }
    result.row_start.push_back(result.column.size());
  }
  return result;
}

/// The same matrix by columns: row j of the result lists the rows that have feature j.
SparseRows inverted_lists(const SparseRows& rows) {
  SparseRows lists;
  lists.columns = rows.rows();
  lists.row_start.assign(rows.columns + 1, 0);
  for (const std::uint32_t feature : rows.column) ++lists.row_start[feature + 1];
  std::partial_sum(lists.row_start.begin(), lists.row_start.end(), lists.row_start.begin());
  lists.column.resize(rows.nonzeros());
  lists.value.resize(rows.nonzeros());
  std::vector<std::size_t> next(lists.row_start.begin(), lists.row_start.end() - 1);
  for (std::size_t i = 0; i < rows.rows(); ++i) {
    for (std::size_t e = rows.row_start[i]; e < rows.row_start[i + 1]; ++e) {
      const std::size_t at = next[rows.column[e]]++;
      lists.column[at] = static_cast<std::uint32_t>(i);
      lists.value[at] = rows.value[e];
    }
  }
  return lists;
}

/// H² = ½‖a − b‖², which keeps its precision where the rows nearly coincide.
double squared_hellinger(const SparseRows& a, std::size_t i, const SparseRows& b, std::size_t j) {
  const auto left = a.row_columns(i);
  const auto right = b.row_columns(j);
  double sum = 0;
  std::size_t x = 0;
  std::size_t y = 0;
  while (x < left.size() || y < right.size()) {
    const bool has_left = y == right.size() || (x < left.size() && left[x] <= right[y]);
    const bool has_right = x == left.size() || (y < right.size() && right[y] <= left[x]);
    const double difference = (has_left ? a.row_values(i)[x] : 0.0) - (has_right ? b.row_values(j)[y] : 0.0);
    sum = std::fma(difference, difference, sum);
    x += static_cast<std::size_t>(has_left);
    y += static_cast<std::size_t>(has_right);
  }
  return std::min(1.0, sum / 2);
}

/// Finds the neighbours of one query after the other. Each thread has its own.
class HellingerQueries {
 public:
  HellingerQueries(const SparseRows& queries, const SparseRows& references, const SparseRows& lists)
      : queries_(queries), references_(references), lists_(lists), dot_(references.rows(), kNotMet) {}

  /// @param self a reference that is left out, or the number of references
  void find(std::size_t query, std::size_t self, std::span<std::uint32_t> index, std::span<float> distance) {
    const double min_dot = gather_candidates(query, self, index.size());
    found_.clear();
    for (const std::uint32_t reference : met_) {
      if (dot_[reference] >= min_dot)
        found_.emplace_back(squared_hellinger(queries_, query, references_, reference), reference);
      dot_[reference] = kNotMet;
    }
    met_.clear();
    const std::size_t kept = std::min(index.size(), found_.size());
    std::partial_sort(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(kept), found_.end());
    for (std::size_t j = 0; j < kept; ++j) {
      index[j] = found_[j].second;
      distance[j] = static_cast<float>(std::sqrt(found_[j].first));
    }
  }

 private:
  /// Adds up dot products over the lists of the query's features until no other reference can be among the k nearest.
  /// Returns what the sum of a reference must reach for it to be among them.
  double gather_candidates(std::size_t query, std::size_t self, std::size_t k) {
    const auto features = queries_.row_columns(query);
    const auto values = queries_.row_values(query);
    rest_.assign(features.size() + 1, 0.0);
    for (std::size_t e = features.size(); e-- > 0;) rest_[e] = std::fma(values[e], values[e], rest_[e + 1]);
    std::size_t read = 0;
    for (; read < features.size(); ++read) {
      const auto list = lists_.row_columns(features[read]);
      // Looking for the k-th sum costs as much as it takes to read a list of as many entries.
      if (list.size() > met_.size() && kth_dot(k) > std::sqrt(rest_[read]) + kDotMargin) break;
      add_list(features[read], values[read], self);
    }
    return kth_dot(k) - std::sqrt(rest_[read]) - kDotMargin;
  }

  void add_list(std::uint32_t feature, double value, std::size_t self) {
    const auto list = lists_.row_columns(feature);
    const auto weights = lists_.row_values(feature);
    for (std::size_t e = 0; e < list.size(); ++e) {
      const std::uint32_t reference = list[e];
      if (reference == self) continue;
      if (dot_[reference] == kNotMet) {
        met_.push_back(reference);
        dot_[reference] = 0;
      }
      dot_[reference] = std::fma(value, weights[e], dot_[reference]);
    }
  }

  /// The k-th largest sum so far; below every bound if fewer were met.
  double kth_dot(std::size_t k) {
    if (met_.size() < k || k == 0) return -1;
    sums_.clear();
    for (const std::uint32_t reference : met_) sums_.push_back(dot_[reference]);
    const auto kth = sums_.begin() + static_cast<std::ptrdiff_t>(k - 1);
    std::nth_element(sums_.begin(), kth, sums_.end(), std::greater<>());
    return *kth;
  }

  const SparseRows& queries_;
  const SparseRows& references_;
  const SparseRows& lists_;
  std::vector<double> dot_;         ///< per reference, so far
  std::vector<std::uint32_t> met_;  ///< references with a feature of the query
  std::vector<double> rest_;        ///< per entry of the query's row, the squared length of the row from there on
  std::vector<double> sums_;
  std::vector<std::pair<double, std::uint32_t>> found_;  ///< squared distance, reference
};

Neighbours search(const Context& context, const SparseRows& queries, const SparseRows& references, bool are_same,
                  std::size_t k) {
  const SparseRows lists = inverted_lists(references);
  Neighbours result{Matrix<std::uint32_t>(queries.rows(), k, Neighbours::kNone),
                    Matrix<float>(queries.rows(), k, std::numeric_limits<float>::infinity())};
  parallel_blocks(context, queries.rows(), kQueriesPerBlock, [&](std::size_t begin, std::size_t end) {
    HellingerQueries block(queries, references, lists);
    for (std::size_t i = begin; i < end; ++i)
      block.find(i, are_same ? i : references.rows(), result.index.row(i), result.distance.row(i));
  });
  return result;
}

}  // namespace

SparseRows hellinger_rows(const SparseRowsView& weighted) {
  SparseRows rows = bag_distributions(weighted, std::numeric_limits<std::size_t>::max()).rows;
  for (double& share : rows.value) share = std::sqrt(share);
  return rows;
}

Neighbours hellinger_neighbours(const Context& context, const SparseRowsView& rows, std::size_t k) {
  require_valid("hellinger_neighbours", rows.validate());
  const SparseRows by_rarity = renumbered(rows, rank_by_rarity(rows));
  return search(context, by_rarity, by_rarity, true, k);
}

Neighbours hellinger_references(const Context& context, const SparseRowsView& queries, const SparseRowsView& references,
                                std::size_t k) {
  require_valid("hellinger_references", queries.validate());
  require_valid("hellinger_references", references.validate());
  if (queries.columns() != references.columns())
    throw std::invalid_argument("hellinger_references: queries and references have different features");
  const std::vector<std::uint32_t> rank = rank_by_rarity(references);
  return search(context, renumbered(queries, rank), renumbered(references, rank), false, k);
}

}  // namespace proclens
