// Counts processes in each state and with each flag: by host, by name, by time.
#pragma once

#include "audit/assessment/assessment.hpp"
#include "audit/summary/summary.hpp"
#include "table/database.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// Fills in the summary's counts by host, name, day, hour, and host and day, and `all` and `hosts`. Counts by spelling
/// in one pass over the records, then merges hosts and names that differ only in case (sql/audit/breakdown.sql, from
/// the table `counted`, which is created here).
void count_breakdowns(Database& database, const Records& records, const Assessment& assessment,
                      const SummaryLimits& limits, AuditSummary& summary);

}  // namespace proclens
