// audit.json: every count of an audit.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "audit/summary/summary.hpp"

namespace proclens {

/// All counts, lists by descending count. In the breakdowns, states and flags that do not occur are omitted; flags on
/// recorded paths are null if the dataset has no process_path. docs/audit.md describes the fields.
[[nodiscard]] nlohmann::ordered_json audit_json(const AuditSummary& summary);

/// JSON as indented UTF-8 text with a trailing newline; invalid bytes in strings are replaced.
[[nodiscard]] std::string audit_json_text(const nlohmann::ordered_json& json);

}  // namespace proclens
