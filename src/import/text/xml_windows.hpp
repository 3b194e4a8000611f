// Cuts a stream of XML into windows of whole events, so that memory is independent of the size of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/deferred_error.hpp"
#include "import/files/read_bytes.hpp"

namespace proclens {

struct XmlWindowLimits {
  std::size_t window = 4 << 20;    ///< bytes in memory at a time; more if events are long
  std::size_t longest = 16 << 20;  ///< longer events are skipped and counted
};

/// Whole events in file order.
struct XmlWindow {
  std::string memory;                    ///< what the views refer to
  std::vector<std::string_view> events;  ///< from `<Event` to `</Event>`, not yet parsed
  std::uint64_t too_long = 0;            ///< events that were skipped
  std::uint64_t truncated = 0;           ///< events that the stream ends in
};

class XmlWindows {
 public:
  explicit XmlWindows(ReadBytes read, const XmlWindowLimits& limits = {});

  /// The next window, which replaces the contents of `window`; false at the end. Exceptions of `read` are thrown after
  /// the windows of what came before.
  bool next(XmlWindow& window);

 private:
  void read_more(std::string& memory);
  void cut(std::string_view text, XmlWindow& window);

  ReadBytes read_;
  XmlWindowLimits limits_;
  std::string rest_;  ///< of the last window: the event that had no end yet
  DeferredError failure_;
  bool at_end_ = false;
};

}  // namespace proclens
