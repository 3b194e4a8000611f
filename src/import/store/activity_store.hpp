// What processes did, one kind of it: the images that they loaded, or the addresses, files or registry keys that they
// used. Stored as fixed-size numbers and grouped by process and target part by part, so that memory does not grow with
// the number of events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "core/hash/hash_bytes.hpp"
#include "import/store/activity_groups.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// Trade memory for speed; only detail_bytes can change the groups. 0 keeps nothing in memory.
struct ActivityStoreLimits {
  std::size_t block = 1 << 14;          ///< bytes of a part kept in memory before they go to disk
  std::size_t text_bytes = 64 << 20;    ///< distinct targets kept in memory; further ones are stored with each activity
  std::size_t md5s = 1 << 12;           ///< distinct hashes that get numbers
  std::size_t detail_bytes = 64 << 20;  ///< distinct details of files kept in memory; further ones are lost
};

class ActivityStore {
 public:
  /// @param file must not exist yet; exists during the lifetime of this object
  explicit ActivityStore(const OutputPath& file, const ActivityStoreLimits& limits = {});
  ActivityStore(const ActivityStore&) = delete;
  ActivityStore& operator=(const ActivityStore&) = delete;
  ~ActivityStore();

  /// The number of a target for `add`: DistinctTexts::kNull if memory cannot hold more.
  [[nodiscard]] std::uint32_t target(std::string_view text);

  struct Target {
    std::uint32_t number;   ///< the result of `target` for the text
    std::string_view text;  ///< stored with the activity if it has no number
  };
  /// The number of a file's details (file_details.hpp) for `add`; DistinctTexts::kNull, as if none were recorded, if
  /// memory cannot hold more.
  [[nodiscard]] std::uint32_t details(std::string_view text);

  /// Adds an activity; `time` is in microseconds. Throws Error (machine) if the disk is full.
  void add(const HashBytes& process, const Target& target, std::int64_t time, const std::optional<HashBytes>& md5,
           std::uint32_t details = DistinctTexts::kNull);

  [[nodiscard]] bool empty() const;

  /// Walks all groups in bytewise order of process and target. Nothing may be added after the first call of this or any
  /// of the following functions. May be called again.
  class Walk;
  [[nodiscard]] Walk walk();

  /// The number of targets kept in memory, sorted bytewise; an ActivityGroup::target below it is an index into them.
  [[nodiscard]] std::size_t targets();
  [[nodiscard]] std::string_view target_text(std::uint32_t target) const;
  /// Whether those are all targets.
  [[nodiscard]] bool holds_all_targets() const;

  /// The details of files, sorted bytewise: what an ActivityGroup::details is an index into.
  [[nodiscard]] std::size_t distinct_details();
  [[nodiscard]] std::string_view details_text(std::uint32_t details) const;

  /// The first distinct hashes of loaded images, and whether there are no others.
  [[nodiscard]] const DistinctKeys<HashBytes>& md5s() const;
  [[nodiscard]] bool numbers_all_md5s() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class ActivityStore::Walk {
 public:
  Walk(Walk&&) noexcept;
  Walk& operator=(Walk&&) noexcept;
  ~Walk();
  /// The next group, or nullptr at the end; valid until the next call.
  [[nodiscard]] const ActivityGroup* next();
  /// The text of a target of the last group; unless it is kept in memory, valid only until the next call of `next`.
  [[nodiscard]] std::string_view target_text(std::uint32_t target) const;

 private:
  friend class ActivityStore;
  struct State;
  explicit Walk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace proclens
