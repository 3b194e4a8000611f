// Hits of rules on event logs, as Hayabusa and Chainsaw write them.
#pragma once

#include <filesystem>

#include "table/database.hpp"

namespace proclens {

/// Makes the table `rule_hit(host, channel, record_number, label, severity, tactic, source)` of a file of hits, one row
/// per hit and rule: Hayabusa's csv-timeline and json-timeline (every profile), Chainsaw's --csv, --json and --jsonl.
/// Hosts are in lower case without domain, channels in full and in lower case. NULL is what the file does not say.
/// Returns false, and makes nothing, when the file is Parquet, or CSV without such columns. Throws Error: data when it
/// is JSON that neither of them wrote or cannot be read, as open_table_file does.
bool read_rule_hits(Database& database, const std::filesystem::path& path);

}  // namespace proclens
