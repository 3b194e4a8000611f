// example_json_page audit|hunt FILE JSON TITLE LINKS: writes the page of a JSON file, for the browser tests and for
// viewing. LINKS is a list as page_links_json makes it.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "atlas/audit_page.hpp"
#include "atlas/hunt_page.hpp"

int main(int count, char** arguments) {
  const std::string kind = count == 6 ? arguments[1] : "";
  if (kind != "audit" && kind != "hunt") {
    std::cerr << "example_json_page audit|hunt FILE JSON TITLE LINKS\n";
    return 2;
  }
  std::ifstream in(arguments[3], std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::ofstream out(arguments[2], std::ios::binary);
  const auto write = kind == "audit" ? proclens::write_audit_page : proclens::write_hunt_page;
  std::cout << arguments[2] << ": " << write(out, arguments[4], arguments[5], json) << " bytes\n";
}
