// Nearest neighbours among the points of nearby cells.
#pragma once

#include <cstddef>

#include "neighbour/participants.hpp"
#include "proclens/context.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

/// An estimate of the search's arithmetic, in products of two vectors, if the usual number of cells suffices.
[[nodiscard]] double products_of_cell_search(std::size_t queries, std::size_t references,
                                             const NeighbourSearchOptions& options);

/// The k nearest references of every query, as described at nearest_neighbours(). One row each.
/// @param queries, references at least one of each   @param same whether they are the same, in which case no query is
/// its own neighbour
[[nodiscard]] Neighbours cell_search(const Context& context, const Participants& queries,
                                     const Participants& references, bool same, std::size_t k,
                                     const NeighbourSearchOptions& options, NeighbourSearchReport& report);

}  // namespace proclens
