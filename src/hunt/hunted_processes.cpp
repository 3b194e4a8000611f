#include "hunt/hunted_processes.hpp"

#include "hunt/baseline/loaded_files.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

TextColumn read_texts(Database& database, const std::string& query) {
  TextColumn texts;
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) texts.add(chunk->text(0, row));
  }
  return texts;
}

/// Counts by number and unit. @param query yields (number, unit, processes), sorted by number and unit
UnitCounts read_counts(Database& database, std::size_t keys, const std::string& query) {
  UnitCounts counts(keys);
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    const auto key = chunk->int32(0);
    const auto unit = chunk->int32(1);
    const auto processes = chunk->int64(2);
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      counts.add(static_cast<std::uint32_t>(key[row]), static_cast<std::uint32_t>(unit[row]),
                 static_cast<std::uint64_t>(processes[row]));
    }
  }
  return counts;
}

std::string counts_query(const std::string& reference, const std::string& numbered, const std::string& keys) {
  return "SELECT n.number, r.unit, CAST(sum(r.processes) AS BIGINT) FROM " + reference + " r JOIN " + numbered +
         " n USING (" + keys + ") GROUP BY ALL ORDER BY ALL";
}

/// A column of numbers, -1 for none.
std::vector<std::uint32_t> read_numbers(Database& database, const std::string& query, std::size_t column = 0) {
  std::vector<std::uint32_t> numbers;
  Rows rows = database.query(query);
  while (const Chunk* chunk = rows.next()) {
    for (const std::int32_t number : chunk->int32(column)) numbers.push_back(static_cast<std::uint32_t>(number));
  }
  return numbers;
}

ReferenceCounts read_reference(Database& database, std::size_t names) {
  const std::string of_pair =
      "FROM numbered_pair p JOIN numbered_name n ON n.name = p.name JOIN numbered_name o ON o.name = p.parent ORDER BY "
      "p.number";
  ReferenceCounts counts;
  counts.pair_name = read_numbers(database, "SELECT n.number " + of_pair);
  counts.pair_parent = read_numbers(database, "SELECT o.number " + of_pair);
  counts.command_name = read_numbers(
      database, "SELECT n.number FROM numbered_command c JOIN numbered_name n USING (name) ORDER BY c.number");
  counts.names = read_counts(database, names, counts_query("reference_name", "numbered_name", "name"));
  counts.pairs =
      read_counts(database, counts.pair_name.size(), counts_query("reference_parent", "numbered_pair", "parent, name"));
  counts.commands = read_counts(database, counts.command_name.size(),
                                counts_query("reference_command", "numbered_command", "name, command"));
  return counts;
}

void read_processes(Database& database, HuntedProcesses& hunted) {
  static_assert(kNoNumber == static_cast<std::uint32_t>(-1));
  ProcessKeys& keys = hunted.keys;
  Rows rows = database.query(sql("hunt/process_keys"));
  while (const Chunk* chunk = rows.next()) {
    std::size_t column = 0;
    for (auto* numbers : {&keys.name, &keys.pair, &keys.command, &keys.unit, &keys.parent_process, &hunted.host}) {
      for (const std::int32_t number : chunk->int32(column++)) numbers->push_back(static_cast<std::uint32_t>(number));
    }
  }
  Rows originals = database.query("SELECT coalesce(original, '') FROM described ORDER BY process");
  while (const Chunk* chunk = originals.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) hunted.original.add(chunk->text(0, row));
  }
}

/// The loads of a baseline, whose views are open, by host.
ImageCounts read_image_counts(Database& database, const ImageNumbers& numbers) {
  std::vector<LoadCount> loads;
  Rows rows = database.query(sql("hunt/reference_loads"));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t row = 0; row < chunk->rows(); ++row) {
      const auto number = [&](std::size_t column) { return static_cast<std::uint32_t>(chunk->int32(column)[row]); };
      loads.push_back({number(0), number(1), number(2), static_cast<std::uint64_t>(chunk->int64(3)[row])});
    }
  }
  const auto by_host = [](const std::string& counted, const std::string& processes) {
    return "(SELECT c.*, h.unit, " + processes + " AS processes FROM (SELECT * FROM " + counted +
           ") c JOIN reference_host h USING (host))";
  };
  ImageCounts counts;
  counts.images = numbers.images;
  add_loads(loads, counts);
  counts.folders = read_counts(database, numbers.folders,
                               counts_query(by_host("(SELECT folder, host, processes AS n FROM counted_folder)", "n"),
                                            "numbered_folder", "folder"));
  counts.signers = read_counts(database, numbers.signers,
                               counts_query(by_host("(SELECT signer, host, processes AS n FROM counted_signer)", "n"),
                                            "numbered_signer", "signer"));
  counts.loaders = read_counts(
      database, numbers.names,
      counts_query(by_host("(SELECT name, host, with_loads FROM counted_name WHERE with_loads > 0)", "with_loads"),
                   "numbered_name", "name"));
  return counts;
}

/// Numbers everything and reads it; own_unit and the views reference_* are there.
void read_compared(const Context& context, Database& database, HuntedProcesses& hunted) {
  database.run(sql("hunt/numbered"));
  hunted.names = read_texts(database, "SELECT name FROM numbered_name ORDER BY number");
  hunted.commands = read_texts(database, "SELECT command FROM numbered_command ORDER BY number");
  hunted.hosts = read_texts(database, "SELECT DISTINCT host FROM described ORDER BY host");
  hunted.unit_host = read_numbers(
      database, "SELECT CAST(dense_rank() OVER (ORDER BY host) AS INTEGER) FROM reference_unit ORDER BY unit");
  hunted.reference = read_reference(database, hunted.names.size());
  read_processes(database, hunted);
  hunted.files = read_loaded_files(context, database);
  hunted.file_paths = read_texts(database, "SELECT example FROM file ORDER BY file");
  hunted.images = read_texts(database, "SELECT image FROM numbered_image ORDER BY number");
}

Compared compared_within(Database& database) {
  if (database.number("SELECT count(DISTINCT host) FROM described") > 1) return Compared::with_other_hosts;
  const std::int64_t days = database.number("SELECT count(DISTINCT day) FROM described");
  return days > 1 ? Compared::with_other_days : Compared::with_others;
}

}  // namespace

HuntedProcesses compare_with_baseline(const Context& context, Database& database) {
  HuntedProcesses hunted;
  database.run(sql("hunt/reference_of_baseline"));
  read_compared(context, database, hunted);
  hunted.image_reference = read_image_counts(database, image_numbers(database, hunted.names.size()));
  return hunted;
}

HuntedProcesses compare_with_rest(const Context& context, Database& database) {
  HuntedProcesses hunted;
  hunted.compared = compared_within(database);
  database.run(sql("hunt/reference_of_rest"));
  database.run(sql("hunt/own_files"));
  read_compared(context, database, hunted);
  hunted.image_reference = count_images(context, hunted.files, image_numbers(database, hunted.names.size()),
                                        hunted.keys.name, hunted.keys.unit);
  return hunted;
}

}  // namespace proclens
