// An audit as the two or three tables that an analyst would write by hand.
#pragma once

#include <cstddef>
#include <string>

#include "audit/summary.hpp"

namespace proclens {

/// Plain text, at most 120 columns wide, safe for a terminal whatever the telemetry holds. Top names first, the rest
/// folded, shares beside counts.
/// @param top names per list, at least 1
[[nodiscard]] std::string audit_text(const AuditSummary& summary, std::size_t top);

}  // namespace proclens
