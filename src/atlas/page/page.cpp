#include "atlas/page/page.hpp"

#include <string>
#include <vector>

#include "atlas/page/page_links.hpp"
#include "atlas/page/page_template.hpp"
#include "atlas/page/page_writer.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

/// A block as inert elements: no browser runs type="application/octet-stream".
void write_block(PageWriter& writer, const PageBlock& block) {
  for (const std::string& piece : block.pieces) {
    writer.write("<script type=\"application/octet-stream\" data-block=\"" + block.name + "\">");
    writer.write(piece);
    writer.write("</script>\n");
  }
}

}  // namespace

std::uint64_t write_block_page(std::ostream& out, const BlockPage& page) {
  const std::string file = std::string(page.name) + ".html";
  PageWriter writer(out, page.page_template, file);
  writer.write_until("<!--proclens:title-->");
  writer.write(escaped_html(printable(page.title)));
  writer.write_until("<!--proclens:" + std::string(page.name) + "-->");
  writer.write(page_links_element(page.links));
  for (const PageBlock& block : page.first) write_block(writer, block);
  writer.write_until("<!--proclens:details-->");
  for (const PageBlock& block : page.details) write_block(writer, block);
  writer.finish();
  return writer.bytes();
}

std::uint64_t write_page_blocks(std::ostream& out, std::string_view title, std::string_view links,
                                std::span<const PageBlock> blocks) {
  return write_block_page(
      out, {map_template(), "map", title, links, blocks.first(kFirstMapBlocks), blocks.subspan(kFirstMapBlocks)});
}

PageOutcome write_page(const Context& context, std::ostream& out, const PageData& data, PagePayload& processes,
                       const std::function<void()>& add_rows) {
  const std::vector<PageBlock> blocks = processes.blocks(context, data, add_rows);
  PageOutcome outcome = processes.outcome(data);
  outcome.bytes = write_page_blocks(out, data.summary.title, data.links, blocks);
  return outcome;
}

}  // namespace proclens
