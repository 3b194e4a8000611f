// The output folder serves every floor that writes; this is where the map's files find it.
#pragma once

#include "core/output_folder.hpp"  // IWYU pragma: export
