// Flags that follow from a record and its parent's record.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/assessment/expectations.hpp"
#include "telemetry/records.hpp"
#include "telemetry/terms.hpp"

namespace proclens {

struct ParentFlags {
  std::vector<FlagSet> flags;               ///< per record: all except those on recorded paths
  std::vector<std::uint8_t> first_process;  ///< per record: 1 for a known first process
  /// Contradicting times less than a second apart are more often due to event order than to a reused PID.
  std::uint64_t later_within_second = 0, earlier_within_second = 0;
};

/// docs/audit.md defines and explains each flag. A flag is not set if the records do not say enough. O(n) time.
[[nodiscard]] ParentFlags flag_parents(const Records& records, const Expectations& expectations);

/// Breaks cycles at the link that times contradict most (telemetry/lineage.hpp): by how long the parent started after
/// the record, or ended before it started. Clocks of two hosts are never compared.
/// @param flags of these records
/// @return how many cycles were broken
std::uint64_t break_impossible_cycles(Records& records, const ParentFlags& flags);

}  // namespace proclens
