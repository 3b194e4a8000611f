// Digests that identify a file's content.
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

/// Path, size and BLAKE3 of the file in its current state. Throws std::system_error if it cannot be read.
[[nodiscard]] LogFile digest_file(const Context& context, const std::filesystem::path& path);

/// The BLAKE3 of a file that is being read anyway, mostly from beginning to end.
class RunningDigest {
 public:
  /// Bytes that were read at this position of the file; bytes seen before are ignored.
  void see(std::uint64_t position, std::span<const std::byte> bytes);

  /// The digest of the first `bytes` bytes of the file; those not seen in order are read now. Fewer if the file has
  /// become shorter. No more bytes may be added. Throws std::system_error if the file cannot be read.
  [[nodiscard]] std::string finish(const Context& context, const std::filesystem::path& path, std::uint64_t bytes);

 private:
  Blake3 digest_;
  std::uint64_t seen_ = 0;
};

}  // namespace proclens
