// The points that take part in a search for neighbours: those that have a direction.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/embedding.hpp"
#include "proclens/matrix.hpp"

namespace proclens {

/// Numbered from 0 in the order of their points. Keeps a view of the embedding.
class Participants {
 public:
  /// Throws std::invalid_argument if a vector is not finite.
  Participants(const Context& context, const EmbeddingView& embedding);

  [[nodiscard]] std::size_t size() const noexcept { return point_.size(); }
  [[nodiscard]] std::size_t columns() const noexcept { return embedding_.vectors.columns(); }
  [[nodiscard]] std::uint32_t point(std::size_t i) const noexcept { return point_[i]; }
  /// The participant of a point that is one.
  [[nodiscard]] std::uint32_t of_point(std::uint32_t point) const noexcept {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(point_, point) - point_.begin());
  }
  [[nodiscard]] EmbeddingMetric metric() const noexcept { return embedding_.metric; }

  /// The original vector of participant i.
  [[nodiscard]] std::span<const float> vector(std::size_t i) const noexcept {
    return embedding_.vectors.row(point_[i]);
  }

  /// The squared length of that vector.
  [[nodiscard]] double square(std::size_t i) const noexcept { return square_[i]; }

  /// Copies the vectors of the given participants, one after the other; scaled to unit length for the cosine, so that a
  /// dot product ranks either metric.
  void copy(std::span<const std::uint32_t> chosen, float* to) const;

  /// The same, scaled to unit length for either metric.
  void copy_directions(std::span<const std::uint32_t> chosen, float* to) const;

 private:
  EmbeddingView embedding_;
  std::vector<std::uint32_t> point_;
  std::vector<double> square_;
};

/// The distance between the original vectors of two participants in double precision, the same bits for (a, b) and
/// (b, a); anything within rounding error of 0 is 0. Both have the same metric and length of vectors.
[[nodiscard]] double participant_distance(const Participants& of_a, std::size_t a, const Participants& of_b,
                                          std::size_t b);

/// Copies of all participants' vectors in a given order.
struct PackedRows {
  std::vector<std::uint32_t> participant;  ///< of each row
  std::vector<std::uint32_t> row;          ///< of each participant
  Matrix<float> vectors;
};

/// @param order every participant once
[[nodiscard]] PackedRows pack(const Context& context, const Participants& participants,
                              std::vector<std::uint32_t> order);

}  // namespace proclens
