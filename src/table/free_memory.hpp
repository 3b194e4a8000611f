// What DuckDB keeps of memory that it no longer uses.
#pragma once

namespace proclens {

/// Gives it back to the system, all threads'. DuckDB's allocator does so only after ten seconds, within which a table
/// that is written in small pieces leaves many of them behind. Takes a few milliseconds, since what is needed again has
/// to be got again. Does nothing where DuckDB is built without its allocator.
void release_database_memory();

}  // namespace proclens
