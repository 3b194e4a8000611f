// Records that stand for parents that the sensor could not resolve.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/assessment/expectations.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// Per record: 1 for a placeholder, see sql/audit/placeholder_process.sql. O(n).
[[nodiscard]] std::vector<std::uint8_t> find_placeholders(const Records& records, const Expectations& expectations);

/// Turns links to placeholders into kRefutedParent: whoever started these processes, it was not the placeholder.
/// @return how many links
std::uint64_t cut_links_to_placeholders(Records& records, const std::vector<std::uint8_t>& placeholder);

}  // namespace proclens
