// The image loads of an import, kept as numbers of fixed size and grouped by process and image part by part, so that
// memory does not grow with their number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/hash_bytes.hpp"
#include "import/store/load_groups.hpp"
#include "storage/file_system.hpp"

namespace proclens {

struct LoadStoreLimits {
  std::size_t block = 1 << 14;  ///< bytes of a part that are held before they go to disk
  std::size_t text_bytes =
      64 << 20;                ///< distinct paths that are held in memory; further ones are stored with each load
  std::size_t md5s = 1 << 12;  ///< distinct hashes that are numbered
};

class LoadStore {
 public:
  /// @param folder exists; a file lies in it while this lives
  explicit LoadStore(const OutputPath& folder, const LoadStoreLimits& limits = {});
  LoadStore(const LoadStore&) = delete;
  LoadStore& operator=(const LoadStore&) = delete;
  ~LoadStore();

  /// The number of a path for `add`: DistinctTexts::kNull when memory holds no more paths.
  [[nodiscard]] std::uint32_t image(std::string_view path);

  struct Image {
    std::uint32_t number;   ///< what `image` says of the path
    std::string_view path;  ///< stored with the load if it has no number
  };
  /// One load, at a time in microseconds. Throws Error (machine) when the disk is full.
  void add(const HashBytes& process, const Image& image, std::int64_t time, const std::optional<HashBytes>& md5);

  [[nodiscard]] bool empty() const;

  /// Walks all groups in the order of process and image, bytewise. Nothing may be added any more, from the first call
  /// on of this or one of the following; may be called again.
  class Walk;
  [[nodiscard]] Walk walk();

  /// The paths that are held in memory, bytewise; LoadGroup::image is a number among them unless it is greater.
  [[nodiscard]] std::size_t images();
  [[nodiscard]] std::string_view image_text(std::uint32_t image) const;
  /// Whether those are all paths.
  [[nodiscard]] bool holds_all_images() const;

  /// The first hashes of what was loaded, and whether there are no others.
  [[nodiscard]] const DistinctKeys<HashBytes>& md5s() const;
  [[nodiscard]] bool numbers_all_md5s() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class LoadStore::Walk {
 public:
  Walk(Walk&&) noexcept;
  Walk& operator=(Walk&&) noexcept;
  ~Walk();
  /// The next group, or nullptr at the end; valid until the next call.
  [[nodiscard]] const LoadGroup* next();
  /// The path of an image of the last group; valid until the next call of `next`, if it is not held for good.
  [[nodiscard]] std::string_view image_text(std::uint32_t image) const;

 private:
  friend class LoadStore;
  struct State;
  explicit Walk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace proclens
