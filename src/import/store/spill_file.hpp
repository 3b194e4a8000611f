// A temporary file for what does not fit in memory.
#pragma once

#include "storage/output_file.hpp"

namespace proclens {

/// Bytes are appended and read back by position. Nobody else sees the file: its name is removed at once, and its space
/// is released on destruction or when the program ends, however it does. One thread may append, or several may read.
class SpillFile {
 public:
  /// @param path must not exist yet. Throws Error (machine) if it cannot be created.
  explicit SpillFile(const OutputPath& path) : file_(path) { remove_output(path); }

  /// Returns the position of the bytes. Throws Error (machine) if they cannot be written.
  std::uint64_t append(std::span<const std::byte> bytes) { return file_.append(bytes); }
  /// Fills `into` with the bytes at this position. Throws Error (machine) if they cannot be read.
  void read(std::uint64_t position, std::span<std::byte> into) const { file_.read(position, into); }

 private:
  OutputFile file_;
};

}  // namespace proclens
