// Reads little-endian numbers from untrusted bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

namespace proclens {

inline constexpr std::uint64_t evtx_file_signature = 0x00656C69'46666C45;   ///< "ElfFile" and a NUL
inline constexpr std::uint64_t evtx_chunk_signature = 0x006B6E68'43666C45;  ///< "ElfChnk" and a NUL

[[nodiscard]] inline bool all_zero(std::span<const std::byte> bytes) {
  // The first byte is zero and every other byte equals the one before it.
  return bytes.empty() ||
         (bytes[0] == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

/// A read position within part of a chunk. Reading past the end yields zero, leaves the position at the end and sets
/// `overrun`.
class EvtxBytes {
 public:
  EvtxBytes() = default;
  /// Reads `bytes` from `at` to `end`, both clipped to the available bytes, which are borrowed.
  EvtxBytes(std::span<const std::byte> bytes, std::size_t at, std::size_t end)
      : bytes_(bytes), end_(end < bytes.size() ? end : bytes.size()), at_(at < end_ ? at : end_) {}

  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }
  [[nodiscard]] std::size_t left() const noexcept { return end_ - at_; }
  /// Whether bytes were requested that do not exist.
  [[nodiscard]] bool overrun() const noexcept { return overrun_; }

  template <class Number>
  Number number() {
    static_assert(std::is_unsigned_v<Number>);
    Number value = 0;
    if (left() < sizeof(Number)) {
      overrun_ = true;
      at_ = end_;
      return value;
    }
    std::memcpy(&value, bytes_.data() + at_, sizeof(Number));
    at_ += sizeof(Number);
    return value;
  }
  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint16_t u16() { return number<std::uint16_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }

  /// The next `count` bytes; none, and an overrun, if fewer are left.
  std::span<const std::byte> take(std::size_t count) {
    if (left() < count) {
      overrun_ = true;
      at_ = end_;
      return {};
    }
    at_ += count;
    return bytes_.subspan(at_ - count, count);
  }
  void skip(std::size_t count) { (void)take(count); }

 private:
  std::span<const std::byte> bytes_;
  std::size_t end_ = 0;
  std::size_t at_ = 0;
  bool overrun_ = false;
};

}  // namespace proclens
