// Texts that are searched for parts, all the time: in lower case, end to end, so that one pass at the speed of memory
// goes through all of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// Texts by place, counted from 0. Costs their bytes and 8 more each. May be read from any number of threads.
class LoweredTexts {
 public:
  /// Adds a text that is in lower case already.
  void add(std::string_view text);

  /// The places of the texts that hold `needle` as it is, ascending; all of them for an empty one. Takes about 0.2 ns a
  /// byte; where needles repeat themselves and texts do so, too, up to that times the needle's length.
  [[nodiscard]] std::vector<std::int32_t> containing(std::string_view needle) const;

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;           ///< per text, where it ends in `bytes_`
  std::array<std::uint64_t, 256> count_{};  ///< of each byte
};

}  // namespace proclens
