// The events of an import by process, on disk part by part, so that memory does not grow with their number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash/distinct_texts.hpp"
#include "import/store/process_event.hpp"
#include "import/store/spilled_parts.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// Trades memory for speed; the events do not depend on it.
struct ProcessStoreLimits {
  std::size_t block = 1 << 13;        ///< bytes of a part kept in memory before they go to disk
  std::size_t text_bytes = 16 << 20;  ///< distinct texts kept in memory; further ones are stored with each event
};

class ProcessStore {
 public:
  /// @param folder must exist; contains a file during the lifetime of this object
  explicit ProcessStore(const OutputPath& folder, const ProcessStoreLimits& limits = {})
      : parts_(folder / "processes", limits.block), text_bytes_(limits.text_bytes) {}

  /// Throws Error (machine) if the disk is full.
  void add(const ProcessEvent& event);

  /// All events of some processes; valid until the next call of `read` and as long as the store.
  class Part {
   public:
    [[nodiscard]] const std::vector<ProcessEvent>& events() const { return events_; }

   private:
    friend class ProcessStore;
    std::vector<std::byte> bytes_;
    std::vector<std::byte> block_;
    std::vector<ProcessEvent> events_;
  };
  static constexpr std::size_t kParts = SpilledParts::kParts;

  /// Reads a part; parts with lower numbers have lower hashes. Not while events are added. Several
  /// threads may read, each into its own part. Throws Error (machine) if it cannot be read.
  void read(std::size_t number, Part& part) const;

 private:
  std::uint32_t shared_text(std::string_view text);

  SpilledParts parts_;
  DistinctTexts texts_;  ///< hosts, paths, users and so on, which many events share
  std::size_t text_bytes_;
  std::string bytes_;  ///< of the texts of the event being added
};

}  // namespace proclens
