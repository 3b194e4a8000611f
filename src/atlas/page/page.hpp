// map.html: one file that opens from disk, without any network.
#pragma once

#include <ostream>

#include "atlas/page/page_payload.hpp"
#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Writes the whole page. Telemetry enters it only as base64 of compressed bytes, the title also as escaped text; a
/// Content-Security-Policy in the file allows only the page's own script and style. Throws Error (machine) if the
/// stream fails.
PageOutcome write_page(const Context& context, std::ostream& out, const PageData& data, const PagePayload& processes);

}  // namespace proclens
