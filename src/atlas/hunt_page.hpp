// hunt.html: one file that opens from disk, without any network.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

namespace proclens {

/// Writes the whole page. `json` is the data declared in web/src/hunt/data.ts (hunt.json), in UTF-8, `links` a list
/// made by page_links_json (atlas/page/page_links.hpp). Both and `title` enter the page inert
/// (atlas/page/json_page.hpp); a Content-Security-Policy in the file allows only the page's own script and style.
/// Returns the number of bytes written. Throws Error (machine) if the stream fails.
std::uint64_t write_hunt_page(std::ostream& out, std::string_view title, std::string_view links, std::string_view json);

}  // namespace proclens
