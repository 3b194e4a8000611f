#include "hunt/labels/process_labels.hpp"

#include <map>

#include "core/text.hpp"
#include "hunt/labels/label_file.hpp"
#include "hunt/labels/rule_hits.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Adds rows (pid_hash, label, source, severity, tactic) as those of the next source.
void add_source(Database& database, ProcessLabels& labels, std::string name, const std::string& rows) {
  database.run("INSERT INTO label_row SELECT " + std::to_string(labels.sources.size()) + ", * FROM (" + rows + ")");
  labels.sources.push_back({std::move(name)});
}

void add_dataset(Database& database, const Dataset& dataset, ProcessLabels& labels) {
  for (const StdviewTable table : {StdviewTable::sigma_labels, StdviewTable::mitre_labels}) {
    if (!dataset.has(table)) continue;
    const std::string name(table_name(table));
    open_table(database, dataset, table, "hunt", {"entity", "analytic_id"});
    add_source(database, labels, name,
               "SELECT upper(entity), analytic_id, " + sql_literal(name) + ", lower(severity), tactic FROM " + name +
                   " WHERE analytic_id <> ''");
  }
}

void add_file(Database& database, const fs::path& path, ProcessLabels& labels) {
  const std::string name = valid_utf8(path.filename().string());
  if (read_rule_hits(database, path)) return add_source(database, labels, name, sql("labels/hit_rows"));
  read_labels(database, path);
  database.run(sql("labels/verdict"));
  add_source(database, labels, name,
             "SELECT pid_hash, label, coalesce(source, " + sql_literal(valid_utf8(path.stem().string())) +
                 "), lower(severity), tactic FROM label WHERE label <> '' AND coalesce(verdict(label), 'attack') = "
                 "'attack'");
}

void read_labels_of_processes(Database& database, ProcessLabels& labels) {
  const auto processes = static_cast<std::size_t>(database.number("SELECT count(*) FROM selected"));
  labels.start.assign(processes + 1, 0);
  Rows rows = database.query("SELECT process, label FROM process_label ORDER BY process, label");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      ++labels.start[static_cast<std::size_t>(chunk->int32(0)[row]) + 1];
      labels.label_of.push_back(static_cast<std::uint32_t>(chunk->int32(1)[row]));
    }
  }
  for (std::size_t process = 0; process < processes; ++process) labels.start[process + 1] += labels.start[process];
}

void read_label_names(Database& database, ProcessLabels& labels) {
  Rows rows = database.query(
      "SELECT label, source, severity, tactic, processes, rule, rule_processes FROM label_name ORDER BY number");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto text = [&](std::size_t column) {
        return chunk->valid(column, row) ? std::string(chunk->text(column, row)) : std::string();
      };
      labels.labels.push_back({text(0), text(1), text(2), text(3), static_cast<std::uint64_t>(chunk->int64(4)[row]),
                               static_cast<std::uint32_t>(chunk->int32(5)[row]),
                               static_cast<std::uint64_t>(chunk->int64(6)[row])});
    }
  }
}

void read_source_counts(Database& database, ProcessLabels& labels) {
  Rows rows = database.query(sql("labels/source_counts"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      LabelSourceCounts& source = labels.sources[static_cast<std::size_t>(chunk->int32(0)[row])];
      source.rows = static_cast<std::uint64_t>(chunk->int64(1)[row]);
      source.matched = static_cast<std::uint64_t>(chunk->int64(2)[row]);
    }
  }
}

}  // namespace

double ProcessLabels::weight(std::uint32_t process) const {
  std::map<std::uint32_t, std::uint64_t> processes_of_rule;
  for (const std::uint32_t label : of(process)) processes_of_rule[labels[label].rule] = labels[label].rule_processes;
  double weight = 0;
  for (const auto& [rule, processes] : processes_of_rule) weight += 1 / static_cast<double>(processes);
  return weight;
}

ProcessLabels read_process_labels(Database& database, const Dataset& dataset, const std::vector<fs::path>& files) {
  ProcessLabels labels;
  database.run(sql("labels/label_row"));
  add_dataset(database, dataset, labels);
  for (const fs::path& file : files) add_file(database, file, labels);
  database.run(sql("labels/process_label"));
  read_labels_of_processes(database, labels);
  read_label_names(database, labels);
  read_source_counts(database, labels);
  return labels;
}

}  // namespace proclens
