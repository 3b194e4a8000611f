// Hosts that --host names and the dataset does not have.
#pragma once

#include <string>
#include <vector>

#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/selection.hpp"

namespace proclens {

/// Notes each host that no process of the view `process` is on, with the nearest name that there is. If no process is
/// selected, throws Error (usage) with the first of them instead, unless an empty selection is a result, too.
void report_unknown_hosts(const Context& context, Database& database, const std::vector<std::string>& hosts,
                          const SelectionCounts& counts, bool empty_allowed = false);

}  // namespace proclens
