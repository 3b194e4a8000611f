// `proclens compare`: two maps of the same processes side by side.
#pragma once

#include "storage/file_system.hpp"

namespace CLI {
class App;
}

namespace proclens {

/// Adds the command to `app`.
/// @param files through which everything is written
CLI::App* add_compare_command(CLI::App& app, FileSystem& files);

}  // namespace proclens
