// The reference that embeddings are measured against: exact Wasserstein distances between bags.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "embed/wasserstein_distance.hpp"
#include "proclens/bag_distributions.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// The exact Wasserstein distance of each query bag to every bag (queries × u).
[[nodiscard]] Matrix<float> exact_distances(const Context& context, const WassersteinSpace& space,
                                            std::span<const std::uint32_t> queries);

/// Writes random pairs of bags for an independent check (check_transport.py): one JSON object per line with the keys
/// supply, demand, cost (row-major, double precision, between the features themselves), kernel (TransportSolver's cost
/// for exactly these) and distance (WassersteinDistance's value for the two bags).
void write_transport_sample(const std::filesystem::path& file, const BagDistributions& bags,
                            const Matrix<float>& vectors, const WassersteinSpace& space, std::size_t pairs);

}  // namespace proclens
