#include "audit/assessment/lineage_processes.hpp"

#include <span>
#include <string_view>

#include "table/sql.hpp"

namespace proclens {
namespace {

constexpr std::int32_t kLineage = 2;  // a shorter path says nothing about any parent

constexpr std::uint8_t kNoName = 1, kNoArgs = 2, kNoFilename = 4, kNoHost = 8, kNoExitCode = 16;

bool has_lineage(const RecordedPaths& paths, std::size_t record) { return paths.length[record] >= kLineage; }

bool is_ambiguous(const Records& records, const RecordedPaths& paths, std::size_t record) {
  return records.duplicate[record] != 0 || paths.repeated[record] != 0;
}

void write_ambiguous_hashes(Database& database, const Records& records, const RecordedPaths& paths) {
  database.run(sql("audit/ambiguous_hash"));
  TableAppender appender = database.append_to("ambiguous_hash");
  for (std::size_t record = 0; record < records.size(); ++record) {
    const bool stands = records.representative[record] == static_cast<std::int32_t>(record);
    if (!stands || !has_lineage(paths, record) || !is_ambiguous(records, paths, record)) continue;
    appender.text(normal_hash(records.pid_hash[record]));
    appender.end_row();
  }
  appender.close();
}

void add(LineageProcesses& processes, const Chunk& chunk, std::size_t row) {
  std::uint8_t nulls = 0;
  const auto text = [&](std::size_t column, std::uint8_t null) {
    if (chunk.valid(column, row)) return chunk.text(column, row);
    nulls |= null;
    return std::string_view();
  };
  processes.process_name.add(text(0, kNoName));
  processes.args.add(text(1, kNoArgs));
  processes.filename.add(text(2, kNoFilename));
  processes.hostname.add(text(3, kNoHost));
  if (!chunk.valid(4, row)) nulls |= kNoExitCode;
  processes.exit_code.push_back(chunk.int64(4)[row]);
  processes.nulls.push_back(nulls);
}

void write_process(RowWriter& writer, const LineageProcesses& processes, std::string_view pid_hash, std::size_t at) {
  const auto text = [&](std::string_view value, std::uint8_t null) {
    (processes.nulls[at] & null) != 0 ? writer.null() : writer.borrowed_text(value);
  };
  writer.borrowed_text(pid_hash);
  text(processes.process_name[at], kNoName);
  text(processes.args[at], kNoArgs);
  text(processes.filename[at], kNoFilename);
  text(processes.hostname[at], kNoHost);
  (processes.nulls[at] & kNoExitCode) != 0 ? writer.null() : writer.int64(processes.exit_code[at]);
}

}  // namespace

LineageProcesses read_lineage_processes(Database& database, const Records& records, const RecordedPaths& paths) {
  write_ambiguous_hashes(database, records, paths);
  LineageProcesses processes;
  processes.row.assign(records.size(), LineageProcesses::kNone);
  std::size_t record = 0;
  Rows rows = database.query("SELECT process_name, args, filename, hostname, exit_code FROM process");
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row, ++record) {
      if (!has_lineage(paths, record) || is_ambiguous(records, paths, record)) continue;
      processes.row[record] = static_cast<std::int32_t>(processes.nulls.size());
      add(processes, *chunk, row);
    }
  }
  return processes;
}

ScalarFunction lineage_process_function(const Records& records, const LineageProcesses& processes) {
  const auto answer = [&records, &processes](std::span<const std::string_view> hashes, RowWriter& writer) {
    std::vector<std::int32_t> found(hashes.size());
    records.find(hashes, found);
    for (const std::int32_t record : found) {
      const std::int32_t at = record < 0 ? LineageProcesses::kNone : processes.row[record];
      if (at == LineageProcesses::kNone) {
        for (int field = 0; field < 6; ++field) writer.null();
      } else {
        write_process(writer, processes, records.pid_hash[record], static_cast<std::size_t>(at));
      }
      writer.end_row();
    }
  };
  return {"lineage_process",
          {{"pid_hash", SourceType::text},
           {"process_name", SourceType::text},
           {"args", SourceType::text},
           {"filename", SourceType::text},
           {"hostname", SourceType::text},
           {"exit_code", SourceType::int64}},
          answer};
}

}  // namespace proclens
