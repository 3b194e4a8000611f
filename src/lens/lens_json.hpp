// A lens as written to results.
#pragma once

#include <nlohmann/json.hpp>

#include "lens/lens.hpp"

namespace proclens {

/// {"name", "object": {"one", "many"}, "feature": {…}, "row": {…}, "feature_label", "objects_are_processes"}, and
/// "parameters" if it has any: everything that readers of results need to know about a lens.
[[nodiscard]] nlohmann::ordered_json lens_json(const Lens& lens);

}  // namespace proclens
