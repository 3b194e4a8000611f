// The truth that embeddings are measured against: exact Wasserstein distances between bags.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "embed/bag_distributions.hpp"

namespace proclens {

/// Cosine distances between all pairs of feature vectors, the ground cost of transport (v × v). A zero vector is at
/// distance 1 from every other.
[[nodiscard]] Matrix<double> ground_costs(const Matrix<float>& vectors);

/// The exact Wasserstein distance of each query bag to every bag (queries × u), by the program's own solver.
[[nodiscard]] Matrix<float> exact_distances(const BagDistributions& bags, const Matrix<double>& costs,
                                            std::span<const std::uint32_t> queries);

/// Writes problems and the costs found for a second opinion (check_transport.py): one JSON object a line with the keys
/// supply, demand, cost (rows) and distance. Pairs are drawn at random.
void write_transport_sample(const std::filesystem::path& file, const BagDistributions& bags,
                            const Matrix<double>& costs, std::size_t pairs);

}  // namespace proclens
