#include "audit/summary/summary_text.hpp"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "core/text.hpp"

namespace proclens {
namespace {

constexpr std::size_t kNameWidth = 34;
constexpr std::size_t kMostlyNames = 3;
constexpr std::size_t kMostlyWidth = 60;
constexpr std::size_t kFlagLineWidth = 90;
constexpr const char* kNamelessText = "(no name)";

std::string percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "-";
  const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  char text[16];
  if (part > 0 && share < 0.01) return "<0.01%";
  std::snprintf(text, sizeof text, "%.2f%%", share);
  return text;
}

std::string shown(const std::optional<std::string>& name, std::size_t max_bytes) {
  return name ? printable(*name, max_bytes) : std::string(kNamelessText);
}

/// One row of a table: name, count, share, remark.
std::string row(const std::string& indent, const std::string& name, std::uint64_t count, std::uint64_t whole,
                const std::string& remark = {}) {
  std::string line =
      pad_end(indent + name, kNameWidth) + pad_start(with_separators(count), 13) + pad_start(percent(count, whole), 9);
  if (!remark.empty()) line += "   " + remark;
  return line + "\n";
}

std::string header(const std::string& name, const std::string& remark) {
  return pad_end("  " + name, kNameWidth) + pad_start("processes", 13) + pad_start("share", 9) +
         (remark.empty() ? "" : "   " + remark) + "\n";
}

/// "svchost.exe 64%, cmd.exe 12%": the names with the largest counts according to `count_of`.
template <class CountOf>
std::string mostly(const AuditSummary& summary, CountOf count_of) {
  std::vector<const Breakdown*> names;
  std::uint64_t total = 0;
  for (const Breakdown& name : summary.by_name.rows) {
    if (count_of(name.counts) > 0) names.push_back(&name);
    total += count_of(name.counts);
  }
  total += count_of(summary.by_name.others);
  std::stable_sort(names.begin(), names.end(),
                   [&](const Breakdown* a, const Breakdown* b) { return count_of(a->counts) > count_of(b->counts); });
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMostlyNames); ++i) {
    const double share = 100.0 * static_cast<double>(count_of(names[i]->counts)) / static_cast<double>(total);
    char rounded[16];
    std::snprintf(rounded, sizeof rounded, share < 1 ? " <1%%" : " %.0f%%", share);
    const std::string next = (text.empty() ? "" : ", ") + shown(names[i]->name, 22) + rounded;
    if (terminal_columns(text + next) > kMostlyWidth) break;
    text += next;
  }
  return text;
}

std::string heading(const AuditSummary& summary) {
  std::string text = "  " + counted(summary.all.processes, "process record") + " on " + counted(summary.hosts, "host");
  if (summary.first_day) text += ", " + *summary.first_day + " to " + *summary.last_day;
  text += "\n";
  if (const std::uint64_t unknown =
          summary.unknown.only_parent + summary.unknown.only_loads + summary.unknown.parent_and_loads;
      unknown > 0) {
    text += "  " + counted(unknown, "more process", "more processes") +
            " without a record: " + with_separators(summary.unknown.only_parent + summary.unknown.parent_and_loads) +
            " named as parents, " + with_separators(summary.unknown.only_loads + summary.unknown.parent_and_loads) +
            " in image loads (" + counted(summary.unknown.loads, "load") + ")\n";
  }
  if (!summary.has_process_path) text += "  no process_path: recorded lineages are not judged; all are rebuilt\n";
  if (!summary.has_image_load) text += "  no process_image_load: processes that occur only there are not counted\n";
  return text + "\n";
}

/// Recorded parents that lineages do not follow.
std::string cut_links(const AuditSummary& summary) {
  std::string text;
  if (summary.under_placeholders > 0) {
    text += "    " + with_separators(summary.under_placeholders) +
            (summary.under_placeholders == 1 ? " orphan" : " orphans") +
            " under the sensor's placeholder for parents that it could not resolve\n";
  }
  if (summary.broken_cycles > 0) {
    text += "    " + with_separators(summary.broken_cycles) + (summary.broken_cycles == 1 ? " cycle" : " cycles") +
            " broken at the link that times contradict most\n";
  }
  return text;
}

std::string states_table(const AuditSummary& summary) {
  std::string text = header("lineage", "mostly");
  for (std::size_t i = 0; i < kStateCount; ++i) {
    text += row("  ", std::string(kRecordStates[i].name), summary.all.states[i], summary.all.processes,
                mostly(summary, [i](const TermCounts& counts) { return counts.states[i]; }));
  }
  return text + cut_links(summary) + "\n";
}

std::string flag_remark(const AuditSummary& summary, std::size_t flag) {
  const std::string_view name = kFlags[flag].name;
  const std::uint64_t count = summary.all.flags[flag];
  const auto within = [&](std::uint64_t close) { return with_separators(close) + " by less than a second"; };
  if (name == "parent_started_later") return within(summary.later_within_second);
  if (name == "parent_ended_earlier") return within(summary.earlier_within_second);
  if (name == "unexpected_parent" && summary.unexpected_explained > 0) {
    return with_separators(count - summary.unexpected_explained) +
           " to look at; the other records contradict themselves anyway";
  }
  return mostly(summary, [flag](const TermCounts& counts) { return counts.flags[flag]; });
}

/// "    no nameless, short_path": the flags that no record has, wrapped to the width.
std::string none_of(const std::vector<std::string>& flags) {
  std::string text;
  std::string line = "    no";
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (line.size() + flags[i].size() > kFlagLineWidth) {
      text += line + "\n";
      line = "      ";
    }
    line += " " + flags[i] + (i + 1 < flags.size() ? "," : "");
  }
  return flags.empty() ? text : text + line + "\n";
}

std::string flags_table(const AuditSummary& summary) {
  struct Kind {
    TermKind kind;
    const char* name;
  };
  std::string text = header("flag", "");
  for (const Kind& group : {Kind{TermKind::gap, "what the sensor missed"},
                            Kind{TermKind::contradiction, "what cannot have happened as recorded"},
                            Kind{TermKind::suspicious, "what may be an attack"}}) {
    text += std::string("  ") + group.name + "\n";
    std::vector<std::string> none;
    for (std::size_t i = 0; i < kFlagCount; ++i) {
      if (kFlags[i].kind != group.kind) continue;
      if (is_about_paths(static_cast<Flag>(i)) && !summary.has_process_path) continue;
      const std::string name(kFlags[i].name);
      if (summary.all.flags[i] == 0) {
        none.push_back(name);
      } else {
        text += row("    ", name, summary.all.flags[i], summary.all.processes, flag_remark(summary, i));
      }
    }
    text += none_of(none);
  }
  return text + "\n";
}

std::string name_list(const NamedCounts& counts, std::uint64_t whole, std::size_t top) {
  std::string text;
  const std::size_t listed = std::min(top, counts.top.size());
  for (std::size_t i = 0; i < listed; ++i) {
    text += row("    ", shown(counts.top[i].name, kNameWidth - 6), counts.top[i].count, whole);
  }
  std::uint64_t rest = counts.other_count;
  for (std::size_t i = listed; i < counts.top.size(); ++i) rest += counts.top[i].count;
  const std::uint64_t names = counts.other_names + counts.top.size() - listed;
  if (names > 0) text += row("    ", counted(names, "other name"), rest, whole);
  return text;
}

std::string length_list(const std::vector<LengthCount>& lengths, std::int64_t below) {
  std::string text;
  for (const LengthCount& length : lengths) {
    if (length.length >= below) continue;
    text += (text.empty() ? "" : ", ") + with_separators(length.count) + " of length " + std::to_string(length.length);
  }
  return text;
}

std::string duds_table(const AuditSummary& summary, std::size_t top) {
  if (summary.duds == 0) return "  every record has a parent hash\n\n";
  std::string text = row("  ", "without a parent hash", summary.duds, summary.all.processes);
  text += "    " + with_separators(summary.nameless_duds) + " without a name, " +
          with_separators(summary.duds_with_args) + " with args, " + with_separators(summary.duds_with_path) +
          " in process_path";
  if (summary.duds_with_path > 0) {
    text += ": " + length_list(summary.dud_path_lengths, std::numeric_limits<std::int64_t>::max());
  }
  return text + "\n" + name_list(summary.dud_names, summary.duds, top) + "\n";
}

std::string no_lineage_table(const AuditSummary& summary, std::size_t top) {
  if (!summary.has_process_path) return {};
  std::string text = row("  ", "recorded lineage below 2", summary.no_lineage, summary.all.processes);
  text += "    of " + counted(summary.paths, "row") + " of process_path";
  if (summary.no_lineage > 0) text += ": " + length_list(summary.path_lengths, 2);
  return text + "\n" + name_list(summary.no_lineage_names, summary.no_lineage, top) + "\n";
}

std::string repairs_table(const AuditSummary& summary, std::size_t top) {
  std::string text = row("  ", "lineages repaired by rebuilding", summary.all.repaired, summary.all.processes);
  std::vector<const Breakdown*> names;
  for (const Breakdown& name : summary.by_name.rows) {
    if (name.counts.repaired > 0) names.push_back(&name);
  }
  std::stable_sort(names.begin(), names.end(),
                   [](const Breakdown* a, const Breakdown* b) { return a->counts.repaired > b->counts.repaired; });
  NamedCounts repaired;
  for (const Breakdown* name : names) repaired.top.push_back({name->name, name->counts.repaired});
  repaired.other_count = summary.by_name.others.repaired;
  repaired.other_names = repaired.other_count > 0 ? summary.by_name.other_keys : 0;
  text += name_list(repaired, summary.all.repaired, top);
  text += row("  ", "orphans with a likely parent", summary.all.likely_parents, summary.all.processes,
              "by host, PID and time; a guess, not used above");
  return text;
}

}  // namespace

std::string audit_text(const AuditSummary& summary, std::size_t top) {
  return heading(summary) + states_table(summary) + flags_table(summary) + duds_table(summary, top) +
         no_lineage_table(summary, top) + repairs_table(summary, top);
}

}  // namespace proclens
