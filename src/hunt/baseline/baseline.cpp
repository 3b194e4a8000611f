#include "hunt/baseline/baseline.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "hunt/baseline/baseline_sample.hpp"
#include "hunt/baseline/baseline_tables.hpp"
#include "hunt/baseline/describe_processes.hpp"
#include "hunt/baseline/process_blocks.hpp"
#include "proclens/error.hpp"
#include "storage/digest.hpp"
#include "table/copy_to_file.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kBaselineKind = "baseline";
/// Row groups are cut by this number of rows and written by one thread in order: the same bytes every time.
constexpr std::string_view kBaselineParquet = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880";
constexpr const char* kCountAgain = "Count it again with 'proclens baseline'.";

std::string folder_name(const fs::path& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  return valid_utf8((path.has_filename() ? path : path.parent_path()).filename().string());
}

/// Adds the hashes of the selected processes, in order.
void add_hashes(Database& database, Blake3& digest) {
  Rows rows = database.query("SELECT pid_hash FROM selected ORDER BY process");
  std::string buffer;
  while (const Chunk* chunk = rows.next()) {
    buffer.clear();
    for (std::size_t row = 0; row < chunk->rows(); ++row) buffer.append(chunk->text(0, row)).push_back('\n');
    digest.add(std::as_bytes(std::span(buffer)));
  }
}

std::optional<BaselineSource> source_with(const BaselineSummary& summary, const std::string& digest) {
  const auto at = std::ranges::lower_bound(summary.sources, digest, {}, &BaselineSource::digest);
  return at != summary.sources.end() && at->digest == digest ? std::optional(*at) : std::nullopt;
}

void add_source(BaselineSummary& summary, BaselineSource source) {
  if (const auto known = source_with(summary, source.digest)) {
    throw Error(Fault::data,
                "the processes of '" + printable(source.name) + "' are in the baseline already, from '" +
                    printable(known->name) + "'",
                "Counted twice they would seem twice as normal; leave the dataset out.");
  }
  const auto at = std::ranges::lower_bound(summary.sources, source.digest, {}, &BaselineSource::digest);
  summary.sources.insert(at, std::move(source));
}

/// Counts what describe_opened made into files of its own: its tables' counts are not needed in memory once the next
/// block comes.
void count_block(const Context& context, Database& database, const OutputPath& folder) {
  const Stage stage(context, "count");
  count_baseline_tables(context, database);
  make_folders(folder);
  for (const BaselineTable& table : baseline_tables()) {
    copy_to_file(database, added_up(table, std::string(table.counted)), folder / std::string(table.file),
                 kBaselineParquet);
    database.run("DROP TABLE " + std::string(table.counted));
  }
  copy_to_file(database, sampled_hashes("selected"), folder / std::string(kBaselineSampleFile), kBaselineParquet);
}

/// Where the counts of datasets are put until they are added up.
struct Parts {
  const OutputFolder& output;
  std::vector<fs::path> folders;
  std::size_t made = 0;

  [[nodiscard]] OutputPath add() {
    const OutputPath part = output.file("part" + std::to_string(made++));
    folders.push_back(part.path);
    return part;
  }
};

/// Counts a dataset, a block of processes at a time.
void count_dataset(const Context& context, Database& database, const Dataset& dataset, const BaselineOptions& options,
                   Parts& parts, BaselineSummary& summary) {
  const std::uint64_t rows = open_described_tables(context, database, dataset, "baseline");
  describe_files(context, database);
  ProcessBlocks blocks(database, rows, options.block_processes);
  Blake3 digest;
  SelectionCounts counts;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    if (blocks.size() > 1) {
      context.progress().note("block " + std::to_string(block + 1) + " of " + std::to_string(blocks.size()));
    }
    blocks.open(block);
    counts += describe_opened(context, database, options.selection);
    add_hashes(database, digest);
    count_block(context, database, parts.add());
  }
  require_selected(database, counts);
  add_source(summary, {folder_name(dataset.folder()), digest.hex(), counts.selected});
}

/// The number and days of hosts and processes, by the counts of names.
void sum_up(Database& database, const std::string& names, BaselineSummary& summary) {
  Rows rows = database.query(
      "SELECT CAST(coalesce(sum(processes), 0) AS BIGINT), count(DISTINCT host), coalesce(CAST(min(day) AS VARCHAR), "
      "''), "
      "coalesce(CAST(max(day) AS VARCHAR), '') FROM " +
      names);
  if (const Chunk* chunk = rows.next()) {
    summary.processes = static_cast<std::uint64_t>(chunk->int64(0)[0]);
    summary.hosts = static_cast<std::uint64_t>(chunk->int64(1)[0]);
    summary.first_day = chunk->text(2, 0);
    summary.last_day = chunk->text(3, 0);
  }
}

std::string parquet_files(const std::vector<std::string>& files) {
  std::string list;
  for (const std::string& file : files) list += (list.empty() ? "" : ", ") + sql_literal(file);
  return "read_parquet([" + list + "], hive_partitioning = false)";
}

[[noreturn]] void refuse(const fs::path& folder, const std::string& why, const std::string& remedy) {
  throw Error(Fault::data, printable(folder.string(), 4096) + " " + why, remedy);
}

Json read_json(const fs::path& folder) {
  std::ifstream file(folder / kBaselineJson, std::ios::binary);
  if (!file) {
    refuse(folder, std::string("is no baseline: it has no ") + kBaselineJson,
           "Name a folder that 'proclens baseline' wrote.");
  }
  Json json = Json::parse(file, nullptr, false);
  if (!json.is_object() || json.value("kind", Json()) != kBaselineKind ||
      !json.value("version", Json()).is_number_unsigned()) {
    refuse(folder, "holds a baseline.json that is not a baseline's", kCountAgain);
  }
  if (const auto version = json["version"].get<std::uint64_t>(); version != kBaselineVersion) {
    refuse(folder,
           "is a baseline of version " + std::to_string(version) + "; this program reads version " +
               std::to_string(kBaselineVersion),
           kCountAgain);
  }
  return json;
}

BaselineSummary read_summary(const fs::path& folder) {
  const Json json = read_json(folder);
  BaselineSummary summary;
  try {
    summary.processes = json.at("processes").get<std::uint64_t>();
    summary.hosts = json.at("hosts").get<std::uint64_t>();
    summary.first_day = json.at("first_day").get<std::string>();
    summary.last_day = json.at("last_day").get<std::string>();
    for (const Json& source : json.at("sources")) {
      summary.sources.push_back({source.at("name").get<std::string>(), source.at("digest").get<std::string>(),
                                 source.at("processes").get<std::uint64_t>()});
    }
  } catch (const Json::exception&) {
    refuse(folder, "holds a damaged baseline.json", kCountAgain);
  }
  std::ranges::sort(summary.sources, {}, &BaselineSource::digest);
  return summary;
}

/// The rows of an open table that count nothing, name nothing or repeat others; days may be unknown.
std::int64_t wrong_rows(Database& database, const BaselineTable& table) {
  const std::string keys(table.keys);
  const std::string named = keys.ends_with(", day") ? keys.substr(0, keys.size() - 5) : keys;
  return database.number("SELECT count(*) FROM (SELECT " + keys + ", min(processes) AS least, count(*) AS times FROM " +
                         std::string(table.counted) + " GROUP BY " + keys +
                         ") WHERE times > 1 OR (least >= 1) IS NOT TRUE OR len(list_filter([" + named +
                         "], lambda key: key IS NULL)) > 0");
}

/// Makes a view of a file of a baseline. @param columns that it must have
void open_file(Database& database, const fs::path& folder, std::string_view file, std::string_view view,
               const std::string& columns) {
  try {
    database.run("CREATE OR REPLACE VIEW " + std::string(view) + " AS SELECT * FROM " +
                 parquet_files({(folder / file).string()}));
    // Reads the columns by name, as a damaged file or one of another kind would show only later.
    database.run("SELECT " + columns + " FROM " + std::string(view) + " LIMIT 0");
  } catch (const Error& error) {
    if (error.fault() != Fault::data) throw;
    refuse(folder, "holds no readable " + std::string(file) + ": " + error.what(), kCountAgain);
  }
}

}  // namespace

std::vector<std::string> baseline_files() {
  std::vector<std::string> files = {kBaselineJson, std::string(kBaselineSampleFile)};
  for (const BaselineTable& table : baseline_tables()) files.emplace_back(table.file);
  return files;
}

std::string baseline_json(const BaselineSummary& summary) {
  Json sources = Json::array();
  for (const BaselineSource& source : summary.sources) {
    sources.push_back({{"name", source.name}, {"digest", source.digest}, {"processes", source.processes}});
  }
  const Json json = {{"kind", kBaselineKind},  {"version", kBaselineVersion},    {"processes", summary.processes},
                     {"hosts", summary.hosts}, {"first_day", summary.first_day}, {"last_day", summary.last_day},
                     {"sources", sources}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

BaselineSummary open_baseline(Database& database, const fs::path& folder) {
  BaselineSummary summary = read_summary(folder);
  for (const BaselineTable& table : baseline_tables()) {
    open_file(database, folder, table.file, table.counted, std::string(table.keys) + ", processes");
    if (wrong_rows(database, table) > 0) {
      refuse(folder,
             "has rows in " + std::string(table.file) + " that no count gives: without a name, twice, or below 1",
             kCountAgain);
    }
  }
  open_file(database, folder, kBaselineSampleFile, "counted_sample", "CAST(hash AS UBIGINT)");
  return summary;
}

BaselineSummary write_baseline(const Context& context, Database& database, const std::vector<Dataset>& datasets,
                               const BaselineOptions& options, const std::optional<fs::path>& earlier,
                               const OutputFolder& output) {
  BaselineSummary summary;
  Parts parts{output, {}};
  if (earlier) {
    summary = open_baseline(database, *earlier);
    for (const BaselineTable& table : baseline_tables()) database.run("DROP VIEW " + std::string(table.counted));
    parts.folders.push_back(*earlier);
  }
  for (const Dataset& dataset : datasets) count_dataset(context, database, dataset, options, parts, summary);
  const Stage stage(context, "write baseline");
  const auto of_parts = [&](std::string_view file) {
    std::vector<std::string> files;
    for (const fs::path& part : parts.folders) files.push_back((part / file).string());
    return parquet_files(files);
  };
  for (const BaselineTable& table : baseline_tables()) {
    copy_to_file(database, added_up(table, of_parts(table.file)), output.file(std::string(table.file)),
                 kBaselineParquet);
  }
  copy_to_file(database, added_samples(of_parts(kBaselineSampleFile)), output.file(std::string(kBaselineSampleFile)),
               kBaselineParquet);
  sum_up(database, parquet_files({output.file("names.parquet").string()}), summary);
  for (std::size_t part = 0; part < parts.made; ++part) remove_output(output.file("part" + std::to_string(part)));
  write_file(output.file(kBaselineJson), baseline_json(summary));
  return summary;
}

}  // namespace proclens
