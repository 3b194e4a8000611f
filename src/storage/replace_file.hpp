// Replaces one file.
#pragma once

#include <string_view>

#include "storage/file_system.hpp"

namespace proclens {

/// Writes a whole file and puts it in the place of an earlier one in a single step (put_in_place.hpp); its folder must
/// exist. Throws Error (machine) if that fails; the earlier file then stays.
void replace_file(const OutputPath& file, std::string_view content);

}  // namespace proclens
