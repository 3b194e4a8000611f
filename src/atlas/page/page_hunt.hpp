// What a hunt next to a map found of its processes, for the map's page.
#pragma once

#include <filesystem>
#include <string>

#include "table/database.hpp"

namespace proclens {

/// Reads the results of `proclens hunt`. Creates the table hunted(pid_hash VARCHAR, in upper case; novelty INTEGER, in
/// hundredths of a nat; finding INTEGER, 0 or 1 + the index of its finding among those listed; reasons VARCHAR, one a
/// line, or NULL; labels VARCHAR, the same, the rarest first) with one row for each process of `processes` that was
/// hunted; without a hunt it is empty.
/// @param folder OUT/hunt, which may not exist; empty: no hunt
/// @param processes a table or view with the column pid_hash
/// Returns the hunt as the page's header has it, JSON of {compared_with, findings_in_all, findings: [{id, novelty,
/// known, labelled, process_name, processes, host_count, reasons}], labelled_processes}; empty if none of the processes
/// was hunted. Throws Error (data) if the results cannot be read.
[[nodiscard]] std::string read_page_hunt(Database& database, const std::filesystem::path& folder,
                                         const std::string& processes);

}  // namespace proclens
