#include "novelty/image_novelty.hpp"

#include <algorithm>
#include <tuple>

#include "core/hash/distinct_keys.hpp"
#include "core/hash/hash_bytes.hpp"
#include "core/parallel.hpp"

namespace proclens {
namespace {

constexpr std::size_t kSetBlock = 256;

/// Files, the rarest first.
class RarestFiles {
 public:
  void add(std::uint64_t processes, std::uint32_t file) { found_.emplace_back(processes, file); }
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(found_.size()); }
  /// The processes of the rarest; 0 without files.
  [[nodiscard]] std::uint64_t fewest() const { return found_.empty() ? 0 : std::ranges::min_element(found_)->first; }
  [[nodiscard]] ImageExamples examples() {
    ImageExamples files;
    files.fill(kNoNumber);
    const std::size_t most = std::min(found_.size(), files.size());
    std::ranges::partial_sort(found_, found_.begin() + static_cast<std::ptrdiff_t>(most));
    for (std::size_t i = 0; i < most; ++i) files[i] = found_[i].second;
    return files;
  }

 private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> found_;
};

ImageNovelty novelty_of_set(const ImageReference& reference, const LoadedFiles& files, std::uint32_t name,
                            std::uint32_t unit, std::uint32_t set) {
  RarestFiles new_files;      // by the processes that loaded anything from their folders
  RarestFiles program_files;  // by the processes that loaded them
  double rarity = 0;
  const bool has_loads = reference.loaders(unit) > 0;
  const bool knows_program = reference.loaders(name, unit) > 0;
  std::uint32_t counted = kNoNumber;  // an image counts once, whoever signed its files
  for (const std::uint32_t file : has_loads ? files.sets[set] : std::span<const std::uint32_t>()) {
    const std::uint32_t image = files.image[file];
    if (image == counted) continue;
    if (const std::uint64_t others = reference.of_image(image, unit); others > 0) {
      if (!knows_program || reference.of_image(name, image, unit) > 0) continue;
      program_files.add(others, file);
      rarity += static_cast<double>(others + 1) / static_cast<double>(reference.loads_new_to_program(image, unit) + 1);
    } else {
      const std::uint32_t signer = files.signer[file];
      if (signer < kUnsigned && reference.of_signer(signer, unit) > 0) continue;
      new_files.add(reference.of_folder(files.folder[file], unit), file);
    }
    counted = image;
  }
  return {new_files.count(),     new_files.fewest(),        new_files.examples(),
          program_files.count(), 1 / std::max(rarity, 1.0), program_files.examples()};
}

}  // namespace

std::vector<ImageNovelty> find_image_novelty(const Context& context, const ImageReference& reference,
                                             const LoadedFiles& files, std::span<const std::uint32_t> name,
                                             std::span<const std::uint32_t> unit) {
  // Most processes of a program on a host load the same.
  DistinctKeys<HashBytes> distinct;
  std::vector<std::uint32_t> number_of(name.size());
  for (std::size_t i = 0; i < name.size(); ++i) {
    number_of[i] = distinct.add({static_cast<std::uint64_t>(name[i]) << 32U | unit[i], files.set_of[i]});
  }
  std::vector<ImageNovelty> found(distinct.size());
  parallel_blocks(context, found.size(), kSetBlock, [&](std::size_t begin, std::size_t end) {
    for (std::size_t number = begin; number < end; ++number) {
      const HashBytes& key = distinct.keys()[number];
      found[number] = novelty_of_set(reference, files, static_cast<std::uint32_t>(key.high >> 32U),
                                     static_cast<std::uint32_t>(key.high), static_cast<std::uint32_t>(key.low));
    }
  });
  std::vector<ImageNovelty> novelties(name.size());
  for (std::size_t i = 0; i < name.size(); ++i) novelties[i] = found[number_of[i]];
  return novelties;
}

}  // namespace proclens
