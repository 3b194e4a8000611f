// What an import read, kept and left out, file by file.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "import/files/log_files.hpp"
#include "import/source/classified_records.hpp"
#include "import/store/event_store.hpp"

namespace proclens {

/// What a file, or all files, contributed to the dataset.
struct ImportYield {
  std::uint64_t processes = 0;
  /// By activity_index. Of a file: the events seen; of the dataset: the rows of process_image_load, process_net_conn,
  /// process_file and process_registry.
  std::array<std::uint64_t, kActivityKinds.size()> activities = {};
  std::uint64_t hosts = 0;
  std::optional<std::int64_t> first_time, last_time;  ///< of the events, µs since 1970 UTC

  [[nodiscard]] std::uint64_t of(EventKind kind) const { return activities[activity_index(kind)]; }
};

struct FileReport {
  std::string name;  ///< as found; an attacker may have chosen it
  std::uint64_t bytes = 0;
  std::string digest;  ///< empty if the file could not be read completely
  RecordCounts records;
  LackCounts lacks;                            ///< of some of the records in an unknown form
  NamelessCounts nameless_by_reason;           ///< of some of the nameless
  std::map<std::string, std::uint64_t> forms;  ///< kept records by source and form, "sysmon: Winlogbeat"
  std::uint64_t nameless = 0;              ///< of the kept: without a process (no host, id or time) or without an image
  std::uint64_t superseded_by_sysmon = 0;  ///< of the kept: of the Security log, on a host about which Sysmon says more
  ImportYield yield;
  std::vector<std::string> damages;          ///< what could not be read, and where; printable
  std::vector<SkippedFile> skipped_members;  ///< of an archive
  bool is_log = true;                        ///< something in it was read as records
};

struct ImportReport {
  std::vector<FileReport> files;
  std::vector<SkippedFile> skipped;
  std::vector<SkippedFile> unreadable_folders;  ///< whatever is in them is missing
  ImportYield yield;                            ///< of the resulting dataset, including what was added to
  std::uint64_t loads_without_details = 0;      ///< whose signatures, SHA-256 and original names memory could not hold
  std::vector<std::string> imported;            ///< digests of all files in that dataset
};

}  // namespace proclens
