// Made processes: as a dataset on disk, and as what a hunt should read from it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "telemetry/scratch_folder.hpp"

namespace proclens {

struct MadeProcess {
  std::string name;
  std::optional<std::string> parent;     ///< its name, where it is known
  std::optional<std::string> arguments;  ///< NULL without them
  std::string command;                   ///< their template, by hand
  bool is_started = true;                ///< its start was recorded
  std::string host;
  int day = 1;  ///< of May 2024
  std::set<std::string> images = {};
  std::map<std::string, std::string> signers = {};  ///< of images; '' for unsigned ones, none where it is not recorded
  std::optional<std::size_t> parent_process = {};
  bool parent_in_start = false;  ///< the process's start names its parent, no lineage does
  std::string original_file_name = {};

  [[nodiscard]] bool has_command() const { return is_started || arguments.has_value(); }
};

/// Random processes, with little variety, so that everything repeats and much is missing.
inline std::vector<MadeProcess> made_processes(unsigned seed, std::size_t n, std::size_t hosts, int days) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  const std::vector<std::string> names = {"a.exe", "b.exe", "c.exe", "d.exe", "e.exe", "rare" + std::to_string(seed)};
  const std::vector<std::pair<std::string, std::string>> commands = {
      {"-x 17", "-x <n>"}, {"-x  18", "-x <n>"}, {"C:\\Users\\Ann\\f 1.2", "c:\\users\\<u>\\f <v>"}, {"run", "run"}};
  std::vector<MadeProcess> processes(n);
  for (std::size_t i = 0; i < n; ++i) {
    MadeProcess& process = processes[i];
    process.name = names[below(2) == 0 ? below(2) : below(names.size())];
    process.is_started = below(4) > 0;
    process.host = "host" + std::to_string(below(hosts));
    process.day = 1 + static_cast<int>(below(static_cast<std::size_t>(days)));
    if (below(5) > 0) process.parent = names[below(3)];
    if (below(3) > 0) {
      const auto& [arguments, command] = commands[below(commands.size())];
      process.arguments = arguments;
      process.command = command;
    }
    if (i > 0 && below(2) == 0) {
      process.parent_process = below(i);
      if (!process.parent) process.parent = processes[*process.parent_process].name;
    }
    const bool is_same = !process.parent_process || processes[*process.parent_process].name == process.parent;
    process.parent_in_start = process.parent && is_same && below(3) == 0;
    for (std::size_t image = below(3) > 0 ? below(5) : 0; image > 0; --image) {
      const std::size_t number = below(60);
      const std::string path = "c:\\folder-" + std::string(1, "abc"[below(3)]) + "\\" + std::to_string(number) + ".dll";
      process.images.insert(path);
      // A third is unsigned, a third signed, by signers of which some are rare.
      if (number % 3 == 0) process.signers[path] = "";
      if (number % 3 == 1) process.signers[path] = "signer " + std::to_string(number / 15);
    }
  }
  return processes;
}

inline std::string made_hash(std::size_t process) {
  char text[40];
  std::snprintf(text, sizeof text, "%032zX", process + 1);
  return text;
}

/// Writes the tables of a dataset to FOLDER below the scratch folder.
inline void write_dataset(const ScratchFolder& scratch, const std::string& folder,
                          const std::vector<MadeProcess>& processes, std::size_t first = 0) {
  const auto text = [](const std::optional<std::string>& value) {
    return value ? sql_literal(*value) : "NULL::VARCHAR";
  };
  std::string process_rows, path_rows, load_rows;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    const MadeProcess& process = processes[i];
    const std::string hash = sql_literal(made_hash(first + i));
    const std::string comma = i == 0 ? "" : ", ";
    process_rows +=
        comma + "(" + hash + ", " +
        text(process.parent_process ? std::optional(made_hash(first + *process.parent_process)) : std::nullopt) + ", " +
        sql_literal(process.host) + ", " + sql_literal(process.name) + ", " + text(process.arguments) + ", " +
        (process.parent_in_start ? text(process.parent) : "NULL::VARCHAR") + ", " +
        sql_literal(process.original_file_name) + ", " +
        (process.is_started ? "TIMESTAMP '2024-05-0" + std::to_string(process.day) + " 08:00:00'" : "NULL::TIMESTAMP") +
        ")";
    path_rows += comma + "(" + hash + ", " +
                 sql_literal("=" + process.name +
                             (process.parent && !process.parent_in_start ? "->" + *process.parent + "->x.exe" : "")) +
                 ")";
    for (const std::string& image : process.images) {
      const auto signer = process.signers.find(image);
      const bool is_known = signer != process.signers.end();
      load_rows += (load_rows.empty() ? "(" : ", (") + hash + ", " + sql_literal(image) + ", " +
                   (!is_known                ? "NULL::BOOLEAN, NULL"
                    : signer->second.empty() ? "false, '-'"
                                             : "true, " + sql_literal(signer->second)) +
                   ")";
    }
  }
  const auto write = [&](const std::string& table, const std::string& rows, const std::string& columns) {
    const std::string all =
        rows.empty() ? "SELECT * FROM (VALUES (NULL::VARCHAR, NULL::VARCHAR, NULL::BOOLEAN, NULL::VARCHAR)) t(" +
                           columns + ") WHERE false"
                     : "SELECT * FROM (VALUES " + rows + ") t(" + columns + ")";
    scratch.write(folder + "/" + table + ".parquet", all);
  };
  write("process", process_rows,
        "pid_hash, parent_pid_hash, hostname, process_name, args, parent_process_name, original_file_name, "
        "process_started");
  write("process_path", path_rows, "pid_hash, ptree");
  write("process_image_load", load_rows, "pid_hash, filename, signed, signature");
}

}  // namespace proclens
