// What audit.html shows, as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "audit/summary.hpp"

namespace proclens {

/// The words of the audit, its counts (audit_json with its longest lists shortened: a page is for looking) and the
/// examples with their ancestors. web/src/audit/data.ts declares the same shape.
[[nodiscard]] nlohmann::ordered_json audit_page_data(const AuditSummary& summary, const std::string& title);

}  // namespace proclens
