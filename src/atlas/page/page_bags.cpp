#include "atlas/page/page_bags.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "atlas/page/page_columns.hpp"
#include "atlas/page/page_limits.hpp"
#include "atlas/page/page_texts.hpp"
#include "proclens/neighbours.hpp"

namespace proclens {

std::uint64_t feature_cap(const SparseRows& bags, std::uint64_t most) {
  std::vector<std::uint64_t> sizes(bags.rows());
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = bags.row_columns(i).size();
  return largest_cap(sizes, most);
}

std::string features_block(const PageData& data, std::uint64_t cap) {
  const SparseRows& bags = *data.bags;
  const auto heavier = [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(-data.feature_weight[a], a) < std::pair(-data.feature_weight[b], b);
  };
  // Features are renumbered by weight, heaviest first: small numbers are the telling ones.
  std::vector<std::uint32_t> by_weight(bags.columns);
  std::iota(by_weight.begin(), by_weight.end(), 0U);
  std::sort(by_weight.begin(), by_weight.end(), heavier);
  std::vector<std::uint32_t> place(bags.columns);
  for (std::size_t i = 0; i < by_weight.size(); ++i) place[by_weight[i]] = static_cast<std::uint32_t>(i);

  std::vector<std::uint64_t> whole(bags.rows());
  std::vector<std::uint64_t> kept(bags.rows());
  std::vector<std::uint64_t> steps;   // per bag: the first feature, then differences less one
  std::vector<std::uint64_t> counts;  // of the same pairs
  std::vector<std::pair<std::uint32_t, std::uint64_t>> features;
  for (std::size_t bag = 0; bag < bags.rows(); ++bag) {
    features.clear();
    const auto columns = bags.row_columns(bag);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      features.emplace_back(place[columns[k]], static_cast<std::uint64_t>(bags.row_values(bag)[k]));
    }
    std::sort(features.begin(), features.end());
    whole[bag] = features.size();
    kept[bag] = std::min<std::uint64_t>(features.size(), cap);
    std::uint64_t next = 0;
    for (std::size_t k = 0; k < kept[bag]; ++k) {
      steps.push_back(features[k].first - next);
      counts.push_back(features[k].second);
      next = features[k].first + 1U;
    }
  }

  TextBudget unlimited{SIZE_MAX, UINT64_MAX, SIZE_MAX};
  TextDictionary names;
  std::vector<std::uint32_t> name_number(bags.columns);
  for (std::size_t i = 0; i < by_weight.size(); ++i)
    name_number[i] = names.number(data.feature_names[by_weight[i]], unlimited);
  const TextDictionary::Sorted sorted = names.sorted();
  std::vector<std::uint64_t> name(bags.columns);
  for (std::size_t i = 0; i < name.size(); ++i) name[i] = sorted.rank_of[name_number[i]] - 1U;

  BlockWriter block;
  block.sorted_texts("names", sorted.texts);
  block.varint("name", name);
  block.varint("size", whole);
  block.varint("kept", kept);
  block.varint("steps", steps);
  // Mostly every image is loaded once: then nothing needs to be said.
  if (std::ranges::any_of(counts, [](std::uint64_t count) { return count != 1; })) block.varint("counts", counts);
  std::vector<double> weight(bags.columns);
  for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = data.feature_weight[by_weight[i]];
  block.f64("weight", weight);
  return block.bytes();
}

std::string neighbours_block(const PageData& data) {
  BlockWriter block;
  std::vector<std::uint64_t> neighbour;  // one higher, so that 0 is none
  std::vector<std::uint64_t> distance;
  const std::size_t count =
      data.neighbours == nullptr ? 0 : std::min<std::size_t>(kPageNeighbours, data.neighbours->columns());
  for (std::size_t bag = 0; count > 0 && bag < data.neighbours->rows(); ++bag) {
    for (std::size_t k = 0; k < count; ++k) {
      const std::uint32_t other = (*data.neighbours)(bag, k);
      const bool none = other == Neighbours::kNone;
      neighbour.push_back(none ? 0 : other + 1ULL);
      distance.push_back(none ? 0 : static_cast<std::uint64_t>(std::lround(1e4F * (*data.neighbour_distance)(bag, k))));
    }
  }
  block.header()["count"] = count;
  block.varint("neighbour", neighbour);
  block.varint("distance", distance);
  return block.bytes();
}

}  // namespace proclens
