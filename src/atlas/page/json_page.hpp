// Pages whose data is one JSON element: audit.html and hunt.html.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

namespace proclens {

/// What such a page is filled with. Borrows everything.
struct JsonPage {
  std::string_view page_template;  ///< atlas/page/page_template.hpp
  std::string_view name;           ///< of its placeholder and its element: "audit"
  std::string_view file;           ///< its file name, for errors
  std::string_view title;          ///< any bytes; enters as escaped text
  std::string_view links = "[]";   ///< page_links_json (atlas/page/page_links.hpp)
  std::string_view json;           ///< UTF-8
};

/// Writes the whole page. JSON enters it as the text of inert elements in which < > & and line separators are escaped,
/// so that it cannot end the element or start another. Returns the number of bytes written. Throws Error (machine) if
/// the stream fails.
std::uint64_t write_json_page(std::ostream& out, const JsonPage& page);

}  // namespace proclens
