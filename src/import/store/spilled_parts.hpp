// Records partitioned by the hash of their process, so that the parts can be processed in memory one at a time, in hash
// order, however many records there are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/hash/hash_bytes.hpp"
#include "import/store/spill_file.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// A record is any number of bytes. A part consists of blocks of records, all but the last of which go to disk. Parts
/// may be read by several threads once nothing more is added.
class SpilledParts {
 public:
  static constexpr std::size_t kParts = 128;

  /// By the first bits, so that the hashes of one part precede those of the next.
  [[nodiscard]] static std::size_t part_of(const HashBytes& hash) { return hash.high >> (64U - kPartBits); }

  /// @param file must not exist yet
  /// @param block bytes of a part kept in memory before they go to disk. A record is never split: one longer than a
  ///        block gets a block of its own.
  SpilledParts(const OutputPath& file, std::size_t block) : file_(file), block_(block) {}

  /// Adds a record, given in pieces. Throws Error (machine) if the disk is full.
  void add(std::size_t part, std::initializer_list<std::span<const std::byte>> pieces);

  [[nodiscard]] bool empty() const;

  [[nodiscard]] std::size_t blocks(std::size_t part) const;
  /// The concatenated records of a block, in the order in which they were added. Read into `memory` if they are on
  /// disk; valid until something is added or `memory` changes. Throws Error (machine) if they cannot be read.
  [[nodiscard]] std::span<const std::byte> block(std::size_t part, std::size_t number,
                                                 std::vector<std::byte>& memory) const;

 private:
  static constexpr unsigned kPartBits = 7;
  static_assert(kParts == std::size_t{1} << kPartBits);

  struct Block {
    std::uint64_t position;
    std::size_t bytes;
  };
  struct Part {
    std::vector<std::byte> held;
    std::vector<Block> on_disk;
  };
  void spill(Part& part);

  SpillFile file_;
  std::size_t block_;
  std::array<Part, kParts> parts_;
};

}  // namespace proclens
