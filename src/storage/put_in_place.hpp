// The step that turns a finished hidden folder into the result.
#pragma once

#include <filesystem>

#include "storage/file_system.hpp"

namespace proclens {

/// Makes sure that a file, or a folder with everything in it, is on disk, and renames it to `to`, in the same folder or
/// on the same disk. What had that name before has the name of `from` afterwards, or is gone: at no moment is there
/// nothing called `to`. Only if the disk cannot swap the names of folders (NFS) does the earlier folder briefly have a
/// hidden name, from which `restore_replaced` recovers it if the process ends at that moment.
/// @param topmost_created the topmost parent of `to` that was created for it; empty: none
/// Throws Error (machine) if any of this fails; everything then has its previous name.
void put_in_place(const OutputPath& from, const std::filesystem::path& to,
                  const std::filesystem::path& topmost_created = {});

/// Restores the name of a folder that a process, no longer alive, had moved away in order to replace it. Throws Error
/// (machine) if that fails.
void restore_replaced(const OutputPath& folder);

}  // namespace proclens
