// The events of an import. Kept records become events of processes, with the activities of a process folded into one
// per kind, and activities; both go to disk part by part, so that memory does not grow with the amount read.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "import/identity/host_names.hpp"
#include "import/identity/running_processes.hpp"
#include "import/source/classified_records.hpp"
#include "import/source/mapping.hpp"
#include "import/store/activity_store.hpp"
#include "import/store/deferred_events.hpp"
#include "import/store/folded_events.hpp"
#include "import/store/process_store.hpp"
#include "import/store/security_events.hpp"
#include "proclens/context.hpp"
#include "storage/file_system.hpp"
#include "table/database.hpp"

namespace proclens {

/// Larger batches are faster and take more memory; the stored events do not depend on the first two. At least 1.
struct EventStoreLimits {
  std::size_t records = 30'000;          ///< kept in memory before they are mapped; the first batch is smaller
  std::size_t security_events = 18'000;  ///< kept in memory before they go to disk
  std::size_t detail_bytes = ActivityStoreLimits().detail_bytes;
};

/// Why events name no process; the first that applies.
struct NamelessCounts {
  std::uint64_t no_host = 0;
  std::uint64_t no_time = 0;
  std::uint64_t no_id = 0;  ///< neither an id of the source nor a PID with a start
};

class EventStore {
 public:
  /// @param context borrowed
  /// @param database gets the macros and tables of sql/import
  /// @param folder for the files on disk; must exist
  /// @param mappings borrowed
  EventStore(const Context& context, Database& database, const OutputPath& folder, std::span<const Mapping> mappings,
             const EventStoreLimits& limits = {});
  EventStore(const EventStore&) = delete;
  EventStore& operator=(const EventStore&) = delete;
  ~EventStore();

  /// Adds the kept records of consecutive parts of a file; the parts of one file must be added in order. `classified`
  /// has one row table per mapping.
  void add(std::int32_t file, std::vector<ClassifiedRecords>&& classified);

  /// Resolves the processes of the Security log's events. Nothing may be added afterwards; the accessors below are now
  /// complete.
  void finish();

  /// The events that name a process.
  [[nodiscard]] const ProcessStore& processes() const { return processes_; }
  /// What those processes did, of one kind.
  [[nodiscard]] ActivityStore& activities(EventKind kind) { return activities_[activity_index(kind)]; }
  /// Per file: the events of other sources than the Security log that name no process.
  [[nodiscard]] const std::map<std::int32_t, NamelessCounts>& nameless() const { return nameless_; }
  /// Loads of which only the path, the times and the MD5 are kept, since memory could not hold more distinct details.
  [[nodiscard]] std::uint64_t loads_without_details() const { return loads_without_details_; }
  /// Events of the Security log that are left out because Sysmon says more about their host.
  [[nodiscard]] const std::vector<SecurityEvents::SupersededRecords>& superseded_by_sysmon() const {
    return superseded_by_sysmon_;
  }

 private:
  struct Batch;
  void see_hosts(const RecordRows& rows);
  void write_batches();
  void write_batch(Batch& batch);
  std::optional<HashBytes> store_event(const MappedRecords& records, const FoldedEvent& folded, std::int64_t number,
                                       bool is_sysmon);
  void defer_or_count(const MappedRecords& records, const FoldedEvents& folded, std::size_t event, std::int64_t number);
  void store_deferred();
  void note_sysmon_start(std::string_view host, std::int64_t time);

  const Context& context_;
  Database& database_;
  std::span<const Mapping> mappings_;
  EventStoreLimits limits_;
  ProcessStore processes_;
  std::array<ActivityStore, kActivityKinds.size()> activities_;
  SecurityEvents security_events_;
  HostNames hosts_;
  RunningProcesses running_;
  std::vector<DeferredEvent> deferred_;
  std::size_t deferred_activities_ = 0;
  SysmonDays sysmon_days_;
  std::map<std::int32_t, NamelessCounts> nameless_;
  std::vector<SecurityEvents::SupersededRecords> superseded_by_sysmon_;
  std::uint64_t loads_without_details_ = 0;
  std::vector<Batch> batches_;  ///< one per mapping
  bool has_mapped_ = false;
  std::int64_t next_number_ = 0;
};

}  // namespace proclens
