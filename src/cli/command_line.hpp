// The command line as a whole: finds the command, runs it, turns errors into messages and exit codes.
#pragma once

#include "storage/file_system.hpp"

namespace proclens {

/// Runs the command given by the arguments; messages go to stderr. Returns the program's exit code: 0 done, 1 the data,
/// 2 the command line, 3 the machine (proclens/error.hpp), 130 interrupted.
/// @param files through which everything is written
[[nodiscard]] int run_command_line(int argc, const char* const* argv, FileSystem& files = local_file_system());

}  // namespace proclens
