#include "table/free_memory.hpp"

#include <cstddef>

// Part of the jemalloc inside libduckdb (https://jemalloc.net/jemalloc.3.html, arena.<i>.purge), which exports it with
// a prefix but without a header; weak, since another build of DuckDB may lack it.
extern "C" __attribute__((weak)) int duckdb_je_mallctl(const char* name, void* old_value, std::size_t* old_bytes,
                                                       void* new_value, std::size_t new_bytes);

namespace proclens {

void release_database_memory() {
  // 4096: all arenas.
  if (duckdb_je_mallctl != nullptr) duckdb_je_mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);
}

}  // namespace proclens
