// `proclens baseline`: what is normal, counted from datasets.
#pragma once

#include "storage/file_system.hpp"

namespace CLI {
class App;
}

namespace proclens {

/// Adds the command to `app`.
/// @param files through which everything is written
CLI::App* add_baseline_command(CLI::App& app, FileSystem& files);

}  // namespace proclens
