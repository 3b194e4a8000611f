// The images that a generated process loads.
#pragma once

#include <cstdint>
#include <vector>

#include "demo/machine_boot.hpp"

namespace proclens {

/// Draws bags of images. Keeps a mark per image, so create one per thread and reuse it.
class ImageBags {
 public:
  explicit ImageBags(const DemoWorld& world);

  /// The numbers of the images that the sensor saw the process load, in loading order without repeats. Empty for kernel
  /// processes, for the second record of a process and for some nameless ones. Valid until the next call.
  ///
  /// Processes of one program differ in the options they load, the machine's build, graphics card, endpoint protection,
  /// updates and user, and, for the share `Program::lossy`, in loads that the sensor missed.
  [[nodiscard]] const std::vector<std::uint32_t>& draw(const DemoProcess& process);

  /// The index, in the bag last drawn, of the first image that no other process of the program loads; the bag's size if
  /// there is none.
  [[nodiscard]] std::size_t odd_begin() const noexcept { return odd_begin_; }

  /// What the paths of a process depend on.
  [[nodiscard]] PathTraits path_traits(const DemoProcess& process) const;

  /// The images of a process that occurs only in process_image_load, drawn likewise.
  [[nodiscard]] const std::vector<std::uint32_t>& draw_ghost(std::uint32_t program, const Boot& boot,
                                                             std::uint64_t ghost);

 private:
  void start(std::uint32_t host, std::uint32_t user, Moment moment, std::uint64_t item);
  [[nodiscard]] PathTraits traits_of(const Host& host, std::uint32_t user, Moment moment, std::uint64_t item) const;
  void take(TemplateIndex index);
  void take_all(const std::vector<TemplateIndex>& images);
  void take_program(const Program& program);
  void lose(const Program& program);

  const DemoWorld& world_;
  const std::vector<TemplateIndex>& endpoint_;
  const std::vector<TemplateIndex>& endpoint_new_;
  std::vector<const std::vector<TemplateIndex>*> odd_;
  std::uint32_t generic_;
  std::vector<std::uint64_t> mark_;  ///< by image: the last bag that contains it
  std::uint64_t bag_number_ = 0;
  std::vector<std::uint32_t> bag_;
  std::size_t odd_begin_ = 0;
  PathTraits traits_;
  const Host* host_ = nullptr;
  Draws draws_;
};

}  // namespace proclens
