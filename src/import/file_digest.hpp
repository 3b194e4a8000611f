// What a file's content is known by.
#pragma once

#include <filesystem>

#include "import/log_files.hpp"

namespace proclens {

/// Path, size and SHA-256 of the file as it is now. Throws std::system_error when it cannot be read.
[[nodiscard]] LogFile digest_file(const std::filesystem::path& path);

}  // namespace proclens
