#include "atlas/hunt_page.hpp"

#include "atlas/page/json_page.hpp"
#include "atlas/page/page_template.hpp"

namespace proclens {

std::uint64_t write_hunt_page(std::ostream& out, std::string_view title, std::string_view links,
                              std::string_view json) {
  return write_json_page(out, {hunt_template(), "hunt", "hunt.html", title, links, json});
}

}  // namespace proclens
