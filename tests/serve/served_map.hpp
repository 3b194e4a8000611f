// A map of a few hundred processes with awkward values in every field, made by the program as a user would make it.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "table/database.hpp"
#include "table/sql.hpp"

namespace proclens {

/// OUT with an audit, a hunt and a map; removed with the object.
class ServedMap {
 public:
  ServedMap() : folder_(std::filesystem::temp_directory_path() / ("proclens_served_map_" + std::to_string(getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "data");
    write("process", kProcess);
    write("process_path",
          "SELECT " + hash("i") +
              " AS pid_hash, '=' || ['alpha.exe', 'Beta.EXE', 'svchost.exe'][1 + i % 3] || CASE WHEN i % 40 = 3 THEN "
              "repeat('->Überlong parent ' || i, 90) WHEN i % 5 = 0 THEN '->explorer.exe' ELSE '' END AS ptree FROM "
              "range(400) t(i) WHERE i % 9 <> 0");
    write(
        "process_image_load",
        "SELECT " + hash("i") +
            " AS pid_hash, 'C:\\Windows\\common' || k || '.dll' AS filename FROM range(400) t(i), range(3) u(k) "
            "UNION ALL SELECT " +
            hash("i") +
            ", 'C:\\Programs\\' || i % 3 || '\\Own''%_' || k || '.dll' FROM range(400) t(i), range(6) u(k) "
            "UNION ALL SELECT " +
            hash("i") +
            ", 'c:\\plugins\\' || chr(CAST(192 + i * 7 % 61 AS INTEGER)) || i * k % 23 || '.dll' FROM range(400) t(i), "
            "range(4) u(k), range(2) twice WHERE i % 2 = 0");
    run("audit");
    write("rule_hits",
          "SELECT " + hash("i") +
              " AS pid_hash, ['<b>rule</b>', E'two\\nlines', '=Ω()'][1 + k] AS label FROM range(400) t(i), "
              "range(3) u(k) WHERE i % (7 + k) = 0");
    hunt();
    run("map --min-cluster-size 5");
  }
  ServedMap(const ServedMap&) = delete;
  ServedMap& operator=(const ServedMap&) = delete;
  ~ServedMap() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path out() const { return folder_ / "out"; }
  [[nodiscard]] std::filesystem::path images() const { return out() / "images"; }

  /// Runs a command of the program on the dataset, with its results in OUT.
  void run(const std::string& command) const {
    const std::string whole =
        PROCLENS_BINARY " " + command + " " + (folder_ / "data").string() + " -o " + out().string() + " --quiet";
    if (std::system(whole.c_str()) != 0) ADD_FAILURE() << whole;
  }

  /// The hunt of OUT, with what invented rules say.
  void hunt() const { run("hunt --labels " + (folder_ / "data" / "rule_hits.parquet").string()); }

 private:
  /// Mostly 32 hex digits; some only decimal digits, some not a hash at all.
  static std::string hash(const std::string& i) {
    return "CASE WHEN " + i + " % 50 = 7 THEN 'no hash ' || chr(233) || ' ' || " + i + " WHEN " + i +
           " % 50 = 8 THEN lpad(CAST(" + i + " AS VARCHAR), 32, '0') ELSE upper(md5(CAST(" + i + " AS VARCHAR))) END";
  }

  void write(const std::string& table, const std::string& select) const {
    Database database;
    database.run("COPY (" + select + ") TO " + sql_literal((folder_ / "data" / (table + ".parquet")).string()) +
                 " (FORMAT parquet)");
  }

  inline static const std::string kProcess =
      "SELECT " + hash("i") + " AS pid_hash, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN lower(" + hash("(i // 2)") +
      ") WHEN 2 THEN " + hash("(i // 3)") +
      " ELSE md5('unknown' || i) END AS parent_pid_hash, "
      "CASE WHEN i % 17 > 0 THEN 'PC-' || i % 3 END AS hostname, "
      "['alpha.exe', 'Beta.EXE', 'svchost.exe', 'Ωmega<b>.exe'][1 + i % 4] AS process_name, "
      "CASE i % 10 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN '100% _under\\score' || i WHEN 3 THEN 'It''s "
      "\"quoted\"; "
      "DROP TABLE process; --' WHEN 4 THEN 'a' || chr(0) || 'nul' || i WHEN 5 THEN chr(8238) || 'txt.exe' || chr(10) "
      "|| i WHEN 6 THEN 'x' || repeat('é', 700) || ' Beyond' || i WHEN 7 THEN 'ÉCOLE Straße ' || i WHEN 8 THEN "
      "'<script>alert(1)</script>' ELSE '-k NetSvcs ' || i END AS args, "
      "CASE WHEN i % 5 > 0 THEN 'User ' || i % 2 END AS user_name, "
      "CASE WHEN i % 11 > 0 THEN TIMESTAMP '1969-12-31 23:59:58.9995' + INTERVAL (i % 40 * 333) MILLISECOND END AS "
      "process_started, "
      "CASE WHEN i % 6 > 0 THEN TIMESTAMP '1970-01-01 00:00:01.2345' + INTERVAL (i % 7) SECOND END AS process_term, "
      "CASE i % 13 WHEN 0 THEN NULL WHEN 1 THEN 9007199254740993 ELSE -(i % 3) END AS exit_code, "
      "4 * i AS os_pid FROM range(400) t(i)";

  std::filesystem::path folder_;
};

/// A row of points.parquet.
struct RecordedProcess {
  std::string pid_hash;
  std::optional<std::string> host, name, args, user, lineage;
  std::optional<std::int64_t> started, ended, exit_code, os_pid;  ///< times in µs
  std::int32_t bag = 0;
  std::string parent;
  std::string state;
  std::vector<std::string> flags;
};

inline std::vector<RecordedProcess> recorded_processes(const std::filesystem::path& images) {
  Database database;
  Rows rows = database.query(
      "SELECT pid_hash, hostname, process_name, args, user_name, ptree, epoch_us(process_started), "
      "epoch_us(process_term), exit_code, os_pid, bag, coalesce(parent_pid_hash, ''), lineage_state, lineage_flags "
      "FROM "
      "read_parquet(" +
      sql_literal((images / "points.parquet").string()) + ")");
  std::vector<RecordedProcess> processes;
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto text = [&](std::size_t column) {
        return chunk->valid(column, row) ? std::optional<std::string>(chunk->text(column, row)) : std::nullopt;
      };
      const auto number = [&](std::size_t column) {
        return chunk->valid(column, row) ? std::optional(chunk->int64(column)[row]) : std::nullopt;
      };
      RecordedProcess process{*text(0),
                              text(1),
                              text(2),
                              text(3),
                              text(4),
                              text(5),
                              number(6),
                              number(7),
                              number(8),
                              number(9),
                              chunk->int32(10)[row],
                              *text(11),
                              text(12).value_or(""),
                              {}};
      for (std::size_t i = 0; i < chunk->list_size(13, row); ++i)
        process.flags.emplace_back(chunk->list_text(13, row, i));
      processes.push_back(std::move(process));
    }
  }
  return processes;
}

}  // namespace proclens
