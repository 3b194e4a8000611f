// An import's report, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "import/tables/import_report.hpp"

namespace proclens {

/// A table, file by file, of what was read, kept and left out and why; then what was skipped as a whole. Printable;
/// at most `top` files are listed, the rest are folded into one line.
[[nodiscard]] std::string import_text(const ImportReport& report, std::size_t top);

/// One line of it: how many files, records, processes and image loads.
[[nodiscard]] std::string import_note(const ImportReport& report);

/// Everything in the report, as JSON text; the import.json of a dataset.
[[nodiscard]] std::string import_json_text(const ImportReport& report);

/// The digests in an import.json. Throws Error (data), naming `path`, when it is none.
[[nodiscard]] std::vector<std::string> imported_digests(const std::string& path);

}  // namespace proclens
