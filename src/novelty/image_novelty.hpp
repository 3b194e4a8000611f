// Which of the images that a process loaded are new: to everybody, or to its program.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "novelty/image_reference.hpp"
#include "novelty/image_sets.hpp"
#include "proclens/context.hpp"

namespace proclens {

inline constexpr std::size_t kImageExamples = 3;
using ImageExamples = std::array<std::uint32_t, kImageExamples>;
/// The signer of an image that has no valid signature.
inline constexpr std::uint32_t kUnsigned = kNoNumber - 1;

/// What n processes loaded: files, which are images with the signer that they were loaded with. All numbers are those
/// of the reference.
struct LoadedFiles {
  std::vector<std::uint32_t> set_of;  ///< of each process: a set of numbers of files
  NumberSets sets;
  std::vector<std::uint32_t> image;   ///< of each file; files of one image are numbered one after the other
  std::vector<std::uint32_t> folder;  ///< of each file
  std::vector<std::uint32_t> signer;  ///< of each file; kUnsigned, or kNoNumber where signatures were not recorded
};

/// What is new about a process's images. Examples are files, kNoNumber where there are fewer.
struct ImageNovelty {
  std::uint32_t new_images = 0;  ///< images that no process of the reference loaded, unless a known signer signed them
  std::uint64_t folder_processes = 0;  ///< the fewest that loaded anything from one of those images' folders
  ImageExamples new_examples;          ///< of those, from the rarest folders first
  std::uint32_t program_images = 0;    ///< images that other programs of the reference load, but not this one
  /// How often those images turn up in programs that they are new to: 1 / the sum over them of (loads + 1) / (loads by
  /// programs that the image is new to + 1). Some, such as the hooks of a security product, turn up everywhere.
  double program_share = 1;
  ImageExamples program_examples;  ///< of those, the rarest first
};

/// Of each process. A signer is known if a process of the reference loaded anything signed by it. Where the reference
/// has no loads, or none of the process's name, they say nothing. O(files), up to a logarithm, of what differs among
/// processes of one name and unit.
/// @param name, unit of each process; the unit is left out of the reference, kNoNumber: nothing is
[[nodiscard]] std::vector<ImageNovelty> find_image_novelty(const Context& context, const ImageReference& reference,
                                                           const LoadedFiles& files,
                                                           std::span<const std::uint32_t> name,
                                                           std::span<const std::uint32_t> unit);

}  // namespace proclens
