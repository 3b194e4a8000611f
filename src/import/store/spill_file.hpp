// A file that holds for a while what does not fit in memory.
#pragma once

#include "storage/output_file.hpp"

namespace proclens {

/// Bytes are appended and read back from where they were put. Nobody else sees the file: its name is removed at once,
/// and its space given back when this ends, however the program does. One thread may append, or several may read.
class SpillFile {
 public:
  /// @param path does not exist yet. Throws Error (machine) when it cannot be made.
  explicit SpillFile(const OutputPath& path) : file_(path) { remove_output(path); }

  /// Returns where the bytes are. Throws Error (machine) when they cannot be written.
  std::uint64_t append(std::span<const std::byte> bytes) { return file_.append(bytes); }
  /// Fills `into` with what is there. Throws Error (machine) when it cannot be read.
  void read(std::uint64_t position, std::span<std::byte> into) const { file_.read(position, into); }

 private:
  OutputFile file_;
};

}  // namespace proclens
