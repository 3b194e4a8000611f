#include "hunt/labels/label_file.hpp"

#include <stdexcept>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"
#include "table/table_file.hpp"

namespace proclens {
namespace {

[[noreturn]] void refuse_condition(const std::string& condition, const std::string& why) {
  throw Error(Fault::usage, "the condition '" + printable(condition) + "' does not work on the labels: " + why,
              "Write SQL over the columns of the labels; all of a CSV file's are text, as in \"host = 'pc1'\".");
}

/// Runs it once: a statement of ours around it would otherwise be to blame.
void check_condition(Database& database, const TableFile& file, const std::string& condition) {
  try {
    static_cast<void>(database.number("SELECT count(*) FROM " + file.source + " WHERE (" + condition + "\n)"));
  } catch (const Error& error) {
    if (error.fault() == Fault::machine) throw;
    refuse_condition(condition, error.what());
  } catch (const std::logic_error& error) {
    refuse_condition(condition, printable(error.what()));
  }
}

}  // namespace

LabelFile read_labels(Database& database, const std::filesystem::path& path, const LabelFileOptions& options) {
  const TableFile file = open_table_file(database, path);
  file.require("pid_hash");
  file.require(options.label_column);
  std::string condition = "trim(" + file.text({"pid_hash"}) + ") <> ''";
  if (!options.condition.empty()) {
    check_condition(database, file, options.condition);
    condition += " AND (" + options.condition + "\n)";
  }
  std::string columns = "upper(trim(" + file.text({"pid_hash"}) + ")) AS pid_hash, nullif(trim(" +
                        file.text({options.label_column}) + "), '') AS label";
  for (const char* column : {"tactic", "severity", "source", "recording", "process_name"}) {
    columns += ", " + file.text({column}) + " AS " + column;
  }
  columns += ", " + file.text({"host", "hostname"}) + " AS host, strftime(" +
             file.time({"process_started", "started", "start_time", "first_seen", "time", "day"}) +
             ", '%Y-%m-%d') AS day";
  database.run("CREATE OR REPLACE TABLE label AS SELECT " + columns + " FROM " + file.source + " WHERE " + condition);
  return {file.has("recording")};
}

}  // namespace proclens
