// Which maps the data is there for.
#pragma once

#include <string>
#include <vector>

#include "lens/lens.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/dataset.hpp"

namespace proclens {

/// The lenses that are mapped when none is asked for: each for which at least a tenth of the dataset's processes have
/// data. If none reaches that, the one for which most have. Notes the shares. Leaves views of the tables that it read.
/// @param command its name, for messages
/// Throws Error (data) if no process has data for any, and like open_table.
[[nodiscard]] std::vector<Lens> fitting_lenses(const Context& context, Database& database, const Dataset& dataset,
                                               const std::string& command);

}  // namespace proclens
