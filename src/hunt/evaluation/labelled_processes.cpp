#include "hunt/evaluation/labelled_processes.hpp"

#include <array>
#include <limits>
#include <string_view>

#include "core/hash/distinct_texts.hpp"
#include "core/text.hpp"
#include "hunt/labels/label_file.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"
#include "table/table_file.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

constexpr double kLast = -std::numeric_limits<double>::infinity();
constexpr std::size_t kScoreColumn = 6;  // the first one of sql/evaluate/labelled_processes.sql

/// Of a folder of results the file that has the scores.
fs::path score_file(const fs::path& given) {
  if (!fs::is_directory(given)) return given;
  for (const fs::path& file : {given / "hunt" / "processes.parquet", given / "processes.parquet"}) {
    if (fs::is_regular_file(file)) return file;
  }
  throw Error(Fault::data, "the folder " + printable(given.string(), 4096) + " holds no scores",
              "Name what 'proclens hunt' wrote, or any Parquet or CSV file with pid_hash and a score.");
}

/// Makes the view score_row and the table scored_process, which has one row per process. Text that is no number is no
/// score, as NaN is.
void read_scores(Database& database, const LabelledProcessesOptions& options) {
  const TableFile file = open_table_file(database, score_file(options.scores));
  file.require("pid_hash");
  std::string columns = "upper(trim(" + file.text({"pid_hash"}) + ")) AS pid_hash, " + file.text({"host", "hostname"}) +
                        " AS host, " + file.text({"process_name"}) + " AS process_name, strftime(" +
                        file.time({"process_started", "started", "start_time", "first_seen", "time", "day"}) +
                        ", '%Y-%m-%d') AS day";
  std::string highest;
  for (std::size_t i = 0; i < options.score_columns.size(); ++i) {
    file.require(options.score_columns[i]);
    const std::string name = "score_" + std::to_string(i);
    const std::string value = "TRY_CAST(" + sql_identifier(options.score_columns[i]) + " AS DOUBLE)";
    columns += ", CASE WHEN NOT isnan(" + value + ") THEN " + (options.low_is_suspicious ? "-" : "") + value +
               " END AS " + name;
    highest += ", max(" + name + ") AS " + name;
  }
  database.run("CREATE OR REPLACE VIEW score_row AS SELECT " + columns + " FROM " + file.source +
               " WHERE pid_hash <> '';"
               "CREATE OR REPLACE TABLE scored_process AS SELECT pid_hash, min(host) AS host, min(process_name) AS "
               "process_name, min(day) AS day" +
               highest + " FROM score_row GROUP BY pid_hash");
  for (std::size_t i = 0; i < options.score_columns.size(); ++i) {
    if (database.number("SELECT count(score_" + std::to_string(i) + ") FROM scored_process") > 0) continue;
    throw Error(Fault::data, "column '" + printable(options.score_columns[i]) + "' of " +
                                 printable(file.path.string(), 4096) + " holds no numbers");
  }
}

void require_known_labels(Database& database, const LabelledProcessesOptions& options) {
  Rows rows = database.query(sql("evaluate/unknown_labels"));
  const Chunk* chunk = rows.next();
  if (chunk == nullptr || chunk->rows() == 0) return;
  throw Error(
      Fault::data,
      "the label '" + printable(chunk->text(0, 0)) + "' in column '" + printable(options.label_column) + "' of " +
          printable(options.labels.string(), 4096) + " is unknown",
      "Labels are attack, malicious, true, yes or 1; benign, normal, false, no or 0; unsure, unknown or nothing.");
}

bool any(Database& database, const std::string& select) {
  return database.number("SELECT count(*) FROM (" + select + ")") > 0;
}

LabelGrouping find_grouping(Database& database, const LabelFile& labels, const LabelledProcessesOptions& options) {
  if (!options.grouping) return labels.has_recordings ? LabelGrouping::recording : LabelGrouping::host;
  if (*options.grouping == LabelGrouping::recording && !labels.has_recordings) {
    throw Error(Fault::usage, "the labels have no column 'recording' to group by", "Group by host or by day.");
  }
  if (*options.grouping != LabelGrouping::recording) {
    const std::string name = name_of(*options.grouping);
    if (!any(database, "SELECT 1 FROM scored_process WHERE " + name + " <> '' UNION ALL SELECT 1 FROM label WHERE " +
                           name + " <> ''")) {
      throw Error(Fault::usage, "neither scores nor labels say the " + name + " to group by",
                  name == "day" ? "Times are read from process_started or first_seen." : "");
    }
  }
  return *options.grouping;
}

LabelCounts read_counts(Database& database) {
  Rows rows = database.query(sql("evaluate/label_counts"));
  const Chunk* chunk = rows.next();
  const auto number = [&](std::size_t column) { return static_cast<std::uint64_t>(chunk->int64(column)[0]); };
  return {number(0), number(1), number(2), number(3), number(4), number(5), number(6)};
}

void require_scored_labels(const LabelCounts& counts, const LabelledProcessesOptions& options) {
  const std::string labels = printable(options.labels.string(), 4096);
  const std::uint64_t labelled =
      counts.attacks + counts.benign - (options.rest_is_benign ? counts.not_labelled : std::uint64_t{0});
  if (labelled == 0) {
    throw Error(Fault::data, labels + (options.label_condition.empty()
                                           ? " labels no process as an attack or benign"
                                           : " has no label of an attack or a benign process that --where selects"));
  }
  if (labelled == counts.not_scored) {
    throw Error(Fault::data,
                "no labelled process has a score: " + labels + " and " + printable(options.scores.string(), 4096) +
                    " have no pid_hash in common",
                "Label the processes of the dataset that was scored; pid_hash is as 'proclens import' makes it.");
  }
}

/// Numbers from 0 in the order of first use.
class Numbered {
 public:
  std::int32_t number(const Chunk& chunk, std::size_t column, std::size_t row) {
    if (!chunk.valid(column, row)) return kNotKnown;
    return static_cast<std::int32_t>(texts_.add(chunk.text(column, row))) - 1;
  }

 private:
  DistinctTexts texts_;
};

void read_entries(Database& database, LabelledProcesses& processes) {
  Numbered names;
  Numbered host_days;
  Rows rows = database.query(sql("evaluate/labelled_processes"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const std::string_view group = chunk->text(0, row);
      if (processes.groups.empty() || processes.groups.back() != group) processes.groups.emplace_back(group);
      processes.group.push_back(static_cast<std::int32_t>(processes.groups.size() - 1));
      processes.is_attack.push_back(chunk->boolean(1, row) ? 1 : 0);
      processes.counts_as_process.push_back(chunk->boolean(2, row) ? 1 : 0);
      processes.name.push_back(names.number(*chunk, 3, row));
      processes.host_day.push_back(host_days.number(*chunk, 4, row));
      for (std::size_t i = 0; i < processes.scores.size(); ++i) {
        ScoreColumn& score = processes.scores[i];
        const bool has_score = chunk->valid(kScoreColumn + i, row);
        score.value.push_back(has_score ? chunk->float64(kScoreColumn + i)[row] : kLast);
        const bool is_missing = !has_score && chunk->boolean(5, row) && processes.counts_as_process.back() != 0;
        score.missing += is_missing ? 1 : 0;
      }
    }
  }
}

}  // namespace

const char* name_of(LabelGrouping grouping) {
  constexpr std::array kNames = {"recording", "host", "day"};
  return kNames[static_cast<std::size_t>(grouping)];
}

LabelledProcesses read_labelled_processes(Database& database, const LabelledProcessesOptions& options) {
  const LabelFile labels = read_labels(database, options.labels, {options.label_column, options.label_condition});
  database.run(sql("labels/verdict"));
  require_known_labels(database, options);
  read_scores(database, options);
  LabelledProcesses processes;
  processes.grouping = find_grouping(database, labels, options);
  if (options.rest_is_benign && processes.grouping == LabelGrouping::recording) {
    throw Error(Fault::usage, "processes without a label are in no recording", "Group by host or by day.");
  }
  database.run("CREATE OR REPLACE TABLE evaluation_rule AS SELECT " + sql_literal(name_of(processes.grouping)) +
               " AS grouping, " + (options.rest_is_benign ? "true" : "false") + " AS rest_is_benign");
  database.run(sql("evaluate/labelled_process"));
  processes.counts = read_counts(database);
  require_scored_labels(processes.counts, options);
  for (const std::string& name : options.score_columns) processes.scores.push_back({name, {}, 0});
  read_entries(database, processes);
  return processes;
}

}  // namespace proclens
