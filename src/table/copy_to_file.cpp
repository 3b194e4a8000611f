#include "table/copy_to_file.hpp"

#include <string>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {

void copy_to_file(Database& database, std::string_view select, const OutputPath& file, std::string_view options) {
  require_written(file.files->expect_writer(file.path), file.path);
  try {
    database.run("COPY (" + std::string(select) + ") TO " + sql_literal(file.string()) + " (" + std::string(options) +
                 ")");
  } catch (const Error& error) {
    // DuckDB has the same kind of error for files that cannot be read and files that cannot be written; the file named
    // in the message tells which it was.
    const std::string what = error.what();
    if (what.find(printable(file.string(), 600)) == std::string::npos) throw;
    throw Error(Fault::machine, "cannot write " + printable(file.string(), 4096) + ": " + what,
                "Check free space and permissions where the output goes.");
  }
}

}  // namespace proclens
