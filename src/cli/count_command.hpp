// `proclens count`: a dataset's bags as files, or several such folders added up.
#pragma once

#include "storage/file_system.hpp"

namespace CLI {
class App;
}

namespace proclens {

/// Adds the command to `app`.
/// @param files through which everything is written
CLI::App* add_count_command(CLI::App& app, FileSystem& files);

}  // namespace proclens
