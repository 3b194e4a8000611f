// `proclens hunt`: which processes are new or rare, and why.
#pragma once

#include "storage/file_system.hpp"

namespace CLI {
class App;
}

namespace proclens {

/// Adds the command to `app`.
/// @param files through which everything is written
CLI::App* add_hunt_command(CLI::App& app, FileSystem& files);

}  // namespace proclens
