// `proclens map NEW --onto OUT/LENS`: places processes on a finished map.
#pragma once

#include "cli/commands/map_input.hpp"
#include "storage/file_system.hpp"

namespace proclens {

/// Runs the command. Throws Error: usage if -o would replace the map itself or --lens names another lens than the
/// map's; data for a map that cannot be used, bags of another lens, and if nothing has a place.
void place_on_map(MapArguments& arguments, FileSystem& files);

}  // namespace proclens
