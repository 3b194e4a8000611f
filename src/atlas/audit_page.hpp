// audit.html: one file that opens from disk, without any network.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

namespace proclens {

/// Writes the whole page. `json` is what web/src/audit/data.ts declares, in UTF-8. It enters the page as the text of
/// one inert element in which < > & and line separators are escapes, so that nothing in it can end the element or start
/// another; `title` also as escaped text. A Content-Security-Policy in the file allows the page's own script and style
/// and nothing else. Returns the bytes written. Throws Error (machine) when the stream fails.
std::uint64_t write_audit_page(std::ostream& out, std::string_view title, std::string_view json);

}  // namespace proclens
