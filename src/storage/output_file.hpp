// Files that are written sequentially.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <ostream>
#include <span>
#include <streambuf>
#include <string_view>

#include "storage/file_system.hpp"

namespace proclens {

/// A new file to which bytes are appended. One thread may append, or several may read. Every function throws Error
/// (machine), naming the file, if it fails.
class OutputFile {
 public:
  /// @param path does not exist yet
  explicit OutputFile(OutputPath path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();  ///< closes the file and ignores errors

  /// Returns the position of the bytes.
  std::uint64_t append(std::span<const std::byte> bytes);
  /// Fills `into` with the bytes at this position.
  void read(std::uint64_t position, std::span<std::byte> into) const;
  /// Some disks report only here that there was no space.
  void close();

 private:
  OutputPath path_;
  int file_ = -1;
  std::uint64_t bytes_ = 0;
};

/// The same as a stream. If a write fails, its Error is thrown out of the function that wrote.
class OutputStream : public std::ostream {
 public:
  explicit OutputStream(OutputPath path) : std::ostream(nullptr), buffer_(std::move(path)) {
    rdbuf(&buffer_);
    exceptions(std::ios::badbit | std::ios::failbit);
  }
  /// Flushes the buffer and closes the file. Without this call the file is incomplete.
  void close() { buffer_.close(); }

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(OutputPath path) : file_(std::move(path)) { setp(held_.data(), held_.data() + held_.size()); }
    void close();

   protected:
    int_type overflow(int_type c) override;
    std::streamsize xsputn(const char* text, std::streamsize count) override;

   private:
    void spill();
    OutputFile file_;
    std::array<char, 65'536> held_;
  };
  Buffer buffer_;
};

/// Writes a whole file, which must not exist yet. Throws Error (machine).
void write_file(const OutputPath& path, std::string_view content);

/// Appends the bytes of another file from position `begin` to `end`. Throws Error: machine, or data if `from` cannot be
/// read or ends earlier.
void append_bytes_of(const std::filesystem::path& from, std::uint64_t begin, std::uint64_t end, OutputFile& to);

/// Copies a file to one that must not exist yet. Throws Error: machine, or data if `from` cannot be read.
void copy_file(const std::filesystem::path& from, const OutputPath& to);

}  // namespace proclens
