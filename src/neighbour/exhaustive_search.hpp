// Compares queries with rows of the references, and keeps the nearest of those compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "neighbour/participants.hpp"
#include "neighbour/shortlist.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// Who is searched for, and among whom. Only views.
struct SearchedRows {
  const Participants& queries;
  const Participants& references;
  const PackedRows& rows;  ///< of the references
  bool same;               ///< the queries are the references: none is its own neighbour
};

/// The search for the neighbours of a block of queries: by dot products in single precision, of which each query keeps
/// a few more than it needs, whose distances are then computed in double precision.
class BlockSearch {
 public:
  static constexpr std::size_t kQueries = 1024;    // the most in a block
  static constexpr std::size_t kFewQueries = 256;  // a block whose products with kColumns rows stay in a core's cache

  /// @param block queries, at most kQueries   @param k neighbours of each
  BlockSearch(const SearchedRows& searched, std::span<const std::uint32_t> block, std::size_t k);

  /// Compares the block with the references' rows [begin, end).
  void compare(std::size_t begin, std::size_t end);

  /// Compares some queries of the block with the references' rows [begin, end).
  void compare(std::span<const std::uint32_t> some, std::size_t begin, std::size_t end);

  /// The nearest of what query i of the block was compared with, ties by point: points and distances, as many as there
  /// are and fit.
  void write(std::size_t i, std::span<std::uint32_t> index, std::span<float> distance);

 private:
  static constexpr std::size_t kColumns = 1024;  // of a tile of dot products

  void compare_vectors(std::span<const std::uint32_t> some, const float* vectors, std::size_t begin, std::size_t end);

  const SearchedRows& searched_;
  std::span<const std::uint32_t> block_;
  std::vector<std::uint32_t> whole_;  // 0, 1, …
  std::vector<float> vectors_;
  std::vector<float> some_vectors_;
  std::unique_ptr<float[]> tile_;
  std::vector<Shortlist> shortlists_;
};

/// No neighbours yet: kNone at distance +inf throughout.
[[nodiscard]] Neighbours no_neighbours(std::size_t points, std::size_t k);

/// The k nearest references of each chosen query, one row each, by comparing it with all of them. Deterministic; the
/// same for any number of threads.
[[nodiscard]] Neighbours exhaustive_search(const Context& context, const SearchedRows& searched,
                                           std::span<const std::uint32_t> chosen, std::size_t k);

}  // namespace proclens
