// The tables that the explorer reads when it opens, in the form in which they are sent: made once, compressed, shared
// by all answers.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "proclens/context.hpp"
#include "serve/http/http_message.hpp"
#include "serve/map/map_results.hpp"

namespace proclens {

/// Safe for concurrent use; threads that want a table that is being made wait for it.
class CompressedTables {
 public:
  /// Borrows `results`.
  explicit CompressedTables(const MapResults& results);

  /// A table as gzipped Arrow; nullptr if there is no such table.
  [[nodiscard]] TextBody compressed(const std::string& name) const;

  /// Makes all of them, in the order in which a page requests them. Returns early, without an exception, if cancelled.
  void prepare(const Context& context) const;

 private:
  struct Slot {
    std::once_flag made;
    TextBody bytes;
  };

  const MapResults& results_;
  mutable std::map<std::string, Slot> slots_;  ///< the keys never change
};

}  // namespace proclens
