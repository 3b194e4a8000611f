// The tables that the explorer reads when it opens, as they are sent: made once, compressed, shared by all answers.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "proclens/context.hpp"
#include "serve/http/http_message.hpp"
#include "serve/map/map_results.hpp"

namespace proclens {

/// For several threads at once; a table that is being made keeps those waiting who want the same one.
class SentTables {
 public:
  /// Borrows.
  explicit SentTables(const MapResults& results);

  /// Arrow of a table, gzip; nothing when there is no such table.
  [[nodiscard]] TextBody compressed(const std::string& name) const;

  /// Makes all of them, in the order in which a page asks. Ends early without a word when Ctrl-C is pressed.
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
