#include "atlas/page/page.hpp"

#include <string>

#include "atlas/page/page_links.hpp"
#include "atlas/page/page_template.hpp"
#include "atlas/page/page_writer.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

/// The blocks of `PagePayload::blocks` needed to draw the map: header and points.
constexpr std::size_t kFirstBlocks = 2;

/// A block as inert elements: no browser runs type="application/octet-stream".
void write_block(PageWriter& writer, const PageBlock& block) {
  for (const std::string& piece : block.pieces) {
    writer.write("<script type=\"application/octet-stream\" data-block=\"" + block.name + "\">");
    writer.write(piece);
    writer.write("</script>\n");
  }
}

}  // namespace

PageOutcome write_page(const Context& context, std::ostream& out, const PageData& data, const PagePayload& processes) {
  const std::vector<PageBlock> blocks = processes.blocks(context, data);
  PageWriter writer(out, map_template(), "map.html");
  writer.write_until("<!--proclens:title-->");
  writer.write(escaped_html(printable(data.summary.title)));
  writer.write_until("<!--proclens:map-->");
  writer.write(page_links_element(data.links));
  for (std::size_t i = 0; i < kFirstBlocks; ++i) write_block(writer, blocks[i]);
  writer.write_until("<!--proclens:details-->");
  for (std::size_t i = kFirstBlocks; i < blocks.size(); ++i) write_block(writer, blocks[i]);
  writer.finish();
  PageOutcome outcome = processes.outcome(data);
  outcome.bytes = writer.bytes();
  return outcome;
}

}  // namespace proclens
