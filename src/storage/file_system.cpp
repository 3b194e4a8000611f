#include "storage/file_system.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kFileMode = 0666;  // reduced by the umask, as usual
constexpr unsigned kFolderMode = 0777;

std::error_code last_error() { return {errno, std::generic_category()}; }

std::error_code result_of(int returned) { return returned == 0 ? std::error_code() : last_error(); }

}  // namespace

std::error_code FileSystem::create(const fs::path& path, int& file) {
  file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kFileMode);
  return file < 0 ? last_error() : std::error_code();
}

std::error_code FileSystem::write(int file, std::uint64_t position, std::span<const std::byte> bytes,
                                  std::size_t& written) {
  for (;;) {
    const ssize_t got = ::pwrite(file, bytes.data(), bytes.size(), static_cast<off_t>(position));
    if (got > 0) {
      written = static_cast<std::size_t>(got);
      return {};
    }
    if (got == 0) return std::make_error_code(std::errc::no_space_on_device);
    if (errno != EINTR) return last_error();
  }
}

std::error_code FileSystem::close(int file) { return result_of(::close(file)); }

std::error_code FileSystem::expect_writer(const fs::path& /*path*/) { return {}; }

std::error_code FileSystem::sync(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return last_error();
  std::error_code code = result_of(::fsync(file));
  // Disks that cannot sync folders, such as some network shares, report this.
  if (code == std::errc::invalid_argument) code = {};
  ::close(file);
  return code;
}

std::error_code FileSystem::make_folder(const fs::path& path, unsigned mode) {
  return result_of(::mkdir(path.c_str(), mode));
}

std::error_code FileSystem::rename(const fs::path& from, const fs::path& to) {
  return result_of(::rename(from.c_str(), to.c_str()));
}

std::error_code FileSystem::exchange(const fs::path& one, const fs::path& other) {
  const long returned = ::syscall(SYS_renameat2, AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE);
  if (returned == 0) return {};
  const bool is_unknown = errno == ENOSYS || errno == EINVAL || errno == EOPNOTSUPP;
  return is_unknown ? std::make_error_code(std::errc::not_supported) : last_error();
}

std::error_code FileSystem::remove_all(const fs::path& path) {
  std::error_code code;
  fs::remove_all(path, code);
  return code;
}

FileSystem& local_file_system() {
  static FileSystem files;
  return files;
}

void throw_cannot_write(const fs::path& path, std::error_code code) {
  throw Error(Fault::machine, "cannot write " + printable(path.string(), 4096) + ": " + code.message(),
              "Check free space and permissions where the output goes.");
}

void make_folders(const OutputPath& folder) {
  std::error_code ignored;
  if (folder.path.empty() || fs::is_directory(folder.path, ignored)) return;
  if (fs::exists(folder.path, ignored)) {
    throw Error(Fault::usage, printable(folder.path.string(), 4096) + " is a file, but the results need a folder",
                "Choose another folder.");
  }
  make_folders({folder.path.parent_path(), *folder.files});
  const std::error_code code = folder.files->make_folder(folder.path, kFolderMode);
  // Another program may have created it in the meantime.
  if (code && !(code == std::errc::file_exists && fs::is_directory(folder.path, ignored))) {
    throw_cannot_write(folder.path, code);
  }
}

void remove_output(const OutputPath& path) { require_written(path.files->remove_all(path.path), path.path); }

}  // namespace proclens
