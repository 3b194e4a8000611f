#include "storage/work_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <utility>
#include <vector>

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = ".writing";
constexpr int kTries = 1000;

/// Keeps only letters and digits, so that the parts of names can be separated.
std::string plain(std::string text) {
  std::erase_if(text,
                [](char c) { return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')); });
  return text.substr(0, 24);
}

std::string host_name() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return plain(name.data());
}

std::string boot_id() {
  std::string id;
  std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), id);
  return plain(id).substr(0, 8);
}

/// Removes what processes that are no longer alive left in a folder.
void remove_abandoned(const OutputPath& parent) {
  std::error_code code;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(parent.path, code), end; !code && at != end; at.increment(code)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with(".") && name.find(std::string(kMark) + "-") != std::string::npos) found.push_back(at->path());
  }
  for (const fs::path& folder : found) {
    FolderLock lock;
    // If removal fails, the next run tries again.
    if (is_abandoned(folder, lock)) static_cast<void>(parent.files->remove_all(folder));
  }
}

}  // namespace

FolderLock::FolderLock(const fs::path& folder)
    : folder_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
  if (folder_ < 0) return;
  if (::flock(folder_, LOCK_EX | LOCK_NB) == 0) {
    state_ = State::held;
  } else if (errno != EWOULDBLOCK) {
    state_ = State::impossible;
  }
  // It may have been removed between opening and locking, and it may belong to another user.
  struct stat status {};
  if (::fstat(folder_, &status) != 0 || status.st_nlink == 0) state_ = State::refused;
  is_own_ = status.st_uid == ::geteuid();
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : folder_(std::exchange(other.folder_, -1)), state_(other.state_), is_own_(other.is_own_) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(state_, other.state_);
  std::swap(is_own_, other.is_own_);
  return *this;
}

FolderLock::~FolderLock() {
  if (folder_ >= 0) ::close(folder_);
}

std::string process_suffix() { return "-" + host_name() + "-" + boot_id() + "-" + std::to_string(::getpid()); }

bool is_abandoned(const fs::path& folder, FolderLock& lock) {
  const std::string name = folder.filename().string();
  const auto has_part = [&](const std::string& part) {
    return !part.empty() && name.find("-" + part + "-") != std::string::npos;
  };
  // Of this boot, in any container, or of an earlier boot of this machine.
  if (!has_part(boot_id()) && !has_part(host_name())) return false;
  lock = FolderLock(folder);
  return lock.state() == FolderLock::State::held && lock.is_own();
}

WorkFolder::WorkFolder(const OutputPath& parent, const std::string& name, unsigned mode) {
  remove_abandoned(parent);
  const std::string first_name = "." + name + kMark + process_suffix();
  for (int i = 0; i < kTries; ++i) {
    path_ = parent / (i == 0 ? first_name : first_name + "-" + std::to_string(i));
    const std::error_code code = path_.files->make_folder(path_.path, mode);
    if (code == std::errc::file_exists) continue;
    if (code) throw_cannot_write(path_.path, code);
    // Until it is locked, another process may consider it abandoned and remove it.
    lock_ = FolderLock(path_.path);
    if (lock_.state() != FolderLock::State::refused) return;
  }
  throw_cannot_write(path_.path, std::make_error_code(std::errc::file_exists));
}

WorkFolder::~WorkFolder() {
  // Nothing can be done here if it fails; the next run removes it.
  static_cast<void>(path_.files->remove_all(path_.path));
}

}  // namespace proclens
