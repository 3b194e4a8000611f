#include "storage/output_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

#include "core/text.hpp"
#include "proclens/error.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::string& reason) {
  throw Error(Fault::machine, "cannot write " + printable(path.string()) + ": " + reason,
              "Check free space and permissions, or choose another folder with -o.");
}

/// The first folder on the way to `path` that does not exist yet.
fs::path topmost_missing(const fs::path& path) {
  fs::path missing;
  for (fs::path at = path; !at.empty() && !fs::exists(at); at = at.parent_path()) missing = at;
  return missing;
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& final_folder, const std::string& marker)
    : final_(fs::absolute(final_folder).lexically_normal()) {
  if (!final_.has_filename()) final_ = final_.parent_path();
  if (fs::exists(final_) && !fs::is_directory(final_)) {
    throw Error(Fault::usage, printable(final_.string()) + " is a file; the results need a folder",
                "Choose another folder with -o.");
  }
  if (fs::exists(final_) && !fs::is_empty(final_) && !fs::exists(final_ / marker)) {
    throw Error(
        Fault::usage,
        "the folder " + printable(final_.string()) + " is not empty and not a result of proclens; it is left alone",
        "Choose another folder with -o.");
  }
  const fs::path parent = final_.parent_path();
  topmost_created_ = topmost_missing(parent);
  std::error_code code;
  fs::create_directories(parent, code);
  if (code) cannot_write(parent, code.message());
  hidden_ = parent / ("." + final_.filename().string() + ".writing-" + std::to_string(getpid()));
  fs::remove_all(hidden_, code);
  if (!fs::create_directory(hidden_, code) || code) {
    const std::string reason = code ? code.message() : "a file of that name is in the way";
    remove_created_parents();
    cannot_write(parent, reason);
  }
}

OutputFolder::~OutputFolder() {
  std::error_code ignored;  // nothing can be done about it here
  if (!hidden_.empty()) fs::remove_all(hidden_, ignored);
  remove_created_parents();
}

/// Only folders that are empty go: somebody may have put something there meanwhile.
void OutputFolder::remove_created_parents() noexcept {
  if (topmost_created_.empty()) return;
  std::error_code code;
  for (fs::path at = final_.parent_path(); fs::remove(at, code) && at != topmost_created_; at = at.parent_path()) {
  }
}

void OutputFolder::publish() {
  const fs::path old = hidden_.string() + ".old";
  std::error_code code;
  const bool replaces = fs::exists(final_);
  if (replaces) fs::rename(final_, old, code);
  if (code) cannot_write(final_, code.message());
  fs::rename(hidden_, final_, code);
  if (code) {
    std::error_code ignored;
    if (replaces) fs::rename(old, final_, ignored);
    cannot_write(final_, code.message());
  }
  hidden_.clear();
  topmost_created_.clear();
  if (replaces) fs::remove_all(old, code);
}

void write_file(const fs::path& path, std::string_view content) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) cannot_write(path, std::strerror(errno));
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const std::string reason = std::strerror(errno);
      close(file);
      cannot_write(path, reason);
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (fsync(file) != 0 || close(file) != 0) cannot_write(path, std::strerror(errno));
}

}  // namespace proclens
