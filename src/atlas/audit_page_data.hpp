// The data of audit.html, as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "audit/summary/summary.hpp"

namespace proclens {

/// The audit's terms, its counts (audit_json with its longest lists shortened) and the examples with their ancestors.
/// web/src/audit/data.ts declares the same shape.
[[nodiscard]] nlohmann::ordered_json audit_page_data(const AuditSummary& summary, const std::string& title);

}  // namespace proclens
