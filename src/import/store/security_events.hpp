// Events of the Security log, which identifies processes by PIDs that are reused: which process an event belongs to is
// known only after all logs have been read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "import/identity/host_names.hpp"
#include "import/source/mapped_records.hpp"
#include "import/store/process_store.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// The first and last start that Sysmon reports on a day, in microseconds since 1970.
struct SysmonDay {
  std::int64_t first;
  std::int64_t last;
};
/// By host in lower case and day since 1970.
using SysmonDays = std::map<std::pair<std::string, std::int64_t>, SysmonDay>;

class SecurityEvents {
 public:
  /// @param database with the functions of add_import_functions; borrowed
  /// @param folder must exist; for what does not fit in memory
  /// @param held how many events are kept in memory before they go to disk
  SecurityEvents(Database& database, OutputPath folder, std::size_t held)
      : database_(database), folder_(std::move(folder)), max_held_(held) {}

  /// @param number of the record, see numbered_record
  void add(const MappedRecords& records, std::size_t row, std::int64_t number, HostNames& hosts);

  /// Events that are left out because Sysmon says more about their host at that time.
  struct SupersededRecords {
    std::int32_t file;
    std::uint64_t events;
  };

  /// Adds the events to those of all sources, each with the process that its PID referred to at that time. Nothing may
  /// be added afterwards. Returns what was left out, by file.
  /// @param sysmon_days on which Sysmon reports starts
  /// @param store has the events of all other sources
  std::vector<SupersededRecords> resolve(const SysmonDays& sysmon_days, ProcessStore& store);

 private:
  void write_piece();
  void close_rows();
  void show_pieces();
  void fill_other_sources(const SysmonDays& sysmon_days, const ProcessStore& store);

  Database& database_;
  OutputPath folder_;
  std::size_t max_held_;
  std::optional<TableAppender> rows_;  ///< of the table security_event
  bool has_table_ = false;
  std::size_t held_ = 0;
  std::uint64_t pieces_ = 0;
};

}  // namespace proclens
