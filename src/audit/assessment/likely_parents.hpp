// Likely parents of processes whose parent is not known, by host, PID and time.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/assessment/expectations.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/records.hpp"

namespace proclens {

inline constexpr std::int32_t kNoLikelyParent = -1;

/// Per record, the record that is likely its parent, or kNoLikelyParent. An inference from PIDs, kept separate from
/// what the dataset records; only orphans have one.
///
/// Of the processes that had the orphan's parent PID on its host, the last to start before the orphan was alive when
/// the orphan started, unless it had ended: a PID belongs to one process at a time. It is proposed only if no other
/// process with that PID started at the same time, and if it
///   started strictly before the orphan: if they tie, the records do not tell which came first;
///   does not descend from the orphan, which would create a cycle;
///   is not a placeholder for parents that were not resolved;
///   is a plausible parent of a core Windows process: the PID of wininit.exe's parent, a smss.exe that ended long ago,
///   is soon reused by a svchost.exe.
/// A process without a start counts as started when it was first seen. O(n log n) time.
/// @param placeholder per record: 1 for a placeholder (audit/placeholders.hpp)
[[nodiscard]] std::vector<std::int32_t> likely_parents(const Records& records, const Lineages& lineages,
                                                       const Expectations& expectations,
                                                       const std::vector<std::uint8_t>& placeholder);

}  // namespace proclens
