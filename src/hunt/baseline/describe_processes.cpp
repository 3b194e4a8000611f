#include "hunt/baseline/describe_processes.hpp"

#include <string>

#include "core/text.hpp"
#include "table/sql.hpp"

namespace proclens {

std::uint64_t open_described_tables(const Context& context, Database& database, const Dataset& dataset,
                                    std::string_view command) {
  const OpenedTable processes =
      open_table(database, dataset, StdviewTable::process, command, {"pid_hash", "process_name"});
  const OpenedTable paths =
      open_table_if_there(database, dataset, StdviewTable::process_path, command, {"pid_hash", "ptree"});
  const OpenedTable loads =
      open_table_if_there(database, dataset, StdviewTable::process_image_load, command, {"pid_hash", "filename"});
  Progress& progress = context.progress();
  progress.note(printable(dataset.folder().string()) + ": " + counted(processes.rows, "process record") + ", " +
                counted(loads.rows, "image load"));
  note_unreadable_starts(progress, processes);
  if (paths.rows == 0) progress.note("no recorded lineages: parents are named by their own records");
  if (loads.rows == 0) progress.note("no image loads: images are not compared");
  return processes.rows;
}

void describe_files(const Context& context, Database& database) {
  const Stage stage(context, "describe files");
  database.run(sql("hunt/file"));
}

SelectionCounts describe_opened(const Context& context, Database& database, const SelectionOptions& selection) {
  const Stage stage(context, "describe processes");
  const SelectionCounts counts = select_processes(database, selection);
  database.run(sql("hunt/described"));
  return counts;
}

DescribedDataset describe_processes(const Context& context, Database& database, const Dataset& dataset,
                                    const SelectionOptions& selection, std::string_view command) {
  open_described_tables(context, database, dataset, command);
  database.run("CREATE OR REPLACE VIEW whole_process AS FROM process");
  DescribedDataset described;
  described.selection = describe_opened(context, database, selection);
  describe_files(context, database);
  return described;
}

}  // namespace proclens
