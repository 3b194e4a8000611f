// How a file is understood.
#pragma once

#include <string>

#include "import/files/log_files.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Reads one file and says which formats and forms were recognised, how many records have which of the fields that its
/// source's mapping uses, and what the first three records hold; of records in an unknown form, what they lack.
/// Printable. Memory does not grow with the file.
/// @param password of encrypted archives; may be empty
[[nodiscard]] std::string explain_log(const Context& context, const LogFile& file, const std::string& password);

}  // namespace proclens
