// Events of the Security log, which names processes by PIDs that are used again: whose they are is known only when all
// logs were read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/distinct_texts.hpp"
#include "import/source/mapped_records.hpp"
#include "import/store/process_store.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

class SecurityEvents {
 public:
  /// @param database has what add_import_functions makes; borrowed
  /// @param folder exists; what does not fit in memory lies there
  /// @param held events that are held before they go to disk
  SecurityEvents(Database& database, OutputPath folder, std::size_t held)
      : database_(database), folder_(std::move(folder)), max_held_(held) {}

  /// @param number of the record, see numbered_record
  void add(const MappedRecords& records, std::size_t row, std::int64_t number);

  /// Events that are left out because Sysmon tells more of their host.
  struct SupersededRecords {
    std::int32_t file;
    std::uint64_t events;
  };

  /// Adds the events to those of all sources, each with the process that its PID meant at that time. Nothing can be
  /// added any more. Returns what was left out, by file.
  /// @param sysmon_hosts of which Sysmon tells starts
  std::vector<SupersededRecords> resolve(const DistinctTexts& sysmon_hosts, ProcessStore& store);

 private:
  void write_piece();
  void close_rows();
  void show_pieces();

  Database& database_;
  OutputPath folder_;
  std::size_t max_held_;
  std::optional<TableAppender> rows_;  ///< of the table security_event
  bool has_table_ = false;
  std::size_t held_ = 0;
  std::uint64_t pieces_ = 0;
};

}  // namespace proclens
