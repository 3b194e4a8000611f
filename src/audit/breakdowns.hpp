// How many processes are in each state and have each flag: by host, by name, by time.
#pragma once

#include "audit/assessment.hpp"
#include "audit/summary.hpp"
#include "table/database.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// Fills in what the summary counts by host, name, day, hour, and host and day, and `all` and `hosts`. Counts as
/// spelled in one pass over the records, then folds hosts and names that differ only in case (sql/audit/breakdown.sql,
/// from the table counted that is made here).
void count_breakdowns(Database& database, const Records& records, const Assessment& assessment,
                      const SummaryLimits& limits, AuditSummary& summary);

}  // namespace proclens
