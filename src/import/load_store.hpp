// The image loads of an import, kept as numbers of fixed size and grouped by process and image part by part, so that
// memory does not grow with their number.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace proclens {

/// The 16 bytes of an MD5, as two numbers that compare as the bytes do.
struct HashBytes {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const HashBytes&) const = default;
  bool operator<(const HashBytes& other) const { return high != other.high ? high < other.high : low < other.low; }
};

/// Of 32 hexadecimal digits; nothing for any other text.
[[nodiscard]] std::optional<HashBytes> hash_of_digits(std::string_view digits);
/// 32 digits, upper case or lower case.
[[nodiscard]] std::array<char, 32> digits_of(const HashBytes& hash, bool upper);

/// Every load of an image by a process.
struct LoadGroup {
  HashBytes process;
  std::string_view image;  ///< valid during the call that it is handed to
  std::int64_t first_seen = 0;
  std::int64_t last_seen = 0;
  std::int64_t loads = 0;
  HashBytes md5;  ///< the least of those known
  bool has_md5 = false;
};

struct LoadStoreLimits {
  std::size_t block = 1 << 15;        ///< bytes of a part that are held before they go to disk
  std::size_t text_bytes = 64 << 20;  ///< distinct paths that are held in memory; further ones are looked up on disk
};

class LoadStore {
 public:
  /// @param folder exists; a file of loads and one of texts lie in it while this lives
  explicit LoadStore(const std::filesystem::path& folder, const LoadStoreLimits& limits = {});
  LoadStore(const LoadStore&) = delete;
  LoadStore& operator=(const LoadStore&) = delete;
  ~LoadStore();

  /// The name of an image for `add`. Throws Error (machine) when the disk is full.
  [[nodiscard]] std::uint64_t image(std::string_view path);

  /// One load, at a time in microseconds. Throws Error (machine) when the disk is full.
  void add(const HashBytes& process, std::uint64_t image, std::int64_t time, const std::optional<HashBytes>& md5);

  /// Walks all groups in the order of process and image, bytewise. Nothing may be added any more; may be called again.
  class Walk;
  [[nodiscard]] Walk walk();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class LoadStore::Walk {
 public:
  Walk(Walk&&) noexcept;
  Walk& operator=(Walk&&) noexcept;
  ~Walk();
  /// The next group, or nullptr at the end; valid until the next call.
  [[nodiscard]] const LoadGroup* next();

 private:
  friend class LoadStore;
  struct State;
  explicit Walk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace proclens
