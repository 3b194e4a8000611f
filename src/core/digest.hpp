// Cryptographic digests, by libcrypto.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace proclens {

/// The MD5 of a text (RFC 1321). For names that others derive the same way, not for security.
[[nodiscard]] std::array<std::uint8_t, 16> md5(std::string_view text);

/// The SHA-256 (FIPS 180-4) of what is added, piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::span<const std::byte> bytes);

  /// 64 lower-case hexadecimal digits. Nothing can be added any more.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace proclens
