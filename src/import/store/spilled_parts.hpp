// Records in parts by the hash of their process, so that each part can be worked on in memory after the other, in the
// order of hashes, however many records there are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/hash_bytes.hpp"
#include "import/store/spill_file.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// Records are bytes of any number. A part holds some of them, in blocks, of which all but the last go to disk. Parts
/// may be read by several threads once nothing is added any more.
class SpilledParts {
 public:
  static constexpr std::size_t kParts = 128;

  /// By the first bits, so that hashes of one part come before those of the next.
  [[nodiscard]] static std::size_t part_of(const HashBytes& hash) { return hash.high >> (64U - kPartBits); }

  /// @param file does not exist yet
  /// @param block bytes of a part that are held before they go to disk. A record lies in one block: one that is longer
  ///              has one for itself.
  SpilledParts(const OutputPath& file, std::size_t block) : file_(file), block_(block) {}

  /// Adds a record, made of pieces. Throws Error (machine) when the disk is full.
  void add(std::size_t part, std::initializer_list<std::span<const std::byte>> pieces);

  [[nodiscard]] bool empty() const;

  [[nodiscard]] std::size_t blocks(std::size_t part) const;
  /// The records of a block one behind the other, as they were added. In `memory` if they lie on disk; valid until
  /// something is added or `memory` changes. Throws Error (machine) when they cannot be read.
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
