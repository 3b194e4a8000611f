// example_query FOLDER FILE COLUMN: runs the query in a file by DuckDB, inside a folder, and writes that column of its
// result, one text a line, sorted: for tests of exported queries.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "table/database.hpp"

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "example_query FOLDER FILE COLUMN\n";
    return 2;
  }
  std::ifstream in(arguments[2], std::ios::binary);
  const std::string sql{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  std::filesystem::current_path(arguments[1]);
  proclens::Database database;
  database.run("CREATE TABLE result AS " + sql);
  auto rows = database.query("SELECT " + std::string(arguments[3]) + "::VARCHAR FROM result ORDER BY 1");
  while (const proclens::Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) std::cout << chunk->text(0, row) << '\n';
  }
}
