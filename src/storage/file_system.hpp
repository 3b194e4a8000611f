// The system calls by which results are written, behind one interface that tests can replace, so that every write, sync
// and rename can be made to fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>
#include <utility>

namespace proclens {

/// Changes files and folders. Nothing throws: each call returns its error code, which is false on success. May be
/// called from several threads at once. Files that are only read do not go through this.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// Creates a file that must not exist yet, for writing and reading back. Sets `file` to its descriptor.
  [[nodiscard]] virtual std::error_code create(const std::filesystem::path& path, int& file);
  /// Writes at least one of the bytes at this position and sets `written` to how many were written.
  [[nodiscard]] virtual std::error_code write(int file, std::uint64_t position, std::span<const std::byte> bytes,
                                              std::size_t& written);
  /// Closes the descriptor, even if it fails.
  [[nodiscard]] virtual std::error_code close(int file);
  /// Announces that a library is about to create and write this file itself.
  [[nodiscard]] virtual std::error_code expect_writer(const std::filesystem::path& path);

  /// Waits until the content of a file, or the entries of a folder, are on disk.
  [[nodiscard]] virtual std::error_code sync(const std::filesystem::path& path);

  /// Creates a folder that must not exist yet in one that exists. @param mode as for mkdir(2), reduced by the umask
  [[nodiscard]] virtual std::error_code make_folder(const std::filesystem::path& path, unsigned mode);
  /// Renames a file or folder. A file replaces an existing one.
  [[nodiscard]] virtual std::error_code rename(const std::filesystem::path& from, const std::filesystem::path& to);
  /// Swaps the names of two files or folders atomically; std::errc::not_supported if the disk cannot.
  [[nodiscard]] virtual std::error_code exchange(const std::filesystem::path& one, const std::filesystem::path& other);
  /// Removes a file, or a folder with everything in it. Not an error if nothing is there.
  [[nodiscard]] virtual std::error_code remove_all(const std::filesystem::path& path);
};

/// The real file system.
[[nodiscard]] FileSystem& local_file_system();

/// Where to write something, and through which file system; a path alone means the local one.
struct OutputPath {
  // Implicit, so that a path can be passed wherever something is written.
  OutputPath(std::filesystem::path path_on_disk = {}, FileSystem& file_system = local_file_system())
      : path(std::move(path_on_disk)), files(&file_system) {}

  [[nodiscard]] OutputPath operator/(const std::filesystem::path& name) const { return {path / name, *files}; }
  [[nodiscard]] std::string string() const { return path.string(); }

  std::filesystem::path path;
  FileSystem* files;
};

/// Throws Error (machine): `path` cannot be written because of `code`, and what to do about it.
[[noreturn]] void throw_cannot_write(const std::filesystem::path& path, std::error_code code);

/// The same if there is an error.
inline void require_written(std::error_code code, const std::filesystem::path& path) {
  if (code) throw_cannot_write(path, code);
}

/// Creates a folder and its missing parents. Throws Error (machine).
void make_folders(const OutputPath& folder);

/// Removes a file or folder that is in the way of a result. Throws Error (machine).
void remove_output(const OutputPath& path);

}  // namespace proclens
