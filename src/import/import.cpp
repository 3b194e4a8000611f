#include "import/import.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "core/memory.hpp"
#include "core/parallel.hpp"
#include "core/text.hpp"
#include "import/files/file_content.hpp"
#include "import/files/file_digest.hpp"
#include "import/log_reader.hpp"
#include "import/store/event_store.hpp"
#include "import/tables/dataset_tables.hpp"
#include "import/text/record_reader.hpp"
#include "proclens/error.hpp"
#include "table/free_memory.hpp"

namespace proclens {
namespace {

constexpr std::size_t kWindowsAhead = 3;  // at most, that are read while others become events

/// The database and the event store. Starting them takes a while, so it happens while the first records are read.
class StartedStore {
 public:
  StartedStore(const Context& context, const DatabaseOptions& options, OutputPath pieces)
      : context_(context), options_(options), pieces_(std::move(pieces)) {}

  EventStore& get() {
    if (!store_) {
      database_.emplace(options_);
      store_.emplace(context_, *database_, pieces_, import_mappings());
    }
    return *store_;
  }
  Database& database() {
    get();
    return *database_;
  }

 private:
  const Context& context_;
  DatabaseOptions options_;
  OutputPath pieces_;
  std::optional<Database> database_;
  std::optional<EventStore> store_;
};

/// Reads files into the store and counts what becomes of them.
class LogImporter {
 public:
  LogImporter(const Context& context, StartedStore& store, Stage& stage, const std::string& password)
      : context_(context), store_(store), stage_(stage) {
    options_.password = password;
  }

  FileReport read(std::int32_t number, const LogFile& file) {
    FileReport report;
    report.name = file.path.string();
    report.bytes = file.bytes;
    bool is_log = false;
    RunningDigest digest;
    const MemberVisitor visitor{[&](Member& member) { is_log |= read_member(number, member, report); },
                                [&](const SkippedFile& skipped) { report.skipped_members.push_back(skipped); },
                                [&](std::uint64_t bytes) { stage_.advance(bytes); },
                                [&](std::uint64_t position, std::span<const std::byte> bytes) {
                                  if (file.digest.empty()) digest.see(position, bytes);
                                }};
    try {
      visit_members(context_, file, visitor, options_);
    } catch (const UnreadableFile& error) {
      report.damages.emplace_back(error.what());
    }
    report.is_log = is_log;
    finish_digest(file, digest, report);
    return report;
  }

 private:
  void finish_digest(const LogFile& file, RunningDigest& digest, FileReport& report) const {
    report.digest = file.digest;
    if (!file.digest.empty()) return;
    try {
      report.digest = digest.finish(context_, file.path, file.bytes);
    } catch (const std::system_error& error) {
      report.damages.push_back("cannot be read again: " + error.code().message());
    }
  }

  /// Returns whether it was a log.
  bool read_member(std::int32_t number, Member& member, FileReport& report) {
    try {
      const LogReader chosen = open_log(context_, member.read);
      if (!chosen.reader) {
        report.skipped_members.push_back({member.name, chosen.reason});
        return false;
      }
      read_records(number, *chosen.reader, report);
      report.damages.insert(report.damages.end(), chosen.reader->damages().begin(), chosen.reader->damages().end());
    } catch (const UnreadableFile& error) {
      report.damages.push_back((member.name.empty() ? "" : printable(member.name) + ": ") + error.what());
    }
    return true;
  }

  static void count(const ClassifiedRecords& part, FileReport& report) {
    report.records += part.counts;
    report.lacks += part.lacks;
    const std::vector<Mapping>& mappings = import_mappings();
    for (std::size_t i = 0; i < part.forms.size(); ++i) {
      for (const auto& [form, records] : part.forms[i]) report.forms[mappings[i].name + ": " + form] += records;
    }
  }

  /// Converts records to events while more are read, some windows ahead. What was read before damage is kept.
  void read_records(std::int32_t number, RecordReader& reader, FileReport& report) {
    std::vector<std::vector<ClassifiedRecords>> ready;
    std::vector<std::vector<ClassifiedRecords>> coming;
    std::exception_ptr failure;
    for (bool more = true; more || !ready.empty();) {
      std::atomic<bool> is_stored = false;
      parallel_invoke(
          context_,
          [&] {
            EventStore& store = store_.get();
            for (std::vector<ClassifiedRecords>& parts : ready) store.add(number, std::move(parts));
            is_stored = true;
          },
          [&] {
            while (more && (coming.empty() || (!is_stored && coming.size() < kWindowsAhead))) {
              try {
                more = reader.next(coming.emplace_back());
              } catch (const UnreadableFile&) {
                failure = std::current_exception();
                more = false;
              }
              if (!more) coming.pop_back();
            }
          });
      ready = std::exchange(coming, {});
      for (const std::vector<ClassifiedRecords>& parts : ready) {
        for (const ClassifiedRecords& part : parts) count(part, report);
      }
    }
    if (failure) std::rethrow_exception(failure);
  }

  const Context& context_;
  StartedStore& store_;
  Stage& stage_;
  ContentOptions options_;
};

std::uint64_t total_bytes(const LogFiles& logs) {
  std::uint64_t bytes = 0;
  for (const LogFile& file : logs.files) bytes += file.bytes;
  return bytes;
}

/// Why a file gave nothing; empty if its counts say all.
std::string reason_of(const FileReport& file) {
  if (!file.damages.empty()) return file.damages.front();
  if (!file.skipped_members.empty()) {
    const SkippedFile& member = file.skipped_members.front();
    return (member.name.empty() ? "" : printable(member.name) + ": ") + member.reason;
  }
  const auto more = [](const auto& one, const auto& other) { return one.second < other.second; };
  const auto& lacks = file.lacks.counts();
  if (!lacks.empty()) return "records " + std::max_element(lacks.begin(), lacks.end(), more)->first;
  const NamelessCounts& nameless = file.nameless_by_reason;
  if (nameless.no_host > 0) return "records without a host";
  if (nameless.no_time > 0) return "records without a time that can be read";
  return nameless.no_id > 0 ? "records without an id of their process" : "";
}

/// The reasons of the first files that have one.
std::string first_reasons(const ImportReport& report) {
  constexpr int kFiles = 5;
  std::string text;
  int told = 0;
  for (const FileReport& file : report.files) {
    if (const std::string reason = reason_of(file); !reason.empty() && told++ < kFiles) {
      text += "; " + printable(file.name, 4096) + ": " + reason;
    }
  }
  if (told > kFiles) text += "; and " + counted(told - kFiles, "file") + " more";
  if (report.unreadable_folders.empty()) return text;
  const SkippedFile& folder = report.unreadable_folders.front();
  return text + "; the folder " + printable(folder.name, 4096) + " cannot be read: " + folder.reason;
}

[[noreturn]] void fail_without_processes(const ImportReport& report) {
  RecordCounts all;
  for (const FileReport& file : report.files) all += file.records;
  throw NothingImported(
      report,
      "no process events in " + counted(report.files.size(), "file") + ": of " + counted(all.all(), "record") + ", " +
          with_separators(all.other_event) + " of other events, " + with_separators(all.other_channel) +
          " from other channels, " + with_separators(all.unknown_form) + " in an unknown form, " +
          with_separators(all.unreadable + all.damaged + all.too_long) + " unreadable" + first_reasons(report),
      "Starts of processes are needed: Sysmon's event 1 (7 adds what they load, 5 their ends), the Security log's "
      "4688, or those "
      "of another sensor; docs/import.md explains how to record and export them.");
}

}  // namespace

ImportReport import_logs(const Context& context, const DatabaseOptions& options, const LogFiles& logs,
                         const OutputPath& folder, const std::filesystem::path& earlier, const std::string& password) {
  ImportReport report;
  report.skipped = logs.skipped;
  report.unreadable_folders = logs.unreadable_folders;
  const OutputPath pieces = folder / "events";
  make_folders(pieces);
  StartedStore store(context, options, pieces);
  {
    Stage stage(context, "read logs", total_bytes(logs));
    LogImporter intake(context, store, stage, password);
    for (const LogFile& file : logs.files) {
      report.files.push_back(intake.read(static_cast<std::int32_t>(report.files.size()), file));
    }
    store.get().finish();
  }
  Database& database = store.database();
  release_free_memory();
  release_database_memory();
  {
    const Stage stage(context, "write tables");
    write_dataset_tables(context, database, store.get(), logs, folder, earlier, report);
    if (earlier.empty() && report.yield.processes == 0) fail_without_processes(report);
  }
  remove_output(pieces);
  return report;
}

}  // namespace proclens
