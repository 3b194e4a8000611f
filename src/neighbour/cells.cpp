#include "neighbour/cells.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

#include "core/lanes.hpp"
#include "core/linear_algebra/multiply.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kSampledPerCell = 20;
constexpr std::size_t kRounds = 4;
constexpr std::size_t kLargestCell = 4;  // times the mean
constexpr std::size_t kAssigned = 256;   // participants whose products with the centres are kept at once
constexpr std::size_t kCentres = 1024;   // of these

/// Chosen participants by what they were assigned to.
struct Groups {
  std::vector<std::uint32_t> members;  // group after group, in the order in which they were given
  std::vector<std::size_t> start;

  [[nodiscard]] std::size_t size() const { return start.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> of(std::size_t group) const {
    return std::span(members).subspan(start[group], start[group + 1] - start[group]);
  }
};

Groups grouped(std::span<const std::uint32_t> chosen, const std::vector<std::uint32_t>& group, std::size_t groups) {
  Groups result{std::vector<std::uint32_t>(chosen.size()), std::vector<std::size_t>(groups + 1, 0)};
  for (const std::uint32_t g : group) ++result.start[g + 1];
  std::partial_sum(result.start.begin(), result.start.end(), result.start.begin());
  std::vector<std::size_t> next(result.start.begin(), result.start.end() - 1);
  for (std::size_t i = 0; i < chosen.size(); ++i) result.members[next[group[i]]++] = chosen[i];
  return result;
}

std::vector<std::uint32_t> every(std::span<const std::uint32_t> of, std::size_t count) {
  std::vector<std::uint32_t> chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(of[i * of.size() / count]);
  return chosen;
}

/// Writes the mean direction of the members; leaves `centre` as it is if there are none.
void write_centre(const Participants& participants, std::span<const std::uint32_t> members, std::span<float> centre) {
  if (members.empty()) return;
  std::vector<double> sum(centre.size(), 0.0);
  for (const std::uint32_t member : members) {
    const double factor = 1 / std::sqrt(participants.square(member));
    const std::span<const float> vector = participants.vector(member);
    for (std::size_t j = 0; j < sum.size(); ++j) sum[j] += factor * static_cast<double>(vector[j]);
  }
  double square = 0;
  for (const double value : sum) square += value * value;
  const double factor = square > 0 ? 1 / std::sqrt(square) : 0.0;
  for (std::size_t j = 0; j < sum.size(); ++j) centre[j] = static_cast<float>(factor * sum[j]);
}

void write_centres(const Context& context, const Participants& participants, const Groups& groups,
                   Matrix<float>& centres) {
  parallel_blocks(context, groups.size(), 8, [&](std::size_t begin, std::size_t end) {
    for (std::size_t g = begin; g < end; ++g) write_centre(participants, groups.of(g), centres.row(g));
  });
}

/// The centres of a spherical k-means of a sample.
Matrix<float> centres_of(const Context& context, const Participants& participants,
                         std::span<const std::uint32_t> members, std::size_t cells) {
  const std::vector<std::uint32_t> sample = every(members, std::min(members.size(), kSampledPerCell * cells));
  Matrix<float> centres(cells, participants.columns());
  const std::vector<std::uint32_t> first = every(sample, cells);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    write_centre(participants, std::span(first).subspan(cell, 1), centres.row(cell));
  }
  for (std::size_t round = 0; round < kRounds; ++round) {
    const Groups groups = grouped(sample, nearest_centres(context, participants, sample, centres), cells);
    write_centres(context, participants, groups, centres);
  }
  return centres;
}

/// Members that are yet to be divided, and into how many cells.
struct Part {
  std::vector<std::uint32_t> members;
  std::size_t cells;
};

std::size_t cells_for(std::size_t members, std::size_t mean) { return (members + mean - 1) / mean; }

/// Divides one part into cells, and puts those that are too large back to be divided.
void divide(const Context& context, const Participants& participants, const Part& part, std::size_t mean,
            std::vector<Part>& parts, Groups& cells) {
  const auto add_cell = [&](std::span<const std::uint32_t> members) {
    cells.members.insert(cells.members.end(), members.begin(), members.end());
    cells.start.push_back(cells.members.size());
  };
  const Matrix<float> centres = centres_of(context, participants, part.members, part.cells);
  const Groups groups =
      grouped(part.members, nearest_centres(context, participants, part.members, centres), part.cells);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const std::span<const std::uint32_t> members = groups.of(g);
    if (members.empty()) continue;
    if (members.size() <= kLargestCell * mean) {
      add_cell(members);
    } else if (members.size() < part.members.size() / 4 * 3) {
      parts.push_back({{members.begin(), members.end()}, cells_for(members.size(), mean)});
    } else {
      for (std::size_t i = 0; i < members.size(); i += mean) {
        add_cell(members.subspan(i, std::min(mean, members.size() - i)));
      }
    }
  }
}

/// A dot product with the centre then estimates the largest one with a member: the longer of two vectors in the same
/// direction is nearer to everything.
void scale_to_longest(const Participants& participants, const Groups& groups, Matrix<float>& centres) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    double longest = 0;
    for (const std::uint32_t member : groups.of(g)) longest = std::max(longest, participants.square(member));
    const auto factor = static_cast<float>(std::sqrt(longest));
    for (float& value : centres.row(g)) value *= factor;
  }
}

/// The index of the largest value, the first of several.
std::size_t first_greatest(const float* values, std::size_t count) {
  std::size_t j = 0;
  Lanes most = all_lanes(values[0]);
  for (; j + kLanes <= count; j += kLanes) most = greater(most, load_lanes(values + j));
  float greatest = *std::max_element(values + std::min(j, count - 1), values + count);
  for (std::size_t lane = 0; lane < kLanes; ++lane) greatest = std::max(greatest, most[lane]);
  return static_cast<std::size_t>(std::find(values, values + count, greatest) - values);
}

}  // namespace

double products_to_make_cells(std::size_t participants, std::size_t cells) {
  const auto sampled = static_cast<double>(std::min(participants, kSampledPerCell * cells));
  return (sampled * kRounds + static_cast<double>(participants)) * static_cast<double>(cells);
}

Cells make_cells(const Context& context, const Participants& participants, std::size_t cells) {
  const std::size_t n = participants.size();
  const std::size_t count = std::min(cells, n);
  std::vector<std::uint32_t> all(n);
  std::iota(all.begin(), all.end(), 0U);
  Groups groups{{}, {0}};
  std::vector<Part> parts;
  if (n > 0) parts.push_back({std::move(all), count});
  while (!parts.empty()) {
    const Part part = std::move(parts.back());
    parts.pop_back();
    divide(context, participants, part, cells_for(n, count), parts, groups);
  }
  Cells result{{}, {}, Matrix<float>(groups.size(), participants.columns())};
  write_centres(context, participants, groups, result.centres);
  if (participants.metric() == EmbeddingMetric::one_minus_dot) scale_to_longest(participants, groups, result.centres);
  result.members = std::move(groups.members);
  result.start = std::move(groups.start);
  return result;
}

std::vector<std::uint32_t> nearest_centres(const Context& context, const Participants& participants,
                                           std::span<const std::uint32_t> chosen, const Matrix<float>& centres) {
  const std::size_t d = participants.columns();
  std::vector<std::uint32_t> nearest(chosen.size(), 0);
  parallel_blocks(context, chosen.size(), kAssigned, [&](std::size_t begin, std::size_t end) {
    const std::size_t rows = end - begin;
    const auto vectors = std::make_unique_for_overwrite<float[]>(rows * d);
    const auto tile = std::make_unique_for_overwrite<float[]>(rows * kCentres);
    std::vector<float> best(rows);
    participants.copy_directions(chosen.subspan(begin, rows), vectors.get());
    for (std::size_t first = 0; first < centres.rows(); first += kCentres) {
      const std::size_t width = std::min(kCentres, centres.rows() - first);
      multiply_block(Op::none, Op::transpose, rows, width, d, 1.0F, vectors.get(), d, centres.row(first).data(), d,
                     0.0F, tile.get(), kCentres);
      for (std::size_t i = 0; i < rows; ++i) {
        const float* const products = tile.get() + i * kCentres;
        const std::size_t greatest = first_greatest(products, width);
        if (first > 0 && products[greatest] <= best[i]) continue;
        best[i] = products[greatest];
        nearest[begin + i] = static_cast<std::uint32_t>(first + greatest);
      }
    }
  });
  return nearest;
}

}  // namespace proclens
