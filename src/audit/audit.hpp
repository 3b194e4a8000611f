// Audits the process records of a dataset: which are broken, how, and what their lineages are when rebuilt.
#pragma once

#include <cstdint>

#include "audit/summary/summary.hpp"
#include "proclens/context.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

struct AuditOptions {
  bool has_process_path = true;  ///< false: there is no view `process_path`, and its flags are NULL
  bool has_image_load = true;    ///< false: there is no view `process_image_load`
  /// Maximum total steps of all lineages in lineage.parquet; 0: 32 per record, at least 4 million.
  std::uint64_t step_budget = 0;
  SummaryLimits limits;  ///< of the lists in the summary
};

/// Audits the records in the view `process` (and `process_path`, `process_image_load`, see telemetry/dataset.hpp) and
/// writes process_nondud.parquet, process_with_lineage.parquet, anomalies.parquet and lineage.parquet to `folder`,
/// which must exist; docs/audit.md describes their columns. Rows are in the order of the dataset, so the files are the
/// same for any number of threads. Leaves its tables (sql/audit/) in the database. Memory: about 400 bytes per record
/// in the database and 100 here. Throws Error like the database.
[[nodiscard]] AuditSummary audit_processes(const Context& context, Database& database, const OutputPath& folder,
                                           const AuditOptions& options);

}  // namespace proclens
