// For processes whose parent has no record: the one that host, PID and time point to.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/expectations.hpp"
#include "telemetry/lineage.hpp"
#include "telemetry/records.hpp"

namespace proclens {

inline constexpr std::int32_t kNoLikelyParent = -1;

/// Per record the record that is likely its parent, or kNoLikelyParent. A guess by PID, kept apart from what the
/// dataset records; only orphans have one.
///
/// Of the processes that had the orphan's parent PID on its host, the last to start before the orphan was alive when
/// the orphan started, unless it had ended: a PID has one process at a time. It is offered when no other process with
/// that PID started at the same time as it, and it
///   started strictly earlier than the orphan: with a tie the records do not tell who was first;
///   does not descend from the orphan, which would close a circle;
///   is a parent that a core Windows process can have: the PID of wininit.exe's parent, a smss.exe long gone, soon
///   belongs to a svchost.exe.
/// A process that is only known to have been seen counts as started then. O(n log n) time.
[[nodiscard]] std::vector<std::int32_t> likely_parents(const Records& records, const Lineages& lineages,
                                                       const Expectations& expectations);

}  // namespace proclens
