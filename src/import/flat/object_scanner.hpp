// Where JSON objects end.
#pragma once

#include <cstddef>
#include <string_view>

namespace proclens {

/// Finds the end of a JSON object that arrives in pieces.
class ObjectScanner {
 public:
  /// Scans the next piece, the first of which starts with the object's opening brace. Returns where in the piece the
  /// object ends (after its closing brace), or npos. Looks only at quotes and braces: the object may be invalid.
  std::size_t scan(std::string_view text);
  /// How many objects are open after what has been scanned.
  [[nodiscard]] std::size_t depth() const { return depth_; }
  [[nodiscard]] bool is_open() const { return depth_ > 0; }

 private:
  std::size_t depth_ = 0;
  bool in_string_ = false;
  bool is_escaped_ = false;
};

}  // namespace proclens
