#include "novelty/image_counts.hpp"

#include <algorithm>
#include <tuple>

#include "novelty/feature_counts.hpp"

namespace proclens {
namespace {

/// The distinct pairs of a name and a unit, in order, and which one each process has.
struct NamesInUnits {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  std::vector<std::uint32_t> pair_of;
};

NamesInUnits names_in_units(std::span<const std::uint32_t> name, std::span<const std::uint32_t> unit) {
  NamesInUnits found;
  for (std::size_t i = 0; i < name.size(); ++i) found.pairs.emplace_back(name[i], unit[i]);
  const auto all = found.pairs;
  std::ranges::sort(found.pairs);
  found.pairs.erase(std::unique(found.pairs.begin(), found.pairs.end()), found.pairs.end());
  for (const auto& pair : all) {
    const auto at = std::ranges::lower_bound(found.pairs, pair);
    found.pair_of.push_back(static_cast<std::uint32_t>(at - found.pairs.begin()));
  }
  return found;
}

std::vector<LoadCount> count_loads(const Context& context, const LoadedFiles& files,
                                   std::span<const std::uint32_t> name, std::span<const std::uint32_t> unit) {
  const NamesInUnits groups = names_in_units(name, unit);
  const NumberSets images = mapped(files.sets, files.image);
  std::vector<LoadCount> loads;
  for (const FeatureCount& count :
       count_features(context, {groups.pair_of, groups.pairs.size(), files.set_of, {}}, images)) {
    const auto& [of_name, in_unit] = groups.pairs[count.group];
    loads.push_back({of_name, count.feature, in_unit, count.processes});
  }
  std::ranges::sort(loads, {}, [](const LoadCount& load) { return std::tuple(load.name, load.image, load.unit); });
  return loads;
}

/// Processes by a feature of what they loaded, and by unit.
UnitCounts count_in_units(const Context& context, const LoadedFiles& files, std::span<const std::uint32_t> feature_of,
                          std::size_t features, std::span<const std::uint32_t> unit) {
  const std::size_t units = unit.empty() ? 0 : *std::ranges::max_element(unit) + 1;
  std::vector<UnitCounts::KeyEntry> entries;
  for (const FeatureCount& count :
       count_features(context, {unit, units, files.set_of, {}}, mapped(files.sets, feature_of))) {
    entries.push_back({count.feature, {count.group, count.processes}});
  }
  return UnitCounts::summed(features, std::move(entries));
}

UnitCounts count_loaders(const LoadedFiles& files, std::size_t names, std::span<const std::uint32_t> name,
                         std::span<const std::uint32_t> unit) {
  std::vector<UnitCounts::KeyEntry> entries;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!files.sets[files.set_of[i]].empty()) entries.push_back({name[i], {unit[i], 1}});
  }
  return UnitCounts::summed(names, std::move(entries));
}

/// Without those that are not signed.
std::vector<std::uint32_t> known_signers(std::vector<std::uint32_t> signers) {
  std::ranges::replace(signers, kUnsigned, kNoNumber);
  return signers;
}

}  // namespace

void add_loads(std::span<const LoadCount> loads, ImageCounts& counts) {
  for (const LoadCount& load : loads) {
    if (counts.load_name.empty() || counts.load_name.back() != load.name || counts.load_image.back() != load.image) {
      counts.load_name.push_back(load.name);
      counts.load_image.push_back(load.image);
    }
  }
  counts.loads = UnitCounts(counts.load_name.size());
  std::uint32_t pair = 0;
  for (const LoadCount& load : loads) {
    if (counts.load_name[pair] != load.name || counts.load_image[pair] != load.image) ++pair;
    counts.loads.add(pair, load.unit, load.processes);
  }
}

ImageCounts count_images(const Context& context, const LoadedFiles& files, const ImageNumbers& numbers,
                         std::span<const std::uint32_t> name, std::span<const std::uint32_t> unit) {
  ImageCounts counts;
  counts.images = numbers.images;
  add_loads(count_loads(context, files, name, unit), counts);
  counts.folders = count_in_units(context, files, files.folder, numbers.folders, unit);
  counts.signers = count_in_units(context, files, known_signers(files.signer), numbers.signers, unit);
  counts.loaders = count_loaders(files, numbers.names, name, unit);
  return counts;
}

}  // namespace proclens
