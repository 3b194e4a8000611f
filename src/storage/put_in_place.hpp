// The step from "being written" to "there".
#pragma once

#include <filesystem>

#include "storage/file_system.hpp"

namespace proclens {

/// Makes sure that a file, or a folder with all that is in it, is on the disk, and gives it the name `to`, in the same
/// folder or on the same disk. What had that name before has the name of `from` afterwards, or is gone: at no moment is
/// there nothing called `to`. Only where the disk cannot swap the names of folders (NFS) has the earlier folder for a
/// moment a hidden name, from which `restore_replaced` takes it back should the process end just then.
/// @param topmost_created of the folders above `to`, the first that was created for it; empty: none
/// Throws Error (machine) when any of this fails; everything then has the name that it had before.
void put_in_place(const OutputPath& from, const std::filesystem::path& to,
                  const std::filesystem::path& topmost_created = {});

/// Gives back its name to a folder that a process, gone since, had moved away to put another in its place.
/// Throws Error (machine) when it cannot be done.
void restore_replaced(const OutputPath& folder);

}  // namespace proclens
