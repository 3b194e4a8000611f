// Which process records of a dataset are broken, how, and what their lineages are when they are rebuilt.
#pragma once

#include <cstdint>

#include "audit/summary.hpp"
#include "proclens/context.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

struct AuditOptions {
  bool has_process_path = true;   ///< false: there is no view `process_path`; its flags are NULL
  bool has_image_load = true;     ///< false: there is no view `process_image_load`
  std::uint64_t step_budget = 0;  ///< most steps in all lineages of lineage.parquet; 0: 32 a record, at least 4 million
  SummaryLimits limits;
};

/// Audits the records in the view `process` (and `process_path`, `process_image_load`, see telemetry/dataset.hpp) and
/// writes into `folder`, which exists, the files process_nondud.parquet, process_with_lineage.parquet,
/// anomalies.parquet and lineage.parquet; docs/audit.md describes their columns. The order of rows follows the dataset,
/// so the files are the same for any number of threads. Leaves its tables (sql/audit/) in the database. Memory: about
/// 400 bytes a record in the database and 100 here. Throws Error as the database does.
[[nodiscard]] AuditSummary audit_processes(const Context& context, Database& database, const OutputPath& folder,
                                           const AuditOptions& options);

}  // namespace proclens
