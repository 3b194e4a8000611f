// The calls of the operating system by which results are written, in one place that tests can replace: so that every
// write, sync and rename can be made to fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>
#include <utility>

namespace proclens {

/// Changes files and folders. Nothing is thrown: each call returns what went wrong, or a code that is false. The calls
/// may come from several threads at once. What is only read is not read through this.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// Creates a file that must not exist yet, for writing and for reading back. Sets `file` to its descriptor.
  [[nodiscard]] virtual std::error_code create(const std::filesystem::path& path, int& file);
  /// Writes some of the bytes, at least one, at this position, and sets `written` to how many.
  [[nodiscard]] virtual std::error_code write(int file, std::uint64_t position, std::span<const std::byte> bytes,
                                              std::size_t& written);
  /// Closes the descriptor, also when it fails.
  [[nodiscard]] virtual std::error_code close(int file);
  /// Says that a library is about to create this file and write it by itself.
  [[nodiscard]] virtual std::error_code expect_writer(const std::filesystem::path& path);

  /// Waits until the content of a file, or the entries of a folder, are on the disk.
  [[nodiscard]] virtual std::error_code sync(const std::filesystem::path& path);

  /// Creates a folder that must not exist yet, in one that exists. @param mode as of mkdir(2), lessened by the umask
  [[nodiscard]] virtual std::error_code make_folder(const std::filesystem::path& path, unsigned mode);
  /// Gives a file or folder another name. A file takes the place of an earlier one.
  [[nodiscard]] virtual std::error_code rename(const std::filesystem::path& from, const std::filesystem::path& to);
  /// Swaps the names of two files or folders in one step; std::errc::not_supported where the disk cannot.
  [[nodiscard]] virtual std::error_code exchange(const std::filesystem::path& one, const std::filesystem::path& other);
  /// Removes a file, or a folder with all that is in it; nothing there is no error.
  [[nodiscard]] virtual std::error_code remove_all(const std::filesystem::path& path);
};

/// The file system as it is.
[[nodiscard]] FileSystem& local_file_system();

/// Where something is to be written, and the file system through which; of a path alone, the local one.
struct OutputPath {
  // Implicit, so that a path is good wherever something is written.
  OutputPath(std::filesystem::path path_on_disk = {}, FileSystem& file_system = local_file_system())
      : path(std::move(path_on_disk)), files(&file_system) {}

  [[nodiscard]] OutputPath operator/(const std::filesystem::path& name) const { return {path / name, *files}; }
  [[nodiscard]] std::string string() const { return path.string(); }

  std::filesystem::path path;
  FileSystem* files;
};

/// Throws Error (machine): `path` cannot be written, because of `code`, and what to do.
[[noreturn]] void throw_cannot_write(const std::filesystem::path& path, std::error_code code);

/// The same if there is an error.
inline void require_written(std::error_code code, const std::filesystem::path& path) {
  if (code) throw_cannot_write(path, code);
}

/// Creates a folder, and those above it that are missing. Throws Error (machine).
void make_folders(const OutputPath& folder);

/// Removes a file or folder that stands where a result goes. Throws Error (machine).
void remove_output(const OutputPath& path);

}  // namespace proclens
