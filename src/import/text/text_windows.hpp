// Cuts a stream of JSON values into windows of whole values, so that memory is independent of the size of the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/deferred_error.hpp"
#include "import/files/read_bytes.hpp"
#include "import/flat/object_scanner.hpp"

namespace proclens {

struct TextWindowLimits {
  std::size_t window = 4 << 20;    ///< bytes in memory at a time; more if values are long
  std::size_t longest = 16 << 20;  ///< longer values are skipped and counted
  std::size_t padding = 64;        ///< readable bytes after every value, for parsers that read ahead
};

/// Whole values in file order.
struct TextWindow {
  std::string memory;                    ///< what the views refer to, followed by padding; its end is unused
  std::vector<std::string_view> values;  ///< not yet validated
  std::uint64_t too_long = 0;            ///< values that were skipped
};

/// Cuts JSON lines at line ends, and removes a comma after each; cuts arrays of objects, objects that span lines and
/// objects without line ends between them at the ends of the outermost objects. If the stream's first object spans
/// lines and is the answer of a server, it is cut into the objects of its first array of objects, so that it may be of
/// any size. Byte order marks, blank lines and evtx_dump's headings are skipped.
class TextWindows {
 public:
  explicit TextWindows(ReadBytes read, const TextWindowLimits& limits = {});

  /// The next window, which replaces the contents of `window`; false at the end. Exceptions of `read` are thrown after
  /// the windows of what came before.
  bool next(TextWindow& window);

 private:
  std::string_view read_more(std::string& memory);
  void cut(std::string_view text, TextWindow& window);
  std::size_t cut_lines(std::string_view text, TextWindow& window) const;
  std::size_t cut_objects(std::string_view text, TextWindow& window) const;
  std::size_t enter_answer(std::string_view text);
  std::size_t cut_answer(std::string_view text, TextWindow& window);
  std::size_t skip_to_next(std::string_view text);

  ReadBytes read_;
  TextWindowLimits limits_;
  std::string rest_;  ///< of the last window: the value that had no end yet
  DeferredError failure_;
  bool at_start_ = true;
  bool at_end_ = false;
  bool by_object_ = false;
  bool in_answer_ = false;      ///< inside the array of objects of a server's answer
  ObjectScanner after_answer_;  ///< its state there
  bool skipping_ = false;       ///< inside a value that is too long
  ObjectScanner skipped_;       ///< after what has been skipped of it, if it is an object
};

}  // namespace proclens
