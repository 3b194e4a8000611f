#include "hunt/hunt_files.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "hunt/caveats.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kProcessesParquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
constexpr std::size_t kExamples = 5;  // processes of a finding
constexpr std::size_t kProcessesInWords = 1U << 15U;
constexpr std::size_t kWordsBlock = 512;
constexpr std::size_t kListedHosts = 20;  // of a finding

/// nearest_bag, nearest_pid_hash and nearest_distance; NULL without a map and for a process without a place on it.
void append_nearest(TableAppender& rows, const Hunt& hunt, std::uint32_t process) {
  if (!hunt.map || hunt.map->bag[process] < 0) {
    for (int column = 0; column < 3; ++column) rows.null();
    return;
  }
  const std::int32_t bag = hunt.map->bag[process];
  rows.int32(bag);
  rows.text(hunt.map->examples[static_cast<std::size_t>(bag)].pid_hash);
  rows.float64(static_cast<double>(hunt.map->distance[process]));
}

/// @param reasons in words
void append_process(TableAppender& rows, const Hunt& hunt, std::uint32_t process,
                    std::span<const std::string> reasons) {
  const ProcessKeys& keys = hunt.processes.keys;
  const NoveltyTerms& terms = hunt.terms;
  rows.int32(static_cast<std::int32_t>(process));
  for (const auto* term : {&terms.novelty, &terms.name, &terms.parent, &terms.command, &terms.images, &terms.folder,
                           &terms.program, &terms.child, &terms.ancestor}) {
    rows.float64((*term)[process]);
  }
  rows.text_list(reasons);
  if (const std::uint32_t finding = hunt.findings.finding_of[process]; finding == kNoNumber) {
    rows.null();
    rows.boolean(false);
  } else {
    rows.text(id_text(hunt.findings.findings[finding].id));
    rows.boolean(hunt.is_known[finding]);
  }
  rows.int64(static_cast<std::int64_t>(hunt.reference.of_name(keys.name[process], keys.unit[process])));
  rows.int64(static_cast<std::int64_t>(hunt.reasons.hosts_of_name(keys.name[process], keys.unit[process])));
  std::vector<std::string> labels;
  for (const std::uint32_t label : hunt.labels.of(process))
    labels.push_back(valid_utf8(hunt.labels.labels[label].label));
  rows.text_list(labels);
  rows.float64(hunt.labels.weight(process));
  append_nearest(rows, hunt, process);
  rows.end_row();
}

/// Puts reasons into words on all threads, some thousands of processes at a time.
void append_processes(const Context& context, TableAppender& rows, const Hunt& hunt) {
  const std::size_t n = hunt.processes.keys.size();
  std::vector<std::vector<std::string>> texts;
  for (std::size_t first = 0; first < n; first += kProcessesInWords) {
    texts.assign(std::min(kProcessesInWords, n - first), {});
    parallel_blocks(context, texts.size(), kWordsBlock, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        for (Reason& reason : hunt.reasons.of(static_cast<std::uint32_t>(first + i))) {
          texts[i].push_back(std::move(reason.text));
        }
      }
    });
    for (std::size_t i = 0; i < texts.size(); ++i) {
      append_process(rows, hunt, static_cast<std::uint32_t>(first + i), texts[i]);
    }
  }
}

/// What the dataset says of a process.
struct ProcessRecord {
  std::string pid_hash, name, host, user, started, arguments;
};

using ProcessRecords = std::map<std::uint32_t, ProcessRecord>;

/// The processes that findings are shown with.
ProcessRecords read_examples(Database& database, const std::vector<std::uint32_t>& processes) {
  database.run("CREATE OR REPLACE TABLE asked_process (process INTEGER)");
  TableAppender rows = database.append_to("asked_process");
  for (const std::uint32_t process : processes) {
    rows.int32(static_cast<std::int32_t>(process));
    rows.end_row();
  }
  rows.close();
  ProcessRecords records;
  Rows found = database.query(sql("hunt/example_processes"));
  while (const Chunk* chunk = found.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto text = [&](std::size_t column) {
        return chunk->valid(column, row) ? printable(chunk->text(column, row), 1000) : std::string();
      };
      records[static_cast<std::uint32_t>(chunk->int32(0)[row])] = {text(1), text(2), text(3),
                                                                   text(4), text(5), text(6)};
    }
  }
  return records;
}

/// The most novel process of a finding, then others in order.
std::vector<std::uint32_t> examples_of(const Finding& finding) {
  std::vector<std::uint32_t> examples = {finding.example};
  for (const std::uint32_t process : finding.processes) {
    if (examples.size() == kExamples) break;
    if (process != finding.example) examples.push_back(process);
  }
  return examples;
}

/// The most novel of a finding's processes that a label names; kNoNumber: none does.
std::uint32_t labelled_process(const Hunt& hunt, const Finding& finding) {
  if (!hunt.labels.of(finding.example).empty()) return finding.example;
  std::uint32_t found = kNoNumber;
  for (const std::uint32_t process : finding.processes) {
    if (hunt.labels.of(process).empty()) continue;
    if (found == kNoNumber || hunt.terms.novelty[process] > hunt.terms.novelty[found]) found = process;
  }
  return found;
}

bool is_labelled(const Hunt& hunt, const Finding& finding) { return labelled_process(hunt, finding) != kNoNumber; }

/// When the first and the last process of a finding started; empty if it is not known.
struct TimeSpan {
  std::string first, last;
};

/// Of findings by their numbers.
std::map<std::size_t, TimeSpan> read_time_spans(Database& database, const Hunt& hunt,
                                                const std::vector<std::size_t>& findings) {
  database.run("CREATE OR REPLACE TABLE finding_process (finding INTEGER, process INTEGER)");
  TableAppender rows = database.append_to("finding_process");
  for (const std::size_t finding : findings) {
    for (const std::uint32_t process : hunt.findings.findings[finding].processes) {
      rows.int32(static_cast<std::int32_t>(finding));
      rows.int32(static_cast<std::int32_t>(process));
      rows.end_row();
    }
  }
  rows.close();
  std::map<std::size_t, TimeSpan> spans;
  Rows found = database.query(sql("hunt/time_spans"));
  while (const Chunk* chunk = found.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      spans[static_cast<std::size_t>(chunk->int32(0)[row])] = {std::string(chunk->text(1, row)),
                                                               std::string(chunk->text(2, row))};
    }
  }
  return spans;
}

Json finding_json(const Hunt& hunt, std::size_t number, const ProcessRecords& records, const TimeSpan& seen) {
  const Finding& finding = hunt.findings.findings[number];
  Json reasons = Json::array();
  for (const Reason& reason : hunt.reasons.of(finding.example)) {
    reasons.push_back({{"term", reason.term}, {"nats", reason.nats}, {"text", reason.text}});
  }
  if (const std::uint32_t labelled = labelled_process(hunt, finding);
      labelled != kNoNumber && labelled != finding.example) {
    for (const Reason& reason : hunt.reasons.of(labelled)) {
      if (reason.term == kLabelTerm)
        reasons.push_back(
            {{"term", reason.term}, {"nats", reason.nats}, {"text", "another of them is " + reason.text}});
    }
  }
  Json examples = Json::array();
  for (const std::uint32_t process : examples_of(finding)) {
    const ProcessRecord& record = records.at(process);
    examples.push_back({{"pid_hash", record.pid_hash},
                        {"process_name", record.name},
                        {"hostname", record.host},
                        {"user_name", record.user},
                        {"process_started", record.started},
                        {"args", record.arguments},
                        {"novelty", hunt.terms.novelty[process]}});
  }
  Json hosts = Json::array();
  for (std::size_t i = 0; i < std::min(finding.hosts.size(), kListedHosts); ++i) {
    hosts.push_back(printable(hunt.processes.hosts[finding.hosts[i]]));
  }
  return {{"id", id_text(finding.id)},
          {"novelty", finding.novelty},
          {"known", static_cast<bool>(hunt.is_known[number])},
          {"labelled", is_labelled(hunt, finding)},
          {"process_name", records.at(finding.example).name},
          {"processes", finding.processes.size()},
          {"host_count", finding.hosts.size()},
          {"hosts", hosts},
          {"first_seen", seen.first},
          {"last_seen", seen.last},
          {"reasons", reasons},
          {"examples", examples}};
}

/// The numbers of the findings that are listed, in their order: those judged before do not take the place of others.
std::vector<std::size_t> listed_findings(const Hunt& hunt, LabelledFindings which) {
  std::vector<std::size_t> numbers;
  std::size_t known = 0;
  const std::vector<Finding>& findings = hunt.findings.findings;
  for (std::size_t number = 0; number < findings.size() && numbers.size() < kListedFindings + known; ++number) {
    const bool wanted = which == LabelledFindings::labelled;
    if (which != LabelledFindings::all && is_labelled(hunt, findings[number]) != wanted) continue;
    if (hunt.is_known[number] && known == kListedFindings) continue;
    known += hunt.is_known[number] ? 1 : 0;
    numbers.push_back(number);
  }
  return numbers;
}

Json label_sources_json(const Hunt& hunt) {
  Json sources = Json::array();
  for (const LabelSourceCounts& source : hunt.labels.sources) {
    sources.push_back({{"source", valid_utf8(source.source)}, {"rows", source.rows}, {"matched", source.matched}});
  }
  return sources;
}

const char* name_of(LabelledFindings which) {
  if (which == LabelledFindings::all) return "all";
  return which == LabelledFindings::labelled ? "with" : "without";
}

Json map_part(const Hunt& hunt) {
  if (!hunt.map) return nullptr;
  const auto placed = hunt.map->bag.size() - static_cast<std::size_t>(std::ranges::count(hunt.map->bag, -1));
  return {{"title", hunt.map->title}, {"processes_placed", placed}, {"usual_distance", hunt.map->usual_distance()}};
}

Json baseline_part(const Hunt& hunt) {
  if (!hunt.baseline) return nullptr;
  return {{"processes", hunt.baseline->processes}, {"hosts", hunt.baseline->hosts},
          {"first_day", hunt.baseline->first_day}, {"last_day", hunt.baseline->last_day},
          {"sampled", hunt.in_baseline.sampled},   {"sampled_in_baseline", hunt.in_baseline.in_baseline}};
}

}  // namespace

std::string compared_with(const Hunt& hunt) {
  switch (hunt.processes.compared) {
    case Compared::with_baseline:
      return "baseline";
    case Compared::with_other_hosts:
      return "other hosts";
    case Compared::with_other_days:
      return "other days";
    case Compared::with_others:
      break;
  }
  return "other processes";
}

void write_hunted_processes(const Context& context, Database& database, const Hunt& hunt, const OutputFolder& output) {
  database.run(
      "CREATE OR REPLACE TABLE hunted (process INTEGER, novelty DOUBLE, novelty_name DOUBLE, novelty_parent DOUBLE, "
      "novelty_command DOUBLE, novelty_images DOUBLE, novelty_folder DOUBLE, novelty_program DOUBLE, novelty_child "
      "DOUBLE, novelty_ancestor DOUBLE, reasons VARCHAR[], finding VARCHAR, known BOOLEAN, prevalence_processes "
      "BIGINT, prevalence_hosts BIGINT, labels VARCHAR[], "
      "label_weight DOUBLE, nearest_bag INTEGER, nearest_pid_hash VARCHAR, nearest_distance DOUBLE)");
  TableAppender rows = database.append_to("hunted");
  append_processes(context, rows, hunt);
  rows.close();
  copy_to_file(database, sql("hunt/processes"), output.file("processes.parquet"), kProcessesParquet);
  database.run("DROP TABLE hunted");
}

Json hunt_json(Database& database, const Hunt& hunt, const SelectionCounts& selection, const std::string& title,
               LabelledFindings which) {
  const std::vector<std::size_t> listed = listed_findings(hunt, which);
  std::vector<std::uint32_t> asked;
  for (const std::size_t number : listed) {
    const std::vector<std::uint32_t> examples = examples_of(hunt.findings.findings[number]);
    asked.insert(asked.end(), examples.begin(), examples.end());
  }
  const ProcessRecords records = read_examples(database, asked);
  Json findings = Json::array();
  std::map<std::size_t, TimeSpan> seen = read_time_spans(database, hunt, listed);
  for (const std::size_t number : listed) findings.push_back(finding_json(hunt, number, records, seen[number]));
  const auto known = static_cast<std::uint64_t>(std::ranges::count(hunt.is_known, true));
  return {{"kind", "hunt"},
          {"version", 1},
          {"title", title},
          {"compared_with", compared_with(hunt)},
          {"baseline", baseline_part(hunt)},
          {"map", map_part(hunt)},
          {"caveats", hunt_caveats(hunt)},
          {"rules", name_of(which)},
          {"processes", selection.selected},
          {"records", selection.records},
          {"hosts", hunt.processes.hosts.size()},
          {"processes_with_reasons", hunt.findings.finding_of.size() - static_cast<std::size_t>(std::ranges::count(
                                                                           hunt.findings.finding_of, kNoNumber))},
          {"findings_in_all", hunt.findings.findings.size()},
          {"known_findings", known},
          {"known_ids_not_found", hunt.known_ids_not_found},
          {"label_sources", label_sources_json(hunt)},
          {"findings", findings}};
}

std::string hunt_json_text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace proclens
