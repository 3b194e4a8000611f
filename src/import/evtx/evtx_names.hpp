// The names of elements and attributes in a chunk. Each is stored once, where it is first used, and referenced by its
// offset afterwards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace proclens {

struct EvtxName {
  std::string text;     ///< UTF-8
  std::size_t end = 0;  ///< where the name ends in the chunk
};

/// For one thread.
class EvtxNames {
 public:
  /// Borrows the chunk.
  explicit EvtxNames(std::span<const std::byte> chunk);

  /// The name at an offset of the chunk; nullptr if it would extend beyond the chunk, is empty or longer than 256
  /// characters, or does not match its stored hash. Valid until the next call.
  [[nodiscard]] const EvtxName* at(std::size_t offset);

 private:
  bool read(std::size_t offset, EvtxName& name) const;

  std::span<const std::byte> chunk_;
  std::unique_ptr<std::uint16_t[]> known_;  // by offset: 1 + index in names_; 0 if not read yet
  std::vector<EvtxName> names_;
};

}  // namespace proclens
