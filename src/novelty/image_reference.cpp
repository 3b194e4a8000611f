#include "novelty/image_reference.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace proclens {
namespace {

void require_ascending_pairs(const ImageCounts& counts) {
  const std::size_t pairs = counts.loads.keys();
  bool is_valid = counts.load_name.size() == pairs && counts.load_image.size() == pairs;
  for (std::size_t pair = 0; is_valid && pair < pairs; ++pair) {
    is_valid = counts.load_name[pair] < counts.loaders.keys() && counts.load_image[pair] < counts.images &&
               (pair == 0 || std::pair(counts.load_name[pair - 1], counts.load_image[pair - 1]) <
                                 std::pair(counts.load_name[pair], counts.load_image[pair]));
  }
  if (!is_valid) throw std::invalid_argument("ImageReference: pairs must ascend, by names and images with a number");
}

}  // namespace

ImageReference::ImageReference(ImageCounts counts) : counts_(std::move(counts)) {
  require_ascending_pairs(counts_);
  const std::size_t names = counts_.loaders.keys();
  for (std::uint32_t name = 0; name <= names; ++name) {
    const auto first = std::ranges::lower_bound(counts_.load_name, name);
    name_start_.push_back(static_cast<std::size_t>(first - counts_.load_name.begin()));
  }
  all_ = counts_.loaders.grouped(std::vector<std::uint32_t>(names, 0), 1);
  images_ = counts_.loads.grouped(counts_.load_image, counts_.images);
  count_new_to_program();
}

void ImageReference::count_new_to_program() {
  std::vector<UnitCounts::KeyEntry> loads, of_image, images;
  for (std::uint32_t pair = 0; pair < counts_.loads.keys(); ++pair) {
    const auto own = counts_.loads.entries(pair);
    if (own.size() == 1 && images_.entries(counts_.load_image[pair]).size() > 1) {
      loads.push_back({counts_.load_name[pair], own[0]});
      of_image.push_back({counts_.load_image[pair], own[0]});
      images.push_back({counts_.load_name[pair], {own[0].unit, 1}});
    }
  }
  new_to_program_ = UnitCounts::summed(counts_.loaders.keys(), std::move(loads));
  image_new_to_program_ = UnitCounts::summed(counts_.images, std::move(of_image));
  const UnitCounts distinct = UnitCounts::summed(counts_.loaders.keys(), std::move(images));
  std::vector<UnitCounts::KeyEntry> loaders;
  for (std::uint32_t name = 0; name < new_to_program_.keys(); ++name) {
    for (const UnitCounts::Entry& entry : new_to_program_.entries(name)) {
      const std::uint64_t most = std::min(distinct.within(name, entry.unit), kMaxNewImages);
      for (std::uint64_t count = 1; count <= most; ++count) {
        loaders.push_back({static_cast<std::uint32_t>(count), {entry.unit, entry.processes / count}});
      }
    }
  }
  loaders_of_new_ = UnitCounts::summed(kMaxNewImages + 1, std::move(loaders));
}

std::uint64_t ImageReference::loaders(std::uint32_t name, std::uint32_t unit) const {
  return counts_.loaders.without(name, unit);
}

std::uint64_t ImageReference::of_image(std::uint32_t image, std::uint32_t unit) const {
  return images_.without(image, unit);
}

std::uint64_t ImageReference::of_image(std::uint32_t name, std::uint32_t image, std::uint32_t unit) const {
  const auto begin = counts_.load_image.begin() + static_cast<std::ptrdiff_t>(name_start_[name]);
  const auto end = counts_.load_image.begin() + static_cast<std::ptrdiff_t>(name_start_[name + 1]);
  const auto found = std::lower_bound(begin, end, image);
  if (found == end || *found != image) return 0;
  return counts_.loads.without(static_cast<std::uint32_t>(found - counts_.load_image.begin()), unit);
}

std::uint64_t ImageReference::of_folder(std::uint32_t folder, std::uint32_t unit) const {
  return counts_.folders.without(folder, unit);
}

std::uint64_t ImageReference::of_signer(std::uint32_t signer, std::uint32_t unit) const {
  return counts_.signers.without(signer, unit);
}

std::uint64_t ImageReference::new_to_program(std::uint32_t name, std::uint32_t unit) const {
  return new_to_program_.without(name, unit);
}

std::uint64_t ImageReference::loads_new_to_program(std::uint32_t image, std::uint32_t unit) const {
  return image_new_to_program_.without(image, unit);
}

std::uint64_t ImageReference::loaders_of_new(std::uint64_t images, std::uint32_t unit) const {
  return loaders_of_new_.without(static_cast<std::uint32_t>(std::min(images, kMaxNewImages)), unit);
}

}  // namespace proclens
