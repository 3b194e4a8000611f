// proclens count: writes a dataset's bags as files, or merges several such folders.
#pragma once

#include "storage/file_system.hpp"

namespace CLI {
class App;
}

namespace proclens {

/// Registers the subcommand; parsing it runs it. Throws errors.
/// @param files through which everything is written
CLI::App* add_count_command(CLI::App& app, FileSystem& files);

}  // namespace proclens
