#include "atlas/page/json_page.hpp"

#include <string>

#include "atlas/page/page_links.hpp"
#include "atlas/page/page_writer.hpp"
#include "core/text.hpp"

namespace proclens {

std::uint64_t write_json_page(std::ostream& out, const JsonPage& page) {
  const std::string name(page.name);
  PageWriter writer(out, page.page_template, page.file);
  writer.write_until("<!--proclens:title-->");
  writer.write(escaped_html(printable(page.title)));
  writer.write_until("<!--proclens:" + name + "-->");
  writer.write(page_links_element(page.links));
  writer.write("<script type=\"application/json\" id=\"" + name + "\">");
  writer.write(inert_json(page.json));
  writer.write("</script>\n");
  writer.finish();
  return writer.bytes();
}

}  // namespace proclens
