// The image loads of an import, stored as fixed-size numbers and grouped by process and image part by part, so that
// memory does not grow with the number of loads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "core/hash/hash_bytes.hpp"
#include "import/store/load_groups.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// Trade memory for speed; the groups do not depend on these. 0 keeps nothing in memory.
struct LoadStoreLimits {
  std::size_t block = 1 << 14;          ///< bytes of a part kept in memory before they go to disk
  std::size_t text_bytes = 64 << 20;    ///< distinct paths kept in memory; further ones are stored with each load
  std::size_t md5s = 1 << 12;           ///< distinct hashes that get numbers
  std::size_t detail_bytes = 64 << 20;  ///< distinct details of files kept in memory; further ones are lost
};

class LoadStore {
 public:
  /// @param folder must exist; contains a file during the lifetime of this object
  explicit LoadStore(const OutputPath& folder, const LoadStoreLimits& limits = {});
  LoadStore(const LoadStore&) = delete;
  LoadStore& operator=(const LoadStore&) = delete;
  ~LoadStore();

  /// The number of a path for `add`: DistinctTexts::kNull if memory cannot hold more paths.
  [[nodiscard]] std::uint32_t image(std::string_view path);

  struct Image {
    std::uint32_t number;   ///< the result of `image` for the path
    std::string_view path;  ///< stored with the load if it has no number
  };
  /// The number of a file's details (file_details.hpp) for `add`; DistinctTexts::kNull, as if none were recorded, if
  /// memory cannot hold more.
  [[nodiscard]] std::uint32_t details(std::string_view text);

  /// Adds a load; `time` is in microseconds. Throws Error (machine) if the disk is full.
  void add(const HashBytes& process, const Image& image, std::int64_t time, const std::optional<HashBytes>& md5,
           std::uint32_t details = DistinctTexts::kNull);

  [[nodiscard]] bool empty() const;

  /// Walks all groups in bytewise order of process and image. Nothing may be added after the first call of this or any
  /// of the following functions. May be called again.
  class Walk;
  [[nodiscard]] Walk walk();

  /// The number of paths kept in memory, sorted bytewise; a LoadGroup::image below it is an index into them.
  [[nodiscard]] std::size_t images();
  [[nodiscard]] std::string_view image_text(std::uint32_t image) const;
  /// Whether those are all paths.
  [[nodiscard]] bool holds_all_images() const;

  /// The details of files, sorted bytewise: what a LoadGroup::details is an index into.
  [[nodiscard]] std::size_t distinct_details();
  [[nodiscard]] std::string_view details_text(std::uint32_t details) const;

  /// The first distinct hashes of loaded images, and whether there are no others.
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
  /// The path of an image of the last group; unless it is kept in memory, valid only until the next call of `next`.
  [[nodiscard]] std::string_view image_text(std::uint32_t image) const;

 private:
  friend class LoadStore;
  struct State;
  explicit Walk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace proclens
