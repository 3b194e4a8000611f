#include "hunt/images_by_file_name.hpp"

#include <algorithm>
#include <numeric>

#include "core/text.hpp"

namespace proclens {

ImagesByFileName::ImagesByFileName(const TextColumn& images, const UnitCounts& counts) {
  std::vector<std::uint32_t> name_of;
  for (std::size_t image = 0; image < images.size(); ++image) {
    name_of.push_back(names_.add(last_path_part(images[image])));
  }
  start_.assign(names_.size() + 1, 0);
  for (const std::uint32_t name : name_of) ++start_[name + 1];
  std::partial_sum(start_.begin(), start_.end(), start_.begin());
  images_.resize(name_of.size());
  std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
  for (std::uint32_t image = 0; image < name_of.size(); ++image) images_[next[name_of[image]]++] = image;
  for (std::size_t name = 0; name + 1 < start_.size(); ++name) {
    std::stable_sort(images_.begin() + static_cast<std::ptrdiff_t>(start_[name]),
                     images_.begin() + static_cast<std::ptrdiff_t>(start_[name + 1]),
                     [&](auto a, auto b) { return counts.entries(a).size() > counts.entries(b).size(); });
  }
}

std::span<const std::uint32_t> ImagesByFileName::find(std::string_view file_name) const {
  const std::uint32_t name = names_.find(file_name);
  if (name == DistinctTexts::kNull) return {};
  return std::span(images_).subspan(start_[name], start_[name + 1] - start_[name]);
}

}  // namespace proclens
