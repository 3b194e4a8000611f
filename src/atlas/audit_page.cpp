#include "atlas/audit_page.hpp"

#include <string>

#include "atlas/page/page_template.hpp"
#include "atlas/page/page_writer.hpp"
#include "core/text.hpp"

namespace proclens {
std::uint64_t write_audit_page(std::ostream& out, std::string_view title, std::string_view json) {
  PageWriter writer(out, audit_template(), "audit.html");
  writer.write_until("<!--proclens:title-->");
  writer.write(escaped_html(printable(title)));
  writer.write_until("<!--proclens:audit-->");
  writer.write("<script type=\"application/json\" id=\"audit\">");
  writer.write(inert_json(json));
  writer.write("</script>\n");
  writer.finish();
  return writer.bytes();
}

}  // namespace proclens
