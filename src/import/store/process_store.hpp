// The events of an import by process, on disk part by part, so that memory does not grow with their number.
#pragma once

#include <cstddef>
#include <vector>

#include "import/store/process_event.hpp"
#include "import/store/spilled_parts.hpp"
#include "storage/file_system.hpp"

namespace proclens {

struct ProcessStoreLimits {
  std::size_t block = 1 << 13;  ///< bytes of a part that are held before they go to disk
};

class ProcessStore {
 public:
  /// @param folder exists; a file lies in it while this lives
  explicit ProcessStore(const OutputPath& folder, const ProcessStoreLimits& limits = {})
      : parts_(folder / "processes", limits.block) {}

  /// Throws Error (machine) when the disk is full.
  void add(const ProcessEvent& event);

  /// The events of some processes, all of each; valid until the next call of `read` and as long as the store.
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

  /// Reads a part; those of lower numbers have lower hashes. Nothing may be added any more, from the first call on;
  /// several threads may read, each into a part of its own. Throws Error (machine) when it cannot be read.
  void read(std::size_t number, Part& part) const;

 private:
  SpilledParts parts_;
};

}  // namespace proclens
