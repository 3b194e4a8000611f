// The assessed records as table functions, computed while they are read.
#pragma once

#include <cstdint>

#include "audit/assessment/assessment.hpp"
#include "table/table_function.hpp"
#include "telemetry/records.hpp"

namespace proclens {

/// assessed_record(): per record, in order: pid_hash, state, depth, likely_parent_pid_hash and the flags; NULL where
/// the dataset says nothing. Stores no rows; borrows its arguments, which must outlive every query and must not change
/// while one runs.
[[nodiscard]] TableFunction assessed_record_source(const Records& records, const Assessment& assessment);

/// rebuilt_lineage(): the same, and `ptree` ("=leaf.exe->parent.exe->…", a process without a name as "?") and
/// `ptree_list` (the corresponding hashes, leaf first; a record without a hash as ""). A lineage of more than `limit`
/// steps is cut there, and its ptree ends with "->…".
[[nodiscard]] TableFunction rebuilt_lineage_source(const Records& records, const Assessment& assessment,
                                                   std::int32_t limit);

}  // namespace proclens
