#include "import/store/spill_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error) {
  throw Error(Fault::machine, printable(path.string(), 4096) + ": " + std::strerror(error),
              "Check free space and permissions where the output goes.");
}

}  // namespace

SpillFile::SpillFile(std::filesystem::path path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (file_ < 0) fail(path_, errno);
  ::unlink(path_.c_str());
}

SpillFile::~SpillFile() { ::close(file_); }

std::uint64_t SpillFile::append(std::span<const std::byte> bytes) {
  const std::uint64_t position = bytes_;
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(bytes_));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(path_, written < 0 ? errno : ENOSPC);
    bytes_ += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return position;
}

void SpillFile::read(std::uint64_t position, std::span<std::byte> into) const {
  while (!into.empty()) {
    const ssize_t got = ::pread(file_, into.data(), into.size(), static_cast<off_t>(position));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail(path_, got < 0 ? errno : EIO);
    position += static_cast<std::uint64_t>(got);
    into = into.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace proclens
