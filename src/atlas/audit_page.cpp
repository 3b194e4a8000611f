#include "atlas/audit_page.hpp"

#include <string>

#include "atlas/page_template.hpp"
#include "atlas/page_writer.hpp"
#include "core/text.hpp"

namespace proclens {
namespace {

/// The same JSON without any character that HTML gives a meaning to. These occur inside of strings only, where an
/// escape means the same.
std::string inert_json(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
    const bool separator =
        c == '\xe2' && i + 2 < json.size() && json[i + 1] == '\x80' && (json[i + 2] == '\xa8' || json[i + 2] == '\xa9');
    if (c == '<') {
      out += "\\u003c";
    } else if (c == '>') {
      out += "\\u003e";
    } else if (c == '&') {
      out += "\\u0026";
    } else if (separator) {
      out += json[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace

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
