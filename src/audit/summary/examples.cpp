#include "audit/summary/examples.hpp"

#include <algorithm>
#include <unordered_map>

#include "audit/summary/optional_text.hpp"
#include "core/hash/distinct_texts.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::size_t kMaxLineageSteps = 40;

/// The records of one name to which one term applies.
struct Group {
  std::size_t records = 0;
  std::int32_t first = 0;
  std::int32_t last = 0;
};

/// Terms are numbered: the states, then the flags.
bool applies(const Assessment& assessment, std::size_t term, std::size_t record) {
  if (term < kStateCount) {
    return static_cast<std::size_t>(assessment.lineages.state[record]) == term &&
           kRecordStates[term].kind != TermKind::sound;
  }
  return assessment.flags[record].has(static_cast<Flag>(term - kStateCount));
}

/// A number for every process name, by word number; spellings that differ only in case share it.
std::vector<std::int32_t> number_names(const WordColumn& names, std::int32_t& count) {
  DistinctTexts known;
  std::vector<std::int32_t> numbers(names.words());
  for (std::size_t word = 0; word < numbers.size(); ++word) {
    numbers[word] = static_cast<std::int32_t>(known.add(folded(names.word(static_cast<std::int32_t>(word))))) - 1;
  }
  count = static_cast<std::int32_t>(known.size()) - 1;
  return numbers;
}

/// The groups of one term, by name number; a group is empty if no record of that name has the term.
std::vector<Group> groups_of(const Records& records, const Assessment& assessment, std::size_t term,
                             const std::vector<std::int32_t>& numbers, std::int32_t name_count) {
  std::vector<Group> groups(name_count);
  for (std::size_t record = 0; record < records.size(); ++record) {
    if (!applies(assessment, term, record)) continue;
    Group& group = groups[numbers[records.process_name.number(record)]];
    if (group.records++ == 0) group.first = static_cast<std::int32_t>(record);
    group.last = static_cast<std::int32_t>(record);
  }
  return groups;
}

/// The first records of the most common names, then their last records.
std::vector<std::int32_t> pick(std::vector<Group> groups, std::size_t max_examples) {
  std::erase_if(groups, [](const Group& group) { return group.records == 0; });
  std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.records > b.records; });
  std::vector<std::int32_t> picked;
  picked.reserve(2 * groups.size());
  for (const Group& group : groups) picked.push_back(group.first);
  for (const Group& group : groups) {
    if (group.last != group.first) picked.push_back(group.last);
  }
  picked.resize(std::min(picked.size(), max_examples));
  return picked;
}

/// Collects records, each once, and their lineages.
class Collector {
 public:
  Collector(const Records& records, const Assessment& assessment) : records_(records), assessment_(assessment) {}

  /// Adds a record with its lineage and, if it has one, its likely parent; returns its index.
  std::size_t add_example(std::int32_t record) {
    const std::size_t index = add_lineage(record);
    if (const std::int32_t likely = assessment_.likely_parent[record]; likely != kNoLikelyParent) {
      examples_[index].likely_parent = add_lineage(likely);
    }
    return index;
  }

  std::vector<ExampleRecord> finish() && {
    for (ExampleRecord& example : examples_) {
      const std::int32_t parent = records_.parent[example.record];
      if (parent < 0) continue;
      const auto known = index_of_.find(parent);
      example.cut = known == index_of_.end();
      if (!example.cut) example.parent = known->second;
    }
    return std::move(examples_);
  }

 private:
  std::size_t add_lineage(std::int32_t record) {
    const std::size_t index = add(record);
    std::size_t steps = 1;
    for (std::int32_t at = records_.parent[record]; at >= 0 && steps < kMaxLineageSteps; at = records_.parent[at]) {
      add(at);
      ++steps;
    }
    return index;
  }

  std::size_t add(std::int32_t record) {
    const auto [at, is_new] = index_of_.try_emplace(record, examples_.size());
    if (is_new) {
      ExampleRecord& example = examples_.emplace_back();
      example.record = record;
      example.state = assessment_.lineages.state[record];
      example.flags = assessment_.flags[record];
      example.depth = assessment_.lineages.depth[record];
    }
    return at->second;
  }

  const Records& records_;
  const Assessment& assessment_;
  std::vector<ExampleRecord> examples_;
  std::unordered_map<std::int32_t, std::size_t> index_of_;
};

std::optional<std::string> unless_missing(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<std::int64_t> unless_unknown(std::int64_t number) {
  return number == kUnknown ? std::nullopt : std::optional(number);
}

void describe_by_records(const Records& records, std::vector<ExampleRecord>& examples) {
  for (ExampleRecord& example : examples) {
    const auto record = static_cast<std::size_t>(example.record);
    example.pid_hash = unless_missing(records.pid_hash[record]);
    example.parent_pid_hash = unless_missing(records.parent_pid_hash[record]);
    example.name = unless_missing(records.process_name[record]);
    example.host = unless_missing(records.hostname[record]);
    example.os_pid = unless_unknown(records.os_pid[record]);
    example.parent_os_pid = unless_unknown(records.parent_os_pid[record]);
  }
}

void write_example_table(Database& database, const Records& records, const std::vector<ExampleRecord>& examples) {
  database.run(sql("audit/example"));
  TableAppender appender = database.append_to("example");
  const auto text = [&](const std::optional<std::string>& value) { value ? appender.text(*value) : appender.null(); };
  const auto time = [&](std::int64_t value) { value == kUnknown ? appender.null() : appender.timestamp(value); };
  for (const ExampleRecord& example : examples) {
    text(example.pid_hash);
    text(example.parent_pid_hash);
    text(example.name);
    time(records.started[example.record]);
    time(records.ended[example.record]);
    appender.end_row();
  }
  appender.close();
}

/// Fills in what only the dataset knows.
void describe_by_dataset(Database& database, std::vector<ExampleRecord>& examples) {
  Rows rows = database.query(sql("audit/example_records"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      ExampleRecord& example = examples[chunk->int64(0)[row]];
      std::size_t column = 1;
      for (auto* text : {&example.user, &example.args, &example.started, &example.ended, &example.recorded_ptree}) {
        *text = optional_text(*chunk, column++, row);
      }
    }
  }
}

}  // namespace

Examples choose_examples(Database& database, const Records& records, const Assessment& assessment,
                         std::size_t max_examples) {
  std::int32_t name_count = 0;
  const std::vector<std::int32_t> names = number_names(records.process_name, name_count);
  Collector collector(records, assessment);
  Examples examples;
  for (std::size_t term = 0; term < examples.of_term.size(); ++term) {
    for (const std::int32_t record : pick(groups_of(records, assessment, term, names, name_count), max_examples)) {
      examples.of_term[term].push_back(collector.add_example(record));
    }
  }
  examples.records = std::move(collector).finish();
  describe_by_records(records, examples.records);
  write_example_table(database, records, examples.records);
  describe_by_dataset(database, examples.records);
  return examples;
}

}  // namespace proclens
