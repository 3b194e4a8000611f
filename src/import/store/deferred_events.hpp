// Events whose process is known only after later records: exports are often newest first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "import/source/mapped_records.hpp"
#include "import/store/folded_events.hpp"
#include "import/store/process_event.hpp"

namespace proclens {

/// An end, or activities of one process, that have a host, PID, image and time but no id. Owns its texts.
struct DeferredEvent {
  struct Activity {
    std::string target;
    std::optional<HashBytes> md5;
    std::optional<std::string> details;
    std::int64_t time;
  };
  std::string host, image;
  std::optional<std::string> user_name;
  ProcessEvent event;                ///< without process and texts
  std::vector<Activity> activities;  ///< of the event's kind

  /// The event with its texts, which must outlive it.
  [[nodiscard]] ProcessEvent of(const HashBytes& process) const;
};

/// nullopt if the event is a start, or lacks one of these.
/// @param host in its first spelling
[[nodiscard]] std::optional<DeferredEvent> deferred_event(const MappedRecords& records, const FoldedEvent& folded,
                                                          std::int64_t number, std::string_view host);

}  // namespace proclens
