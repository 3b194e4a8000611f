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
#include "import/evtx/evtx_reader.hpp"
#include "import/files/file_content.hpp"
#include "import/files/file_digest.hpp"
#include "import/json/json_reader.hpp"
#include "import/store/event_store.hpp"
#include "import/tables/dataset_tables.hpp"
#include "import/text/csv_reader.hpp"
#include "import/text/record_reader.hpp"
#include "import/text/splunk_reader.hpp"
#include "import/text/utf16_text.hpp"
#include "import/text/xml_reader.hpp"
#include "proclens/error.hpp"
#include "table/free_memory.hpp"

namespace proclens {
namespace {

constexpr std::size_t kStart = 4096;      // the bytes by which a format is recognised
constexpr std::size_t kWindowsAhead = 3;  // at most, that are read while others become events

/// Puts the bytes that were inspected in front of the rest again.
ReadBytes with_start(std::string start, ReadBytes rest) {
  return [start = std::move(start), rest = std::move(rest), at = std::size_t{0}](std::span<std::byte> into) mutable {
    if (at == start.size()) return rest(into);
    const std::size_t taken = std::min(into.size(), start.size() - at);
    std::transform(start.begin() + static_cast<std::ptrdiff_t>(at),
                   start.begin() + static_cast<std::ptrdiff_t>(at + taken), into.begin(),
                   [](char c) { return static_cast<std::byte>(c); });
    at += taken;
    return taken;
  };
}

std::string read_start(const ReadBytes& read) {
  std::string start(kStart, '\0');
  std::size_t filled = 0;
  while (filled < start.size()) {
    const std::size_t got = read(std::as_writable_bytes(std::span(start).subspan(filled)));
    if (got == 0) break;
    filled += got;
  }
  start.resize(filled);
  return start;
}

/// The reader for a log, or why there is none.
struct ChosenReader {
  std::unique_ptr<RecordReader> reader;
  std::string reason;
};

/// @param may_be_utf16 what was UTF-16 already is not again
ChosenReader choose_reader(const Context& context, ReadBytes read, bool may_be_utf16 = true) {
  std::string start = read_start(read);
  LogFormat format = log_format(start);
  if (!may_be_utf16 && (format == LogFormat::utf16_little || format == LogFormat::utf16_big))
    format = LogFormat::unknown;
  read = with_start(std::move(start), std::move(read));
  switch (format) {
    case LogFormat::json:
      return {json_reader(context, std::move(read), import_mappings()), ""};
    case LogFormat::csv:
      return {csv_reader(std::move(read), import_mappings()), ""};
    case LogFormat::evtx:
      return {evtx_reader(context, std::move(read), import_mappings()), ""};
    case LogFormat::xml:
      return {xml_reader(context, std::move(read), import_mappings()), ""};
    case LogFormat::splunk_text:
      return {splunk_reader(std::move(read), import_mappings()), ""};
    case LogFormat::utf16_little:
    case LogFormat::utf16_big:
      return choose_reader(context, utf16_as_utf8(std::move(read), format == LogFormat::utf16_big), false);
    case LogFormat::empty:
      return {nullptr, "empty"};
    default:
      return {nullptr, "not a known log format"};
  }
}

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
      const ChosenReader chosen = choose_reader(context_, member.read);
      if (!chosen.reader) {
        report.skipped_members.push_back({member.name, chosen.reason});
        return false;
      }
      read_records(number, *chosen.reader, report.records);
      report.damages.insert(report.damages.end(), chosen.reader->damages().begin(), chosen.reader->damages().end());
    } catch (const UnreadableFile& error) {
      report.damages.push_back((member.name.empty() ? "" : printable(member.name) + ": ") + error.what());
    }
    return true;
  }

  /// Converts records to events while more are read, some windows ahead. What was read before damage is kept.
  void read_records(std::int32_t number, RecordReader& reader, RecordCounts& counts) {
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
        for (const ClassifiedRecords& part : parts) counts += part.counts;
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

/// The first thing that could not be read, and why; empty if everything could.
std::string first_damage(const ImportReport& report) {
  for (const FileReport& file : report.files) {
    if (!file.damages.empty()) return "; " + printable(file.name, 4096) + ": " + file.damages.front();
  }
  if (report.unreadable_folders.empty()) return "";
  const SkippedFile& folder = report.unreadable_folders.front();
  return "; the folder " + printable(folder.name, 4096) + " cannot be read: " + folder.reason;
}

[[noreturn]] void fail_without_processes(const ImportReport& report) {
  RecordCounts all;
  for (const FileReport& file : report.files) all += file.records;
  throw Error(Fault::data,
              "no process events in " + counted(report.files.size(), "file") + ": of " + counted(all.all(), "record") +
                  ", " + with_separators(all.other_event) + " of other events, " + with_separators(all.other_channel) +
                  " from other channels, " + with_separators(all.unknown_form) + " in an unknown form, " +
                  with_separators(all.unreadable + all.damaged + all.too_long) + " unreadable" + first_damage(report),
              "Sysmon's events 1, 5 and 7 are needed; docs/import.md explains how to record and export them.");
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
