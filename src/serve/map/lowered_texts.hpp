// Texts for substring search: in lower case and concatenated, so that one pass at memory speed covers all of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace proclens {

/// Texts by index, from 0. Takes their bytes and 8 more per text. May be read from any number of threads.
class LoweredTexts {
 public:
  /// Adds a text that is already in lower case.
  void add(std::string_view text);

  /// The indices of the texts that contain `needle` exactly, ascending; all of them for an empty needle. Takes about
  /// 0.2 ns per byte; up to the needle's length times that if needle and texts are repetitive.
  [[nodiscard]] std::vector<std::int32_t> containing(std::string_view needle) const;

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;           ///< per text, its end in `bytes_`
  std::array<std::uint64_t, 256> count_{};  ///< of each byte value
};

}  // namespace proclens
