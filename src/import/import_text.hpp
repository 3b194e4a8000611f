// An import's report, for users and for programs.
#pragma once

#include <string>
#include <vector>

#include "import/tables/import_report.hpp"

namespace proclens {

/// A table of what was read, kept and left out, and why, file by file; then what was skipped entirely. Printable; lists
/// at most `top` files and folds the rest into one line.
[[nodiscard]] std::string import_text(const ImportReport& report, std::size_t top);

/// One line: how many files, records, processes and image loads.
[[nodiscard]] std::string import_note(const ImportReport& report);

/// Everything in the report, as JSON text; the import.json of a dataset.
[[nodiscard]] std::string import_json_text(const ImportReport& report);

/// The digests in an import.json. Throws Error (data), naming `path`, if it is not one.
[[nodiscard]] std::vector<std::string> imported_digests(const std::string& path);

}  // namespace proclens
