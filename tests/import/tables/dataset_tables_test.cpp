#include "import/tables/dataset_tables.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "import/store/stored_events.hpp"
#include "proclens/context.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

/// The bytes of the tables of the same events, and their report.
std::string tables_of_events(const Context& context) {
  const ScratchFolder scratch;
  Database database;
  EventStore store(context, database, scratch.path(), import_mappings());
  fill_with_records(store);
  LogFiles logs;
  ImportReport report;
  for (std::int32_t file = 0; file < kFiles; ++file) {
    logs.files.push_back({std::to_string(file) + ".json", 0, ""});
    report.files.emplace_back();
  }
  write_dataset_tables(context, database, store, logs, scratch.path(), {}, report);
  std::string text;
  for (const char* table : {"process", "process_image_load", "process_path"}) {
    std::ifstream stream(scratch.path() / (std::string(table) + ".parquet"), std::ios::binary);
    text.append(std::istreambuf_iterator<char>(stream), {});
  }
  for (const FileReport& file : report.files) text += '|' + std::to_string(file.yield.processes);
  EXPECT_EQ(report.yield.processes, 20U);
  return text + '|' + std::to_string(report.yield.of(EventKind::load));
}

TEST(DatasetTables, AreTheSameForAnyNumberOfThreads) {
  const std::string in_turn = tables_of_events(Context({.threads = 1}));
  EXPECT_GT(in_turn.size(), 3000U);
  for (const int threads : {2, 5}) {
    EXPECT_EQ(tables_of_events(Context({.threads = threads})), in_turn) << threads;
  }
}

}  // namespace
}  // namespace proclens
