#include "atlas/audit_page.hpp"

#include "atlas/page/json_page.hpp"
#include "atlas/page/page_template.hpp"

namespace proclens {

std::uint64_t write_audit_page(std::ostream& out, std::string_view title, std::string_view links,
                               std::string_view json) {
  return write_json_page(out, {audit_template(), "audit", "audit.html", title, links, json});
}

}  // namespace proclens
