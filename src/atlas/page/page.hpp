// map.html: one file that opens from disk, without any network.
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <span>
#include <string_view>

#include "atlas/page/page_block.hpp"
#include "atlas/page/page_payload.hpp"
#include "atlas/page/tables/page_data.hpp"
#include "atlas/page/tables/page_limits.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// How many of the blocks of `PagePayload::blocks` suffice to draw the map: header and points.
inline constexpr std::size_t kFirstMapBlocks = 2;

/// A page whose data is in blocks. Borrows everything.
struct BlockPage {
  std::string_view page_template;      ///< atlas/page/page_template.hpp
  std::string_view name;               ///< of the placeholder of its first blocks, and of its file: "map"
  std::string_view title;              ///< any bytes; enters as escaped text
  std::string_view links = "[]";       ///< by page_links_json (atlas/page/page_links.hpp)
  std::span<const PageBlock> first;    ///< what the first picture needs; before the page's script
  std::span<const PageBlock> details;  ///< after it
};

/// Writes the whole page, with telemetry and policy as below. Returns the number of bytes written. Throws Error
/// (machine) if the stream fails.
std::uint64_t write_block_page(std::ostream& out, const BlockPage& page);

/// Writes a map page with the blocks that PagePayload makes, in its order. Telemetry enters it only as base64 of
/// compressed bytes, the title also as escaped text; a Content-Security-Policy in the file allows only the page's own
/// script and style. Returns the number of bytes written. Throws Error (machine) if the stream fails.
/// @param links by page_links_json (atlas/page/page_links.hpp)
std::uint64_t write_page_blocks(std::ostream& out, std::string_view title, std::string_view links,
                                std::span<const PageBlock> blocks);

/// The same from the data itself.
/// @param add_rows as for PagePayload::blocks()
PageOutcome write_page(const Context& context, std::ostream& out, const PageData& data, PagePayload& processes,
                       const std::function<void()>& add_rows = {});

}  // namespace proclens
