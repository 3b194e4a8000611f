#include "import/import_text.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kNameWidth = 36;
constexpr std::size_t kMaxNotes = 3;

std::string minute(const std::optional<std::int64_t>& time) {
  if (!time) return "";
  using namespace std::chrono;
  const sys_time<microseconds> at{microseconds(*time)};
  const sys_days day = floor<days>(at);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<minutes>(at - day));
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
  return text;
}

/// The end of a long path says more than its beginning.
std::string shortened(const std::string& name, std::size_t width) {
  std::string text = printable(name, 4096);
  if (terminal_columns(text) <= width) return text;
  const std::size_t slash = text.find('/', text.size() - std::min(text.size(), width - 1));
  return slash == std::string::npos ? printable(last_path_part(text), width - 1) : "…" + text.substr(slash);
}

/// "2024-05-01 08:00 to 17:30", or with the second date if it differs.
std::string span_of(const ImportYield& yield) {
  const std::string first = minute(yield.first_time);
  const std::string last = minute(yield.last_time);
  if (first.empty()) return "";
  const bool same_day = first.substr(0, 10) == last.substr(0, 10);
  return first + " to " + (same_day ? last.substr(11) : last);
}

std::string row(const std::string& name, const std::array<std::string, 5>& numbers, const std::string& span) {
  constexpr std::array<std::size_t, 5> kWidths{12, 11, 11, 12, 7};
  std::string text = "  " + pad_end(name, kNameWidth);
  for (std::size_t i = 0; i < numbers.size(); ++i) text += pad_start(numbers[i], kWidths[i]);
  return text + (span.empty() ? "" : "  " + span) + "\n";
}

std::string cells(const std::string& name, std::uint64_t records, std::uint64_t kept, const ImportYield& yield) {
  return row(name,
             {with_separators(records), with_separators(kept), with_separators(yield.processes),
              with_separators(yield.of(EventKind::load)), with_separators(yield.hosts)},
             span_of(yield));
}

std::string header() { return row("file", {"records", "kept", "processes", "loads", "hosts"}, "when (UTC)"); }

void add_reason(std::string& text, std::uint64_t count, const char* what) {
  if (count == 0) return;
  if (!text.empty()) text += " · ";
  text += with_separators(count) + " " + what;
}

std::string left_out(const RecordCounts& records, std::uint64_t nameless, std::uint64_t superseded_by_sysmon) {
  std::string text;
  add_reason(text, records.other_channel, "from other channels");
  add_reason(text, records.other_event, "other events");
  add_reason(text, records.unknown_form, "in an unknown form");
  add_reason(text, records.unreadable, "unreadable");
  add_reason(text, records.damaged, "damaged");
  add_reason(text, records.too_long, "too long");
  add_reason(text, superseded_by_sysmon, "from the Security log, superseded by Sysmon events");
  add_reason(text, nameless, "that identify no process");
  return text;
}

/// The most frequent of several counted texts; empty without any.
std::string most_frequent_lack(const FileReport& file) {
  const auto& lacks = file.lacks.counts();
  const auto most = std::max_element(lacks.begin(), lacks.end(),
                                     [](const auto& one, const auto& other) { return one.second < other.second; });
  return most == lacks.end() ? "" : most->first;
}

std::string nameless_reasons(const NamelessCounts& counts) {
  std::string text;
  add_reason(text, counts.no_host, "without a host");
  add_reason(text, counts.no_time, "without a time that can be read");
  add_reason(text, counts.no_id, "without an id of their process");
  return text;
}

std::string note(const std::string& text) { return "      " + text + "\n"; }

std::string notes_of(const FileReport& file) {
  std::string text;
  if (const std::string reasons = left_out(file.records, file.nameless, file.superseded_by_sysmon); !reasons.empty()) {
    text += note("left out: " + reasons);
  }
  if (const std::string lack = most_frequent_lack(file); !lack.empty()) text += note("unknown form: " + lack);
  if (const std::string reasons = nameless_reasons(file.nameless_by_reason); !reasons.empty()) {
    text += note("no process: " + reasons);
  }
  for (std::size_t i = 0; i < std::min(file.damages.size(), kMaxNotes); ++i)
    text += note("damaged: " + file.damages[i]);
  if (file.damages.size() > kMaxNotes) text += note("… and more damage, listed in import.json");
  for (std::size_t i = 0; i < std::min(file.skipped_members.size(), kMaxNotes); ++i) {
    const SkippedFile& member = file.skipped_members[i];
    text += note((member.name.empty() ? "skipped" : "skipped " + shortened(member.name, 60)) + ": " + member.reason);
  }
  if (file.skipped_members.size() > kMaxNotes) {
    text += note("… and " + with_separators(file.skipped_members.size() - kMaxNotes) + " more skipped");
  }
  return text;
}

/// Those that gave something, in the order of reading.
std::vector<const FileReport*> useful_files(const ImportReport& report) {
  std::vector<const FileReport*> files;
  for (const FileReport& file : report.files) {
    if (file.yield.processes > 0) files.push_back(&file);
  }
  return files;
}

/// In one line why a file gave nothing.
std::string why_useless(const FileReport& file) {
  if (file.records.all() == 0 && !file.damages.empty()) return "damaged: " + file.damages.front();
  if (!file.is_log) {
    return "no log" + (file.skipped_members.empty() ? "" : ": " + printable(file.skipped_members.front().reason));
  }
  if (file.records.all() == 0) return "no records";
  if (const std::string lack = most_frequent_lack(file); !lack.empty()) return "unknown form: " + lack;
  if (const std::string reasons = nameless_reasons(file.nameless_by_reason); !reasons.empty())
    return "no process: " + reasons;
  const std::string reasons = left_out(file.records, file.nameless, file.superseded_by_sysmon);
  return reasons.empty() ? "nothing new" : "only records " + reasons;
}

/// The others, folded by reason, the most frequent reason first.
std::string useless_files(const ImportReport& report, std::size_t top) {
  std::map<std::string, std::vector<const FileReport*>> by_reason;
  for (const FileReport& file : report.files) {
    if (file.yield.processes == 0) by_reason[why_useless(file)].push_back(&file);
  }
  std::vector<std::pair<std::string, std::vector<const FileReport*>>> folded(by_reason.begin(), by_reason.end());
  std::stable_sort(folded.begin(), folded.end(),
                   [](const auto& one, const auto& other) { return one.second.size() > other.second.size(); });
  std::string text;
  for (std::size_t i = 0; i < std::min(folded.size(), top); ++i) {
    const auto& [reason, files] = folded[i];
    const std::string which = files.size() == 1 ? shortened(files.front()->name, 60) : counted(files.size(), "file");
    text += "  " + which + ": " + reason + "\n";
  }
  if (folded.size() > top) text += "  … and files with " + counted(folded.size() - top, "more reason") + "\n";
  return text;
}

/// Counts of activities other than image loads; empty if all are 0.
std::string other_activities(const ImportYield& yield) {
  std::string text;
  const auto add = [&](EventKind kind, const std::string& one, const std::string& many) {
    if (yield.of(kind) > 0) text += (text.empty() ? "" : ", ") + counted(yield.of(kind), one, many);
  };
  add(EventKind::connection, "connection", "connections");
  add(EventKind::file, "file activity", "file activities");
  add(EventKind::registry, "registry activity", "registry activities");
  return text;
}

struct Totals {
  RecordCounts records;
  std::uint64_t nameless = 0;
  std::uint64_t superseded_by_sysmon = 0;
};

Totals totals_of(const ImportReport& report) {
  Totals totals;
  for (const FileReport& file : report.files) {
    totals.records += file.records;
    totals.nameless += file.nameless;
    totals.superseded_by_sysmon += file.superseded_by_sysmon;
  }
  return totals;
}

std::string skipped_files(const ImportReport& report, std::size_t top) {
  std::string text;
  for (std::size_t i = 0; i < std::min(report.skipped.size(), top); ++i) {
    text += "  skipped " + shortened(report.skipped[i].name, 60) + ": " + printable(report.skipped[i].reason) + "\n";
  }
  if (report.skipped.size() > top)
    text += "  … and " + counted(report.skipped.size() - top, "more file") + " skipped\n";
  return text;
}

std::string count_of_folders(std::size_t count) { return counted(count, "folder") + " could not be read"; }

/// Comes last, so that it is noticed: whatever is in these folders is missing.
std::string unreadable_folders(const ImportReport& report, std::size_t top) {
  const std::vector<SkippedFile>& folders = report.unreadable_folders;
  if (folders.empty()) return "";
  std::string text = "  " + count_of_folders(folders.size()) + "; the dataset lacks their contents\n";
  for (std::size_t i = 0; i < std::min(folders.size(), top); ++i) {
    text += note(shortened(folders[i].name, 60) + ": " + printable(folders[i].reason));
  }
  return text;
}

}  // namespace

std::string import_text(const ImportReport& report, std::size_t top) {
  std::string text = header();
  const std::vector<const FileReport*> useful = useful_files(report);
  for (std::size_t i = 0; i < std::min(useful.size(), top); ++i) {
    const FileReport& file = *useful[i];
    text += cells(shortened(file.name, kNameWidth - 2), file.records.all(), file.records.kept, file.yield);
    text += notes_of(file);
  }
  if (useful.size() > top) text += "  … and " + counted(useful.size() - top, "more file") + "\n";
  text += useless_files(report, top);
  const Totals totals = totals_of(report);
  text += cells("dataset", totals.records.all(), totals.records.kept, report.yield);
  if (const std::string others = other_activities(report.yield); !others.empty()) text += note("and " + others);
  if (report.files.size() > 1) {
    if (const std::string reasons = left_out(totals.records, totals.nameless, totals.superseded_by_sysmon);
        !reasons.empty()) {
      text += note("left out: " + reasons);
    }
  }
  if (report.loads_without_details > 0) {
    text += note(counted(report.loads_without_details, "image load") +
                 " without signature, SHA-256 and original name: too many different files");
  }
  return text + skipped_files(report, top) + unreadable_folders(report, top);
}

std::string import_note(const ImportReport& report) {
  const Totals totals = totals_of(report);
  const std::string others = other_activities(report.yield);
  return counted(report.files.size(), "log file") + ": " + with_separators(totals.records.kept) + " of " +
         counted(totals.records.all(), "record") + " kept, " + counted(report.yield.processes, "process", "processes") +
         ", " + counted(report.yield.of(EventKind::load), "image load") + (others.empty() ? "" : ", " + others) +
         (report.unreadable_folders.empty() ? "" : "; " + count_of_folders(report.unreadable_folders.size()));
}

}  // namespace proclens
