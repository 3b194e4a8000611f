#include "embed/vocabulary/ordered_cooccurrence.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kFeatureBlock = 16;  // small, since a few features have most of the windows

/// A feature at a place in a sequence.
struct Occurrence {
  std::size_t sequence = 0;
  std::size_t position = 0;
};

/// The occurrences of each feature, in the order of the sequences.
struct Occurrences {
  std::vector<std::size_t> start;  ///< v + 1
  std::vector<Occurrence> at;
};

Occurrences find_occurrences(const SequencesView& sequences, std::size_t features) {
  Occurrences found{std::vector<std::size_t>(features + 1, 0), std::vector<Occurrence>(sequences.feature.size())};
  for (const std::uint32_t feature : sequences.feature) ++found.start[feature + 1];
  std::partial_sum(found.start.begin(), found.start.end(), found.start.begin());
  std::vector<std::size_t> next(found.start.begin(), found.start.end() - 1);
  for (std::size_t s = 0; s < sequences.size(); ++s) {
    const auto sequence = sequences.sequence(s);
    for (std::size_t i = 0; i < sequence.size(); ++i) found.at[next[sequence[i]]++] = {s, i};
  }
  return found;
}

/// What surrounds one occurrence of a feature.
struct Window {
  std::uint32_t size = 0;
  std::uint32_t multiplicity = 0;
};

/// All windows around one feature.
struct FeatureWindows {
  std::vector<std::uint32_t> column;  ///< of the feature's row, ascending
  std::vector<Window> windows;
  std::vector<std::uint32_t> member;  ///< of one window after the other, as entries of the row
};

FeatureWindows windows_around(const SequencesView& sequences, std::span<const Occurrence> occurrences,
                              std::size_t features, std::size_t radius) {
  FeatureWindows result;
  for (const auto& [s, i] : occurrences) {
    const auto sequence = sequences.sequence(s);
    const std::size_t before = result.member.size();
    for (std::size_t j = i - std::min(i, radius); j < i; ++j) result.member.push_back(sequence[j]);
    for (std::size_t j = i + 1; j < sequence.size() && j <= i + radius; ++j) {
      result.member.push_back(static_cast<std::uint32_t>(features + sequence[j]));
    }
    result.windows.push_back({static_cast<std::uint32_t>(result.member.size() - before), sequences.multiplicity[s]});
  }
  result.column = result.member;
  std::ranges::sort(result.column);
  const auto repeated = std::ranges::unique(result.column);
  result.column.erase(repeated.begin(), repeated.end());
  for (std::uint32_t& member : result.member) {
    member = static_cast<std::uint32_t>(std::ranges::lower_bound(result.column, member) - result.column.begin());
  }
  return result;
}

/// Spreads each occurrence over its window in proportion to `row`, and replaces `row` by the sums.
void spread_occurrences(const FeatureWindows& feature, std::span<double> row) {
  std::vector<double> sums(row.size(), 0.0);
  const std::uint32_t* member = feature.member.data();
  for (const Window& window : feature.windows) {
    double total = 0;
    for (std::uint32_t k = 0; k < window.size; ++k) total += row[member[k]];
    for (std::uint32_t k = 0; k < window.size && total > 0; ++k) {
      sums[member[k]] += window.multiplicity * (row[member[k]] / total);
    }
    member += window.size;
  }
  std::ranges::copy(sums, row.begin());
}

void scale_columns(SparseRows& matrix) {
  std::vector<double> sums(matrix.columns, 0.0);
  for (std::size_t e = 0; e < matrix.nonzeros(); ++e) sums[matrix.column[e]] += matrix.value[e];
  for (std::size_t e = 0; e < matrix.nonzeros(); ++e) {
    if (sums[matrix.column[e]] > 0) matrix.value[e] /= sums[matrix.column[e]];
  }
}

}  // namespace

SparseRows ordered_cooccurrence(const Context& context, const SequencesView& sequences, std::size_t features,
                                std::size_t window, std::size_t rounds) {
  const Occurrences occurrences = find_occurrences(sequences, features);
  std::vector<FeatureWindows> windows(features);
  parallel_blocks(context, features, kFeatureBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t feature = begin; feature < end; ++feature) {
      windows[feature] = windows_around(
          sequences,
          std::span(occurrences.at)
              .subspan(occurrences.start[feature], occurrences.start[feature + 1] - occurrences.start[feature]),
          features, window);
    }
  });
  SparseRows matrix;
  matrix.columns = 2 * features;
  for (FeatureWindows& feature : windows) {
    matrix.column.insert(matrix.column.end(), feature.column.begin(), feature.column.end());
    matrix.row_start.push_back(matrix.column.size());
    feature.column = {};
  }
  matrix.value.assign(matrix.nonzeros(), 1.0);  // every context is equally likely at first
  for (std::size_t round = 0; round <= rounds; ++round) {
    context.check_cancelled();
    parallel_blocks(context, features, kFeatureBlock, [&](std::size_t begin, std::size_t end) {
      for (std::size_t feature = begin; feature < end; ++feature) {
        spread_occurrences(windows[feature], std::span(matrix.value)
                                                 .subspan(matrix.row_start[feature],
                                                          matrix.row_start[feature + 1] - matrix.row_start[feature]));
      }
    });
    scale_columns(matrix);
  }
  return matrix;
}

}  // namespace proclens
