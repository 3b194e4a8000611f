// The command line as a whole: finds the command, runs it, turns errors into messages and exit codes.
#pragma once

#include "storage/file_system.hpp"

namespace proclens {

/// Runs the command that the arguments ask for; messages go to stderr. Returns the exit code of the program: 0 done,
/// 1 the data, 2 the command line, 3 the machine (core/error.hpp), 130 interrupted.
/// @param files through which everything is written
[[nodiscard]] int run_command_line(int argc, const char* const* argv, FileSystem& files = local_file_system());

}  // namespace proclens
