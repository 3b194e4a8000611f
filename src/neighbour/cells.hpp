// Divides the points of a search into cells of points in similar directions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "neighbour/participants.hpp"
#include "proclens/context.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Every participant is in one of c cells; none is empty.
struct Cells {
  std::vector<std::uint32_t> members;  ///< cell after cell, ascending within each
  std::vector<std::size_t> start;      ///< c + 1 offsets into `members`
  Matrix<float> centres;               ///< c × d: the mean direction of the members, as long as the longest of them

  [[nodiscard]] std::size_t size() const noexcept { return centres.rows(); }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t cell) const noexcept {
    return std::span(members).subspan(start[cell], start[cell + 1] - start[cell]);
  }
};

/// Arithmetic of make_cells(), in products of two vectors.
[[nodiscard]] double products_to_make_cells(std::size_t participants, std::size_t cells);

/// Spherical k-means (Dhillon and Modha 2001) of an evenly spaced sample, 20 participants a cell and 4 rounds from
/// evenly spaced ones, then all to the nearest centre. A cell of more than four times the mean size is divided again in
/// the same way, and where that hardly divides it, because its members are nearly equal, it is cut into pieces: so a
/// cell's size, and with it the time of a search, is bounded whatever the data. Deterministic; the same for any number
/// of threads.
/// @param cells how many, roughly; at least 1
[[nodiscard]] Cells make_cells(const Context& context, const Participants& participants, std::size_t cells);

/// For each chosen participant the centre in the most similar direction, the first of several.
[[nodiscard]] std::vector<std::uint32_t> nearest_centres(const Context& context, const Participants& participants,
                                                         std::span<const std::uint32_t> chosen,
                                                         const Matrix<float>& centres);

}  // namespace proclens
