#include "hunt/describe_processes.hpp"

#include <string>

#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {

DescribedDataset describe_processes(const Context& context, Database& database, const Dataset& dataset,
                                    const SelectionOptions& selection, std::string_view command) {
  const OpenedTable processes =
      open_table(database, dataset, StdviewTable::process, command, {"pid_hash", "process_name"});
  const OpenedTable paths =
      open_table_if_there(database, dataset, StdviewTable::process_path, command, {"pid_hash", "ptree"});
  const OpenedTable loads =
      open_table_if_there(database, dataset, StdviewTable::process_image_load, command, {"pid_hash", "filename"});
  Progress& progress = context.progress();
  progress.note(printable(dataset.folder().string()) + ": " + counted(processes.rows, "process record") + ", " +
                counted(loads.rows, "image load"));
  if (paths.rows == 0) progress.note("no recorded lineages: parents are named by their own records");
  if (loads.rows == 0) progress.note("no image loads: images are not compared");
  const Stage stage(context, "describe processes");
  DescribedDataset described;
  described.selection = select_processes(database, selection);
  database.run(sql("hunt/described"));
  database.run(sql("hunt/file"));
  described.has_loads = database.number("SELECT count(*) FROM file") > 0;
  return described;
}

}  // namespace proclens
