// Files that are written from their beginning to their end.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <streambuf>
#include <string_view>

#include "storage/file_system.hpp"

namespace proclens {

/// A new file to which bytes are appended. One thread may append, or several may read. Every function throws Error
/// (machine), naming the file, when it fails.
class OutputFile {
 public:
  /// @param path does not exist yet
  explicit OutputFile(OutputPath path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();  ///< closes it, whatever comes of that

  /// Returns where the bytes are.
  std::uint64_t append(std::span<const std::byte> bytes);
  /// Fills `into` with what is at this position.
  void read(std::uint64_t position, std::span<std::byte> into) const;
  /// Some disks say only here that there was no space.
  void close();

 private:
  OutputPath path_;
  int file_ = -1;
  std::uint64_t bytes_ = 0;
};

/// The same as a stream. A write that fails throws its Error out of the function that wrote.
class OutputStream : public std::ostream {
 public:
  explicit OutputStream(OutputPath path) : std::ostream(nullptr), buffer_(std::move(path)) {
    rdbuf(&buffer_);
    exceptions(std::ios::badbit | std::ios::failbit);
  }
  /// Writes what is still held and closes the file. Without it the file is not whole.
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

/// Writes a whole file, which does not exist yet. Throws Error (machine).
void write_file(const OutputPath& path, std::string_view content);

/// Copies a file to one that does not exist yet. Throws Error: machine, or data when `from` cannot be read.
void copy_file(const std::filesystem::path& from, const OutputPath& to);

}  // namespace proclens
