// A file that holds for a while what memory is too dear for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace proclens {

/// Bytes are appended and read back from where they were put. Nobody else sees the file: it is unlinked at once and
/// its space given back when this ends, however the program does. One thread may append, or several may read.
class SpillFile {
 public:
  /// @param path does not exist yet. Throws Error (machine) when it cannot be made.
  explicit SpillFile(std::filesystem::path path);
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;
  ~SpillFile();

  /// Returns where the bytes are. Throws Error (machine) when they cannot be written.
  std::uint64_t append(std::span<const std::byte> bytes);
  /// Fills `into` with what is there. Throws Error (machine) when it cannot be read.
  void read(std::uint64_t position, std::span<std::byte> into) const;

 private:
  std::filesystem::path path_;
  int file_;
  std::uint64_t bytes_ = 0;
};

}  // namespace proclens
