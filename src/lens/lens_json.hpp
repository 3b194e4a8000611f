// A lens as results on disk tell of it.
#pragma once

#include <nlohmann/json.hpp>

#include "lens/lens.hpp"

namespace proclens {

/// {"name", "object": {"one", "many"}, "feature": {…}, "row": {…}, "feature_label", "objects_are_processes"}: all that
/// a reader of results needs to know of a lens.
[[nodiscard]] nlohmann::ordered_json lens_json(const Lens& lens);

}  // namespace proclens
