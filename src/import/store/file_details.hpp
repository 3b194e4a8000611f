// What is known of a program's or an image's file, as one text.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace proclens {

/// The parts of a text that the macro `details` (sql/import/macros.sql) makes, in its order.
enum class FileDetail {
  is_signed,  ///< true, false, or ~ if it was not recorded
  signature_status,
  signature,  ///< who signed it
  sha2,
  imphash,
  original_file_name,
  company,
  product,
  file_version
};
inline constexpr std::size_t kFileDetails = 9;

/// The parts, by FileDetail, as views of `text`; what is not known is empty.
[[nodiscard]] inline std::array<std::string_view, kFileDetails> split_file_details(std::string_view text) {
  constexpr char kSeparator = '\x1f';
  std::array<std::string_view, kFileDetails> parts;
  for (std::string_view& part : parts) {
    const std::size_t end = text.find(kSeparator);
    part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  if (parts[0] == "~") parts[0] = {};
  return parts;
}

}  // namespace proclens
