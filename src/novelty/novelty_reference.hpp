// What processes are compared with: how many processes of a baseline, or of the rest of a dataset, have which name,
// parent and command line.
#pragma once

#include <cstdint>
#include <vector>

#include "novelty/unit_counts.hpp"

namespace proclens {

/// The counts that a reference is made of. Names, pairs of a parent's name and a name, and commands (a name with the
/// template of its arguments) are numbered from 0, those of the processes to be scored among them: what the reference
/// lacks counts 0.
struct ReferenceCounts {
  UnitCounts names;                         ///< processes by name; names that only parents bear have a number, too
  UnitCounts pairs;                         ///< processes whose parent is known
  UnitCounts commands;                      ///< processes whose command line is known
  std::vector<std::uint32_t> pair_parent;   ///< the name of each pair's parent
  std::vector<std::uint32_t> pair_name;     ///< the name of each pair's process
  std::vector<std::uint32_t> command_name;  ///< the name that each command belongs to
};

/// The counts with their sums. Every count leaves one unit out, or nothing where the unit is kNoNumber. May be used
/// from several threads at once.
class NoveltyReference {
 public:
  /// Throws std::invalid_argument when arrays and counts differ in length or a name has no number.
  explicit NoveltyReference(ReferenceCounts counts);

  [[nodiscard]] std::uint64_t processes(std::uint32_t unit) const { return all_.without(0, unit); }
  [[nodiscard]] std::uint64_t of_name(std::uint32_t name, std::uint32_t unit) const;
  [[nodiscard]] std::uint64_t of_pair(std::uint32_t pair, std::uint32_t unit) const;
  [[nodiscard]] std::uint64_t of_command(std::uint32_t command, std::uint32_t unit) const;
  /// Processes of a name whose parent is known.
  [[nodiscard]] std::uint64_t with_parent(std::uint32_t name, std::uint32_t unit) const;
  /// Processes of a name whose command line is known.
  [[nodiscard]] std::uint64_t with_command(std::uint32_t name, std::uint32_t unit) const;
  /// Processes whose parent has this name.
  [[nodiscard]] std::uint64_t children(std::uint32_t parent, std::uint32_t unit) const;

  [[nodiscard]] const ReferenceCounts& counts() const noexcept { return counts_; }

 private:
  ReferenceCounts counts_;
  UnitCounts all_, with_parent_, with_command_, children_;
};

}  // namespace proclens
