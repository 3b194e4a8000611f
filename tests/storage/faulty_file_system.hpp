// A file system on which any call can be made to fail, like LevelDB's SpecialEnv.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>

#include "storage/file_system.hpp"

namespace proclens {

enum class FileCall { create, write, close, expect_writer, sync, make_folder, rename, exchange, remove_all };

inline const char* name_of(FileCall call) {
  static constexpr const char* kNames[] = {"create",      "write",  "close",    "expect_writer", "sync",
                                           "make_folder", "rename", "exchange", "remove_all"};
  return kNames[static_cast<int>(call)];
}

/// Forwards every call except the one that fails. Counts calls from 0.
class FaultyFileSystem : public FileSystem {
 public:
  struct Options {
    std::size_t fails_at = std::numeric_limits<std::size_t>::max();  ///< the call that fails
    bool stays_full = false;              ///< afterwards everything that takes space fails, too
    std::size_t max_written = 1U << 30U;  ///< maximum number of bytes that one write accepts
    bool can_exchange = true;             ///< whether the disk can swap names
  };
  struct Fault {
    FileCall call;
    std::filesystem::path path;
  };

  explicit FaultyFileSystem(const Options& options) : options_(options) {}

  /// What failed, if anything has.
  [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
  /// The files created through this, by any writer.
  [[nodiscard]] const std::map<std::filesystem::path, int>& created() const { return created_; }

  std::error_code create(const std::filesystem::path& path, int& file) override {
    if (fails(FileCall::create, path)) return full();
    const std::error_code code = FileSystem::create(path, file);
    const std::lock_guard lock(mutex_);
    open_[file] = path;
    ++created_[path.filename()];
    return code;
  }
  /// A failing write has accepted some of the bytes.
  std::error_code write(int file, std::uint64_t position, std::span<const std::byte> bytes,
                        std::size_t& written) override {
    const bool failed = fails(FileCall::write, path_of(file));
    bytes = bytes.first(std::min(bytes.size(), failed ? bytes.size() / 2 : options_.max_written));
    std::error_code code = bytes.empty() ? std::error_code() : FileSystem::write(file, position, bytes, written);
    return failed ? full() : code;
  }
  std::error_code close(int file) override {
    const bool failed = fails(FileCall::close, path_of(file));
    const std::error_code code = FileSystem::close(file);
    return failed ? std::make_error_code(std::errc::io_error) : code;
  }
  /// If it fails, the writer finds a full disk.
  std::error_code expect_writer(const std::filesystem::path& path) override {
    std::error_code code;
    if (fails(FileCall::expect_writer, path)) std::filesystem::create_symlink("/dev/full", path, code);
    const std::lock_guard lock(mutex_);
    ++created_[path.filename()];
    return code;
  }
  std::error_code sync(const std::filesystem::path& path) override {
    if (fails(FileCall::sync, path)) return std::make_error_code(std::errc::io_error);
    return FileSystem::sync(path);
  }
  std::error_code make_folder(const std::filesystem::path& path, unsigned mode) override {
    if (fails(FileCall::make_folder, path)) return full();
    return FileSystem::make_folder(path, mode);
  }
  std::error_code rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
    if (fails(FileCall::rename, to)) return full();
    return FileSystem::rename(from, to);
  }
  std::error_code exchange(const std::filesystem::path& one, const std::filesystem::path& other) override {
    if (!options_.can_exchange) return std::make_error_code(std::errc::not_supported);
    if (fails(FileCall::exchange, other)) return full();
    return FileSystem::exchange(one, other);
  }
  std::error_code remove_all(const std::filesystem::path& path) override {
    if (fails(FileCall::remove_all, path)) return std::make_error_code(std::errc::io_error);
    return FileSystem::remove_all(path);
  }

 private:
  static std::error_code full() { return std::make_error_code(std::errc::no_space_on_device); }

  static bool takes_space(FileCall call) {
    return call == FileCall::create || call == FileCall::write || call == FileCall::expect_writer ||
           call == FileCall::make_folder;
  }

  bool fails(FileCall call, const std::filesystem::path& path) {
    const std::lock_guard lock(mutex_);
    const bool is_first = calls_++ == options_.fails_at;
    if (is_first) fault_ = Fault{call, path};
    return is_first || (options_.stays_full && fault_ && takes_space(call));
  }

  std::filesystem::path path_of(int file) {
    const std::lock_guard lock(mutex_);
    return open_[file];
  }

  Options options_;
  std::mutex mutex_;
  std::size_t calls_ = 0;
  std::optional<Fault> fault_;
  std::map<int, std::filesystem::path> open_;  ///< by descriptor
  std::map<std::filesystem::path, int> created_;
};

}  // namespace proclens
