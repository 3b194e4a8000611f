// Counts a dataset's own loads as a reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "novelty/image_novelty.hpp"
#include "novelty/image_reference.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// How many processes of a name in a unit loaded an image.
struct LoadCount {
  std::uint32_t name = 0;
  std::uint32_t image = 0;
  std::uint32_t unit = 0;
  std::uint64_t processes = 0;
};

/// How many numbers there are of each kind.
struct ImageNumbers {
  std::size_t names = 0;
  std::size_t images = 0;
  std::size_t folders = 0;
  std::size_t signers = 0;
};

/// Puts counts of loads into `counts`, which holds the number of images.
/// @param loads ascending by name, image and unit
void add_loads(std::span<const LoadCount> loads, ImageCounts& counts);

/// The loads of processes by name and unit. O(files of all processes) and a sort of the counts.
[[nodiscard]] ImageCounts count_images(const Context& context, const LoadedFiles& files, const ImageNumbers& numbers,
                                       std::span<const std::uint32_t> name, std::span<const std::uint32_t> unit);

}  // namespace proclens
