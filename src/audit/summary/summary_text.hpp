// An audit as text for the terminal: the few tables that an analyst would write by hand.
#pragma once

#include <cstddef>
#include <string>

#include "audit/summary/summary.hpp"

namespace proclens {

/// Plain text, at most 120 columns wide, safe for a terminal whatever the telemetry contains. The most common names
/// first, the rest folded, with shares next to counts.
/// @param top names per list, at least 1
[[nodiscard]] std::string audit_text(const AuditSummary& summary, std::size_t top);

}  // namespace proclens
