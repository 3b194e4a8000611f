// example_audit FILE JSON TITLE: writes the audit page of a JSON file, for the browser tests and for viewing.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "atlas/audit_page.hpp"

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "example_audit FILE JSON TITLE\n";
    return 2;
  }
  std::ifstream in(arguments[2], std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::ofstream out(arguments[1], std::ios::binary);
  std::cout << arguments[1] << ": " << proclens::write_audit_page(out, arguments[3], json) << " bytes\n";
}
