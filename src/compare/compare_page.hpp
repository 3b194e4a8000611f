// compare.html: the two maps side by side.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include "compare/comparison.hpp"
#include "proclens/context.hpp"

namespace proclens {

struct ComparePageOptions {
  std::string links = "[]";          ///< by page_links_json (atlas/page/page_links.hpp)
  std::uint64_t database_bytes = 0;  ///< memory for DuckDB, which spills the rest; 0: what is there
};

/// Writes the page: the header `compare_json`, the pairs, and both maps as their own pages have them, B at its new
/// places (docs/compare.md). Of a map with more processes than a page holds (PageLimits), each point keeps its first
/// few. Throws Error: data if a map is damaged, machine if the stream fails.
void write_compare_page(const Context& context, const Comparison& comparison, std::string_view compare_json,
                        const ComparePageOptions& options, std::ostream& out);

}  // namespace proclens
