#include "import/store/event_store.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "core/text.hpp"
#include "import/identity/instance_hash.hpp"
#include "import/source/mapped_records.hpp"
#include "import/source/sql_functions.hpp"
#include "import/store/folded_events.hpp"

namespace proclens {
namespace {

constexpr std::size_t kHostColumn = 1;       // of a mapping's records
constexpr std::size_t kFirstRecords = 1000;  // early enough for statements to be planned while more is read

std::vector<std::int32_t> files_of(std::span<const std::int64_t> numbers) {
  std::vector<std::int32_t> files;
  files.reserve(numbers.size());
  for (const std::int64_t number : numbers) files.push_back(file_of(number));
  return files;
}

/// nullopt if the event names no process, or has no time. Without an id of its own, one that is not a start is of the
/// process that `running` knows.
std::optional<ProcessEvent> process_event(const MappedRecords& records, const FoldedEvent& folded,
                                          std::int64_t record_number, HostNames& hosts,
                                          const RunningProcesses& running) {
  const auto text = [&](MappedColumn column) { return records.text(column, folded.row); };
  const auto number = [&](MappedColumn column) { return records.number(column, folded.row); };
  ProcessEvent event;
  event.started = number(MappedColumn::started);
  event.pid = number(MappedColumn::pid);
  const std::optional<std::string_view> host = text(MappedColumn::host);
  if (host) event.host = hosts.first_spelling(*host);
  event.image = text(MappedColumn::image);
  event.kind = folded.kind;
  auto process = hosts.process_hash(host, text(MappedColumn::process_key), event.pid, event.started);
  if (!process && event.kind != EventKind::start && event.host && event.pid && event.image) {
    process = running.find(*event.host, *event.pid, *event.image, folded.time);
  }
  if (!process || folded.time == kNoTime) return std::nullopt;
  event.process = *process;
  event.number = record_number;
  event.events = folded.events;
  event.time = folded.time;
  event.last_time = folded.last_time;
  event.user_name = text(MappedColumn::user_name);
  if (event.kind == EventKind::end) event.exit_code = number(MappedColumn::exit_code);
  if (event.kind != EventKind::start) return event;
  event.args = text(MappedColumn::command_line);
  event.parent_pid = number(MappedColumn::parent_pid);
  event.parent =
      hosts.process_hash(host, text(MappedColumn::parent_key), event.parent_pid, number(MappedColumn::parent_started));
  if (const auto md5 = text(MappedColumn::md5)) event.md5 = hash_of_digits(*md5);
  event.file_details = text(MappedColumn::file_details);
  event.integrity_level = text(MappedColumn::integrity_level);
  event.logon_id = text(MappedColumn::logon_id);
  event.current_directory = text(MappedColumn::current_directory);
  event.parent_image = text(MappedColumn::parent_image);
  event.parent_args = text(MappedColumn::parent_command_line);
  event.record_number = number(MappedColumn::record_number);
  if (event.record_number) event.record_channel = text(MappedColumn::record_channel);
  return event;
}

/// Stores the activities of one kind. Returns the number of loads whose details memory could not hold.
/// @param processes of the folded events, if they name one
std::uint64_t store_activities(const MappedRecords& records, EventKind kind, std::span<const FoldedActivity> activities,
                               std::span<const std::optional<HashBytes>> processes, ActivityStore& store) {
  if (activities.empty()) return 0;
  const DistinctTexts& targets = records.texts(target_column(kind));
  const DistinctTexts& hashes = records.texts(MappedColumn::md5);
  const DistinctTexts& details = records.texts(MappedColumn::file_details);
  std::vector<std::optional<std::uint32_t>> target_of(targets.size());
  std::vector<std::optional<HashBytes>> md5_of;
  for (std::uint32_t id = 0; id < hashes.size(); ++id) md5_of.push_back(hash_of_digits(hashes.text(id)));
  std::vector<std::optional<std::uint32_t>> details_of(details.size());
  std::uint64_t without_details = 0;
  for (const FoldedActivity& activity : activities) {
    const std::optional<HashBytes>& process = processes[activity.event];
    if (!process) continue;
    std::optional<std::uint32_t>& target = target_of[activity.target];
    if (!target) target = store.target(targets.text(activity.target));
    std::optional<std::uint32_t>& known = details_of[activity.details];
    const bool has_details = activity.details != DistinctTexts::kNull;
    if (!known) known = has_details ? store.details(details.text(activity.details)) : DistinctTexts::kNull;
    if (has_details && *known == DistinctTexts::kNull) ++without_details;
    store.add(*process, {*target, targets.text(activity.target)}, activity.time, md5_of[activity.md5], *known);
  }
  return without_details;
}

/// Loads repeat few paths; of the other kinds, many events are alone with their target.
ActivityStoreLimits limits_of_others() { return {.text_bytes = 16 << 20}; }

}  // namespace

/// Records of one mapping that have not been mapped yet.
struct EventStore::Batch {
  const Mapping* mapping;
  RecordRows rows = {};
  std::vector<std::int64_t> numbers = {};     ///< of the records
  std::unique_ptr<RecordMapper> mapper = {};  ///< once there has been a record
};

EventStore::EventStore(const Context& context, Database& database, const OutputPath& folder,
                       std::span<const Mapping> mappings, const EventStoreLimits& limits)
    : context_(context),
      database_(database),
      mappings_(mappings),
      limits_(limits),
      processes_(folder),
      activities_{ActivityStore(folder / "loads", {.detail_bytes = limits.detail_bytes}),
                  ActivityStore(folder / "connections", limits_of_others()),
                  ActivityStore(folder / "files", limits_of_others()),
                  ActivityStore(folder / "registry", limits_of_others())},
      security_events_(database, folder, limits.security_events) {
  add_import_functions(database_);
  for (const Mapping& mapping : mappings_) batches_.push_back({&mapping});
}

EventStore::~EventStore() = default;

void EventStore::add(std::int32_t file, std::vector<ClassifiedRecords>&& classified) {
  next_number_ = std::max(next_number_, numbered_record(file, 0));
  std::size_t rows_held = 0;
  for (const ClassifiedRecords& part : classified) {
    for (std::size_t i = 0; i < batches_.size(); ++i) {
      Batch& batch = batches_[i];
      see_hosts(part.rows[i]);
      const std::size_t before = batch.numbers.size();
      batch.rows.append(part.rows[i]);
      batch.numbers.resize(before + part.rows[i].rows());
      std::iota(batch.numbers.begin() + static_cast<std::ptrdiff_t>(before), batch.numbers.end(), next_number_);
      next_number_ += static_cast<std::int64_t>(part.rows[i].rows());
    }
  }
  for (const Batch& batch : batches_) rows_held += batch.numbers.size();
  if (rows_held < (has_mapped_ ? limits_.records : std::min(limits_.records, kFirstRecords))) return;
  write_batches();
  has_mapped_ = true;
}

/// The first spelling of a host must not depend on when batches are mapped.
void EventStore::see_hosts(const RecordRows& rows) {
  if (rows.rows() == 0) return;
  const DistinctTexts& hosts = rows.columns()[kHostColumn].texts();
  for (std::uint32_t id = 1; id < hosts.size(); ++id) static_cast<void>(hosts_.first_spelling(hosts.text(id)));
}

void EventStore::write_batches() {
  for (Batch& batch : batches_) {
    if (batch.numbers.empty()) continue;
    write_batch(batch);
    batch.rows = {};
    batch.numbers.clear();
  }
}

void EventStore::write_batch(Batch& batch) {
  if (!batch.mapper) batch.mapper = std::make_unique<RecordMapper>(database_, *batch.mapping);
  const MappedRecords records = batch.mapper->map(context_, batch.rows);
  const FoldedEvents folded = fold_activities(records, files_of(batch.numbers));
  const bool is_security = batch.mapping->name == "security";
  const bool is_sysmon = batch.mapping->name == "sysmon";
  std::vector<std::optional<HashBytes>> processes(folded.events.size());
  for (std::size_t i = 0; i < folded.events.size(); ++i) {
    const FoldedEvent& event = folded.events[i];
    const std::int64_t number = batch.numbers[event.row];
    if (is_security) {
      security_events_.add(records, event.row, number, hosts_);
    } else {
      processes[i] = store_event(records, event, number, is_sysmon);
      if (!processes[i]) defer_or_count(records, folded, i, number);
    }
  }
  for (const EventKind kind : kActivityKinds) {
    loads_without_details_ +=
        store_activities(records, kind, folded.activities[activity_index(kind)], processes, activities(kind));
  }
}

/// Returns the event's process, if it names one.
std::optional<HashBytes> EventStore::store_event(const MappedRecords& records, const FoldedEvent& folded,
                                                 std::int64_t number, bool is_sysmon) {
  const std::optional<ProcessEvent> event = process_event(records, folded, number, hosts_, running_);
  if (!event) return std::nullopt;
  if (is_sysmon && event->kind == EventKind::start && event->host) note_sysmon_start(*event->host, event->time);
  if (event->host && event->pid && event->image) {
    const bool is_new = event->kind == EventKind::start ||
                        !running_.find(*event->host, *event->pid, *event->image, event->time).has_value();
    if (is_new) running_.add(*event->host, *event->pid, *event->image, event->time, event->process);
  }
  processes_.add(*event);
  return event->process;
}

/// An event without a process may be of one whose start comes later. Few are, so only some are kept in memory.
void EventStore::defer_or_count(const MappedRecords& records, const FoldedEvents& folded, std::size_t event,
                                std::int64_t number) {
  constexpr std::size_t kMostDeferred = 1 << 16;  // events and activities
  const FoldedEvent& of = folded.events[event];
  const auto host = records.text(MappedColumn::host, of.row);
  std::optional<DeferredEvent> deferred;
  if (host && deferred_.size() + deferred_activities_ + of.events < kMostDeferred) {
    deferred = deferred_event(records, of, number, hosts_.first_spelling(*host));
  }
  if (!deferred) {
    NamelessCounts& counts = nameless_[file_of(number)];
    (!host ? counts.no_host : of.time == kNoTime ? counts.no_time : counts.no_id) += of.events;
    return;
  }
  if (is_activity(of.kind)) {
    for (const FoldedActivity& activity : folded.activities[activity_index(of.kind)]) {
      if (activity.event != event) continue;
      const auto md5 = records.texts(MappedColumn::md5).cell(activity.md5);
      const auto details = records.texts(MappedColumn::file_details).cell(activity.details);
      deferred->activities.push_back({std::string(records.texts(target_column(of.kind)).text(activity.target)),
                                      md5 ? hash_of_digits(*md5) : std::nullopt,
                                      details ? std::optional(std::string(*details)) : std::nullopt, activity.time});
    }
  }
  deferred_activities_ += deferred->activities.size();
  deferred_.push_back(std::move(*deferred));
}

/// Now that all starts are known.
void EventStore::store_deferred() {
  for (const DeferredEvent& deferred : deferred_) {
    const std::optional<HashBytes> process =
        running_.find(deferred.host, *deferred.event.pid, deferred.image, deferred.event.time);
    if (!process) {
      nameless_[file_of(deferred.event.number)].no_id += deferred.event.events;
      continue;
    }
    processes_.add(deferred.of(*process));
    if (!is_activity(deferred.event.kind)) continue;
    ActivityStore& store = activities(deferred.event.kind);
    for (const DeferredEvent::Activity& activity : deferred.activities) {
      const std::uint32_t details = activity.details ? store.details(*activity.details) : DistinctTexts::kNull;
      loads_without_details_ += activity.details && details == DistinctTexts::kNull ? 1 : 0;
      store.add(*process, {store.target(activity.target), activity.target}, activity.time, activity.md5, details);
    }
  }
  deferred_.clear();
}

void EventStore::note_sysmon_start(std::string_view host, std::int64_t time) {
  constexpr std::int64_t kDay = 86'400'000'000;
  const std::int64_t day = time / kDay - (time % kDay < 0 ? 1 : 0);
  SysmonDay& seen = sysmon_days_.try_emplace({ascii_lower(host), day}, SysmonDay{time, time}).first->second;
  seen.first = std::min(seen.first, time);
  seen.last = std::max(seen.last, time);
}

void EventStore::finish() {
  write_batches();
  store_deferred();
  superseded_by_sysmon_ = security_events_.resolve(sysmon_days_, processes_);
}

}  // namespace proclens
