// Lineages from parent links alone: which records are reached from each record, how far, and how it ends. No recursion;
// time and memory are linear in the number of records, whatever the shape: chains of a million, cycles, a record that
// is its own parent.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "telemetry/records.hpp"
#include "telemetry/terms.hpp"

namespace proclens {

/// The lineage of a record: itself, its parent, its parent's parent …, until there is no further record or one would
/// repeat.
struct Lineages {
  std::vector<RecordState> state;
  std::vector<std::int32_t> depth;   ///< records in the lineage, at least 1
  std::vector<std::int32_t> oldest;  ///< the last record of the lineage
};

/// Breaks impossible cycles: in each, the link that times contradict most becomes kRefutedParent, of equally
/// contradicted links the first record's. A cycle without a contradicted link stays, and so does every link outside
/// cycles, where a wrong parent misleads only what is below it. O(n) time, 4 bytes a record.
/// @param parent per record: the number of its parent's record, or less than 0
/// @param contradiction by how much times contradict that a record's parent started it; 0: not at all. Asked only of
/// records on cycles
/// @return how many cycles were broken
std::uint64_t break_cycles(std::span<std::int32_t> parent,
                           const std::function<std::int64_t(std::int32_t)>& contradiction);

/// Follows the links of n records. `root` marks known first processes; `complete` records have one among their
/// ancestors; of the rest, `dud` and `orphan` have no parent hash or none that leads to the parent, `cyclic` ones run
/// into a cycle, and `truncated` ones end at a dud or an orphan above them. O(n) time: every link is followed twice.
/// @param parent per record: the number of its parent's record, kNoParentHash, kUnknownParent or kRefutedParent
/// @param first_process per record: 1 for a known first process
/// Throws std::invalid_argument if the arrays differ in length or a link is out of range.
[[nodiscard]] Lineages rebuild_lineages(std::span<const std::int32_t> parent,
                                        std::span<const std::uint8_t> first_process);

/// How many steps to write per lineage so that all lineages together have at most `budget` steps: the largest limit L,
/// at least 1, with Σ min(depth, L) ≤ max(budget, n). Real trees are far below any sensible budget and lose nothing; in
/// a chain of n records the steps would otherwise grow with n².
[[nodiscard]] std::int32_t lineage_step_limit(std::span<const std::int32_t> depths, std::uint64_t budget);

}  // namespace proclens
