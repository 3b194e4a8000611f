#include "neighbour/exhaustive_search.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

/// Beyond k, since single precision may misorder some.
std::size_t spare_candidates(std::size_t k) { return 8 + k / 4; }

/// Few queries make small blocks, so that every thread has some.
std::size_t queries_in_block(std::size_t queries) {
  constexpr std::size_t kFew = 16 * BlockSearch::kFewQueries;
  return queries < kFew ? BlockSearch::kFewQueries / 4 : BlockSearch::kFewQueries;
}

}  // namespace

BlockSearch::BlockSearch(const SearchedRows& searched, std::span<const std::uint32_t> block, std::size_t k)
    : searched_(searched),
      block_(block),
      whole_(block.size()),
      vectors_(block.size() * searched.queries.columns()),
      tile_(std::make_unique_for_overwrite<float[]>(block.size() * kColumns)) {
  std::iota(whole_.begin(), whole_.end(), 0U);
  searched.queries.copy(block, vectors_.data());
  shortlists_.reserve(block.size());
  for (const std::uint32_t query : block) {
    shortlists_.emplace_back(k + spare_candidates(k), searched.same ? searched.rows.row[query] : Shortlist::kNoRow);
  }
}

void BlockSearch::compare(std::size_t begin, std::size_t end) { compare_vectors(whole_, vectors_.data(), begin, end); }

void BlockSearch::compare(std::span<const std::uint32_t> some, std::size_t begin, std::size_t end) {
  const std::size_t d = searched_.queries.columns();
  some_vectors_.resize(some.size() * d);
  for (std::size_t i = 0; i < some.size(); ++i) std::copy_n(vectors_.data() + some[i] * d, d, &some_vectors_[i * d]);
  compare_vectors(some, some_vectors_.data(), begin, end);
}

void BlockSearch::compare_vectors(std::span<const std::uint32_t> some, const float* vectors, std::size_t begin,
                                  std::size_t end) {
  const std::size_t d = searched_.queries.columns();
  for (std::size_t column = begin; column < end; column += kColumns) {
    const std::size_t width = std::min(kColumns, end - column);
    multiply_block(Op::none, Op::transpose, some.size(), width, d, 1.0F, vectors, d,
                   searched_.rows.vectors.row(column).data(), d, 0.0F, tile_.get(), width);
    for (std::size_t i = 0; i < some.size(); ++i) {
      shortlists_[some[i]].offer(tile_.get() + i * width, width, static_cast<std::uint32_t>(column));
    }
  }
}

void BlockSearch::write(std::size_t i, std::span<std::uint32_t> index, std::span<float> distance) {
  const std::vector<Candidate>& shortlist = shortlists_[i].finish();
  std::vector<std::pair<float, std::uint32_t>> order;
  order.reserve(shortlist.size());
  for (const Candidate& candidate : shortlist) {
    const std::uint32_t reference = searched_.rows.participant[candidate.row];
    const double far = participant_distance(searched_.queries, block_[i], searched_.references, reference);
    order.emplace_back(static_cast<float>(far), searched_.references.point(reference));
  }
  std::sort(order.begin(), order.end());
  for (std::size_t j = 0; j < std::min(index.size(), order.size()); ++j) {
    distance[j] = order[j].first;
    index[j] = order[j].second;
  }
}

Neighbours no_neighbours(std::size_t points, std::size_t k) {
  return {Matrix<std::uint32_t>(points, k, Neighbours::kNone),
          Matrix<float>(points, k, std::numeric_limits<float>::infinity())};
}

Neighbours exhaustive_search(const Context& context, const SearchedRows& searched,
                             std::span<const std::uint32_t> chosen, std::size_t k) {
  Neighbours found = no_neighbours(chosen.size(), k);
  parallel_blocks(context, chosen.size(), queries_in_block(chosen.size()), [&](std::size_t begin, std::size_t end) {
    BlockSearch search(searched, chosen.subspan(begin, end - begin), k);
    search.compare(0, searched.references.size());
    for (std::size_t i = begin; i < end; ++i) search.write(i - begin, found.index.row(i), found.distance.row(i));
  });
  return found;
}

}  // namespace proclens
