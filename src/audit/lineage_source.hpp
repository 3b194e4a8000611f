// The rebuilt lineages as rows, written while they are read.
#pragma once

#include "audit/lineage.hpp"
#include "audit/records.hpp"
#include "table/row_source.hpp"

namespace proclens {

/// rebuilt_lineage(): for every record, in order, `ptree` ("=leaf.exe->parent.exe->…", a process without a name as "?")
/// and `ptree_list` (the hashes of the same, leaf first; a record without a hash as ""). A lineage of more than `limit`
/// steps is cut there, and its ptree ends with "->…". Holds no rows; borrows its arguments, which must outlive every
/// query.
[[nodiscard]] RowSource lineage_source(const Records& records, const Lineages& lineages, std::int32_t limit);

/// The ptree of one record.
[[nodiscard]] std::string ptree_of(const Records& records, const Lineages& lineages, std::int32_t record,
                                   std::int32_t limit);

}  // namespace proclens
