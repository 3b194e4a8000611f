#include "proclens/ordered_bags.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/hash/distinct_texts.hpp"
#include "core/require_valid.hpp"

namespace proclens {
namespace {

/// Sequences as texts are equal if their numbers are.
std::string_view bytes_of(std::span<const std::uint32_t> sequence) {
  return {reinterpret_cast<const char*>(sequence.data()), sequence.size_bytes()};
}

void append_counts(std::span<const std::uint32_t> sequence, SparseRows& counts) {
  std::vector<std::uint32_t> sorted(sequence.begin(), sequence.end());
  std::ranges::sort(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0 && sorted[i] == sorted[i - 1]) {
      ++counts.value.back();
    } else {
      counts.column.push_back(sorted[i]);
      counts.value.push_back(1);
    }
  }
  counts.row_start.push_back(counts.column.size());
}

}  // namespace

std::string SequencesView::validate(std::size_t features) const {
  if (multiplicity.size() != size()) return "there must be one multiplicity for each sequence";
  if (std::ranges::find(multiplicity, 0U) != multiplicity.end()) return "multiplicities must be at least 1";
  if (start.empty() ? !feature.empty() : start.front() != 0 || start.back() != feature.size()) {
    return "the offsets of sequences must lead from 0 to the number of entries";
  }
  if (!std::ranges::is_sorted(start)) return "the offsets of sequences must not descend";
  if (std::ranges::any_of(feature, [&](std::uint32_t f) { return f >= features; })) {
    return "a sequence has a feature that does not exist";
  }
  return {};
}

OrderedBags ordered_bags(const Context& context, const SequencesView& objects, std::size_t features) {
  require_valid("ordered_bags", objects.validate(features));
  OrderedBags result;
  SparseRows counts;
  counts.columns = features;
  DistinctTexts distinct;
  for (std::size_t object = 0; object < objects.size(); ++object) {
    const std::span<const std::uint32_t> sequence = objects.sequence(object);
    const std::uint32_t number = distinct.add(bytes_of(sequence)) - 1;
    if (number == result.sequences.size()) {
      result.sequences.feature.insert(result.sequences.feature.end(), sequence.begin(), sequence.end());
      result.sequences.start.push_back(result.sequences.feature.size());
      result.sequences.multiplicity.push_back(0);
      append_counts(sequence, counts);
    }
    ++result.sequences.multiplicity[number];
    result.sequence_of.push_back(number);
  }
  DistinctBags of_sequences = distinct_bags(context, counts);
  result.distinct.bags.counts = std::move(of_sequences.bags.counts);
  result.distinct.bags.multiplicity.assign(result.distinct.bags.distinct(), 0);
  for (const std::uint32_t sequence : result.sequence_of) {
    result.distinct.bag_of.push_back(of_sequences.bag_of[sequence]);
    ++result.distinct.bags.multiplicity[of_sequences.bag_of[sequence]];
  }
  return result;
}

}  // namespace proclens
