// Returns memory that DuckDB no longer uses.
#pragma once

namespace proclens {

/// Returns the unused memory of all threads to the system. DuckDB's allocator does so only after ten seconds, during
/// which a table written in small pieces leaves many of them behind. Takes a few milliseconds, since memory that is
/// still needed has to be allocated again. Does nothing if DuckDB is built without its allocator.
void release_database_memory();

}  // namespace proclens
