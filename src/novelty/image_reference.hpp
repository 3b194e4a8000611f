// What processes are compared with: how many processes of a baseline, or of the rest of a dataset, loaded which images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "novelty/unit_counts.hpp"

namespace proclens {

/// Names, images, folders and signers are numbered from 0; what the reference lacks counts 0. All counts are by the
/// same units, which need not be those of ReferenceCounts where nothing is left out.
struct ImageCounts {
  UnitCounts loads;                       ///< processes by name and image: pairs that ascend by name, then image
  std::vector<std::uint32_t> load_name;   ///< the name of each pair
  std::vector<std::uint32_t> load_image;  ///< its image
  std::size_t images = 0;
  UnitCounts folders;  ///< processes by the folders that they loaded anything from
  UnitCounts signers;  ///< processes by the signers of what they loaded
  UnitCounts loaders;  ///< processes by name that loaded anything
};

inline constexpr std::uint64_t kMaxNewImages = 64;

/// The counts with their sums. Every count leaves one unit out, or nothing where the unit is kNoNumber. May be used
/// from several threads at once.
class ImageReference {
 public:
  ImageReference() : ImageReference(ImageCounts()) {}
  /// Throws std::invalid_argument when arrays and counts differ in length, pairs do not ascend, or a number is out of
  /// range.
  explicit ImageReference(ImageCounts counts);

  /// Processes that loaded anything.
  [[nodiscard]] std::uint64_t loaders(std::uint32_t unit) const { return all_.without(0, unit); }
  /// Processes of a name that loaded anything.
  [[nodiscard]] std::uint64_t loaders(std::uint32_t name, std::uint32_t unit) const;
  /// Processes that loaded an image.
  [[nodiscard]] std::uint64_t of_image(std::uint32_t image, std::uint32_t unit) const;
  /// Processes of a name that loaded an image.
  [[nodiscard]] std::uint64_t of_image(std::uint32_t name, std::uint32_t image, std::uint32_t unit) const;
  [[nodiscard]] std::uint64_t of_folder(std::uint32_t folder, std::uint32_t unit) const;
  [[nodiscard]] std::uint64_t of_signer(std::uint32_t signer, std::uint32_t unit) const;

  /// How many images new to their program the processes of a name loaded, all together: images that processes outside
  /// their own unit loaded, but none of the same name.
  [[nodiscard]] std::uint64_t new_to_program(std::uint32_t name, std::uint32_t unit) const;
  /// How many loads of an image were by processes of programs that it was new to.
  [[nodiscard]] std::uint64_t loads_new_to_program(std::uint32_t image, std::uint32_t unit) const;
  /// At most how many processes of any name loaded at least so many such images, 1 or more. Loads are counted, not
  /// processes, so those of one name and unit are taken to be as concentrated as they can be: all of so many processes,
  /// if there are so many images. From kMaxNewImages images on more make no difference.
  [[nodiscard]] std::uint64_t loaders_of_new(std::uint64_t images, std::uint32_t unit) const;

  [[nodiscard]] const ImageCounts& counts() const noexcept { return counts_; }
  /// Processes by image.
  [[nodiscard]] const UnitCounts& images() const noexcept { return images_; }

 private:
  void count_new_to_program();

  ImageCounts counts_;
  std::vector<std::size_t> name_start_;  // of each name's pairs
  UnitCounts all_, images_;
  UnitCounts
      new_to_program_;  // by name: loads of images that its processes load in one unit only, and others elsewhere
  UnitCounts image_new_to_program_;  // the same by image
  UnitCounts loaders_of_new_;        // by the number of such images
};

}  // namespace proclens
