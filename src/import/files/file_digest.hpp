// What a file's content is known by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "import/files/log_files.hpp"
#include "proclens/context.hpp"
#include "storage/digest.hpp"

namespace proclens {

/// Path, size and BLAKE3 of the file as it is now. Throws std::system_error when it cannot be read.
[[nodiscard]] LogFile digest_file(const Context& context, const std::filesystem::path& path);

/// The BLAKE3 of a file that somebody reads anyway, mostly from its beginning to its end.
class DigestOfReading {
 public:
  /// Bytes that were read at this position of the file; what was seen before is not counted again.
  void see(std::uint64_t position, std::span<const std::byte> bytes);

  /// Of the first `bytes` bytes of the file, of which those that were not seen in order are read now; of fewer if the
  /// file has become shorter. Nothing can be seen any more. Throws std::system_error when it cannot be read.
  [[nodiscard]] std::string finish(const Context& context, const std::filesystem::path& path, std::uint64_t bytes);

 private:
  Blake3 digest_;
  std::uint64_t seen_ = 0;
};

}  // namespace proclens
