// Features in the order in which they occur in an object, and the bags that remain when the order is dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "proclens/distinct_bags.hpp"

namespace proclens {

/// s sequences of features, one after the other.
struct Sequences {
  std::vector<std::size_t> start{0};        ///< s + 1 offsets into `feature`
  std::vector<std::uint32_t> feature;       ///< in order, with repetitions
  std::vector<std::uint32_t> multiplicity;  ///< s, how many objects have this sequence, at least 1

  [[nodiscard]] std::size_t size() const noexcept { return start.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> sequence(std::size_t i) const noexcept {
    return {feature.data() + start[i], start[i + 1] - start[i]};
  }
  bool operator==(const Sequences&) const = default;
};

/// A non-owning view of sequences, which must not change while the view is in use. They need not be distinct.
struct SequencesView {
  std::span<const std::size_t> start;           ///< s + 1 offsets; none at all for no sequences
  std::span<const std::uint32_t> feature;       ///< below the number of features
  std::span<const std::uint32_t> multiplicity;  ///< s, at least 1

  SequencesView() = default;
  SequencesView(const Sequences& sequences) noexcept  // implicit, like std::span's
      : start(sequences.start), feature(sequences.feature), multiplicity(sequences.multiplicity) {}

  [[nodiscard]] std::size_t size() const noexcept { return start.empty() ? 0 : start.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> sequence(std::size_t i) const noexcept {
    return feature.subspan(start[i], start[i + 1] - start[i]);
  }

  /// What is wrong with the contents, as a sentence; empty if nothing is. Nothing else may be called before this has
  /// returned an empty string. Reads every entry.
  [[nodiscard]] std::string validate(std::size_t features) const;
};

/// The distinct sequences of n objects, and their distinct bags.
struct OrderedBags {
  Sequences sequences;                     ///< s, numbered in order of first appearance
  std::vector<std::uint32_t> sequence_of;  ///< n, per object its sequence
  DistinctBags distinct;                   ///< n objects; bags in order of first appearance
};

/// Collapses equal sequences, and equal bags of different sequences. Exact, see distinct_bags().
/// @param objects n sequences, n below 2³² − 1; their multiplicities are not used
/// Throws std::invalid_argument if `objects.validate(features)` reports a problem, Error (data) for too many objects,
/// Cancelled.
[[nodiscard]] OrderedBags ordered_bags(const Context& context, const SequencesView& objects, std::size_t features);

}  // namespace proclens
