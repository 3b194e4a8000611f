#include "neighbour/cell_search.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"
#include "neighbour/cells.hpp"
#include "neighbour/exhaustive_search.hpp"
#include "neighbour/shortlist.hpp"

namespace proclens {
namespace {

constexpr double kCellsPerRoot = 1.3;
constexpr double kCellsPerRootOfQueries = 2;  // √4, if four cells are searched
constexpr std::size_t kUsualCellsSearched = 6;
constexpr std::size_t kBlocks = 32;   // of queries, at least, if they are many
constexpr std::size_t kRanked = 256;  // queries whose products with all centres are kept at once

/// Each cell costs a product with every reference to make, and each query one with every reference of the few cells
/// that it searches, so few queries are better off with fewer cells.
std::size_t cell_count(std::size_t queries, std::size_t references) {
  const double cells = std::min(kCellsPerRoot * std::sqrt(static_cast<double>(references)),
                                kCellsPerRootOfQueries * std::sqrt(static_cast<double>(queries)));
  return std::max<std::size_t>(1, static_cast<std::size_t>(cells));
}

std::vector<std::uint32_t> evenly_spaced(std::size_t queries, std::size_t count) {
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(static_cast<std::uint32_t>(i * queries / count));
  return chosen;
}

/// The dot products of some queries with all centres.
void multiply_with_centres(const Participants& queries, std::span<const std::uint32_t> chosen,
                           const Matrix<float>& centres, float* products) {
  const std::size_t d = queries.columns();
  const auto vectors = std::make_unique_for_overwrite<float[]>(chosen.size() * d);
  queries.copy(chosen, vectors.get());
  multiply_block(Op::none, Op::transpose, chosen.size(), centres.rows(), d, 1.0F, vectors.get(), d, centres.data(), d,
                 0.0F, products, centres.rows());
}

/// For each query the `count` cells with the largest products, those first; ties by cell.
Matrix<std::uint32_t> nearest_cells(const Context& context, const Participants& queries, const Matrix<float>& centres,
                                    std::size_t count) {
  const std::vector<std::uint32_t> all = evenly_spaced(queries.size(), queries.size());
  Matrix<std::uint32_t> nearest(queries.size(), count);
  parallel_blocks(context, queries.size(), kRanked, [&](std::size_t begin, std::size_t end) {
    const auto products = std::make_unique_for_overwrite<float[]>((end - begin) * centres.rows());
    multiply_with_centres(queries, std::span(all).subspan(begin, end - begin), centres, products.get());
    for (std::size_t q = begin; q < end; ++q) {
      Shortlist shortlist(count, Shortlist::kNoRow);
      shortlist.offer(products.get() + (q - begin) * centres.rows(), centres.rows(), 0);
      std::vector<Candidate> cells = shortlist.finish();
      std::ranges::sort(cells, [](const Candidate& a, const Candidate& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.row < b.row;
      });
      for (std::size_t j = 0; j < count; ++j) nearest(q, j) = cells[j].row;
    }
  });
  return nearest;
}

/// How many of its nearest cells each query must search to find the given share of the sample's true neighbours.
std::size_t cells_to_search(const SearchedRows& searched, const Cells& cells, std::span<const std::uint32_t> sample,
                            const Neighbours& truth, double share) {
  std::vector<std::uint32_t> cell_of(searched.references.size());
  for (std::uint32_t cell = 0; cell < cells.size(); ++cell) {
    for (const std::uint32_t member : cells.of(cell)) cell_of[member] = cell;
  }
  std::vector<std::size_t> found(cells.size(), 0);  // by how many cells are nearer than the neighbour's
  std::size_t all = 0;
  std::vector<float> products(cells.size());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    multiply_with_centres(searched.queries, sample.subspan(i, 1), cells.centres, products.data());
    for (const std::uint32_t point : truth.index.row(i)) {
      if (point == Neighbours::kNone) break;
      const std::uint32_t own = cell_of[searched.references.of_point(point)];
      std::size_t nearer = 0;
      for (std::uint32_t cell = 0; cell < cells.size(); ++cell) {
        nearer += products[cell] > products[own] || (products[cell] == products[own] && cell < own) ? 1 : 0;
      }
      ++found[nearer];
      ++all;
    }
  }
  std::size_t sum = 0;
  for (std::size_t nearer = 0; nearer < cells.size(); ++nearer) {
    sum += found[nearer];
    if (static_cast<double>(sum) >= share * static_cast<double>(all)) return nearer + 1;
  }
  return cells.size();
}

/// The share of the true neighbours found: of the entries that are not farther than the last true one.
double recall_of(const Neighbours& found, std::span<const std::uint32_t> sample, const Neighbours& truth) {
  std::size_t hits = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const auto index = truth.index.row(i);
    const auto known = static_cast<std::size_t>(std::ranges::find(index, Neighbours::kNone) - index.begin());
    if (known == 0) continue;
    const float farthest = truth.distance(i, known - 1);
    const auto distance = found.distance.row(sample[i]);
    const auto near = std::upper_bound(distance.begin(), distance.end(), farthest) - distance.begin();
    hits += std::min(known, static_cast<std::size_t>(near));
    all += known;
  }
  return all > 0 ? static_cast<double>(hits) / static_cast<double>(all) : 1.0;
}

/// Queries that are compared together.
using Block = std::vector<std::uint32_t>;

/// More in a block share the work of arranging a cell for its products; fewer leave blocks for every thread.
std::size_t queries_together(std::size_t queries) {
  return std::clamp(queries / kBlocks, BlockSearch::kFewQueries, BlockSearch::kQueries);
}

/// The queries in the order of their nearest cells, in blocks: those of a block search much the same cells.
std::vector<Block> blocks_of(const Matrix<std::uint32_t>& nearest, const Cells& cells) {
  std::vector<Block> of_cell(cells.size());
  for (std::size_t q = 0; q < nearest.rows(); ++q) of_cell[nearest(q, 0)].push_back(static_cast<std::uint32_t>(q));
  const std::size_t most = queries_together(nearest.rows());
  std::vector<Block> blocks;
  for (const Block& queries : of_cell) {
    for (const std::uint32_t q : queries) {
      if (blocks.empty() || blocks.back().size() == most) blocks.emplace_back();
      blocks.back().push_back(q);
    }
  }
  return blocks;
}

/// Compares the queries of a block with the cells that are their nearest, second nearest … in the range of ranks, cell
/// by cell.
void compare_with_cells(const Block& block, const Cells& cells, const Matrix<std::uint32_t>& nearest,
                        std::size_t begin_rank, std::size_t end_rank, BlockSearch& search) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // cell, query of the block
  for (std::uint32_t i = 0; i < block.size(); ++i) {
    for (std::size_t rank = begin_rank; rank < end_rank; ++rank) pairs.emplace_back(nearest(block[i], rank), i);
  }
  std::ranges::sort(pairs);
  std::vector<std::uint32_t> some;
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    some.push_back(pairs[p].second);
    const std::uint32_t cell = pairs[p].first;
    if (p + 1 < pairs.size() && pairs[p + 1].first == cell) continue;
    search.compare(some, cells.start[cell], cells.start[cell + 1]);
    some.clear();
  }
}

/// Compares every query with the references in its nearest cells.
Neighbours search_cells(const Context& context, const SearchedRows& searched, const Cells& cells,
                        const Matrix<std::uint32_t>& nearest, std::size_t k) {
  Neighbours found = no_neighbours(searched.queries.size(), k);
  const std::vector<Block> blocks = blocks_of(nearest, cells);
  parallel_blocks(context, blocks.size(), 1, [&](std::size_t b, std::size_t) {
    const Block& block = blocks[b];
    BlockSearch search(searched, block, k);
    // First the nearest cell of each, which tells most of the farther points apart.
    compare_with_cells(block, cells, nearest, 0, 1, search);
    compare_with_cells(block, cells, nearest, 1, nearest.columns(), search);
    for (std::size_t i = 0; i < block.size(); ++i) {
      search.write(i, found.index.row(block[i]), found.distance.row(block[i]));
    }
  });
  return found;
}

/// Searches exhaustively for the queries whose cells hold too few references: at most k for each cell.
void complete(const Context& context, const SearchedRows& searched, Neighbours& found) {
  const std::size_t k = found.index.columns();
  const std::size_t others = searched.references.size() - (searched.same ? 1 : 0);
  if (std::min(k, others) == 0) return;
  std::vector<std::uint32_t> incomplete;
  for (std::uint32_t q = 0; q < found.index.rows(); ++q) {
    if (found.index(q, std::min(k, others) - 1) == Neighbours::kNone) incomplete.push_back(q);
  }
  const Neighbours exact = exhaustive_search(context, searched, incomplete, k);
  for (std::size_t i = 0; i < incomplete.size(); ++i) {
    std::ranges::copy(exact.index.row(i), found.index.row(incomplete[i]).begin());
    std::ranges::copy(exact.distance.row(i), found.distance.row(incomplete[i]).begin());
  }
}

}  // namespace

double products_of_cell_search(std::size_t queries, std::size_t references, const NeighbourSearchOptions& options) {
  const std::size_t cells = cell_count(queries, references);
  const auto q = static_cast<double>(queries);
  const auto n = static_cast<double>(references);
  const auto c = static_cast<double>(cells);
  const double sampled = static_cast<double>(std::min(queries, options.sample)) * n;
  return products_to_make_cells(references, cells) + sampled + q * (c + kUsualCellsSearched * n / c);
}

Neighbours cell_search(const Context& context, const Participants& queries, const Participants& references, bool same,
                       std::size_t k, const NeighbourSearchOptions& options, NeighbourSearchReport& report) {
  const Cells cells = make_cells(context, references, cell_count(queries.size(), references.size()));
  const PackedRows rows = pack(context, references, cells.members);
  const SearchedRows searched{queries, references, rows, same};
  const std::vector<std::uint32_t> sample = evenly_spaced(queries.size(), std::min(queries.size(), options.sample));
  const Neighbours truth = exhaustive_search(context, searched, sample, k);
  const std::size_t count = cells_to_search(searched, cells, sample, truth, options.min_recall);
  if (options.search == NeighbourSearch::automatic && 2 * count > cells.size()) {
    return exhaustive_search(context, searched, evenly_spaced(queries.size(), queries.size()), k);
  }
  Neighbours found = search_cells(context, searched, cells, nearest_cells(context, queries, cells.centres, count), k);
  complete(context, searched, found);
  report = {false, recall_of(found, sample, truth), sample.size(), cells.size(), count};
  return found;
}

}  // namespace proclens
