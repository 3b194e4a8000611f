#include "audit/audit_fixture.hpp"

#include <cmath>

#include "core/random.hpp"
#include "proclens/context.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

SqlValue text_value(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  return *text;
}

SqlValue number_value(const std::optional<std::int64_t>& number) {
  if (!number) return nullptr;
  return *number;
}

SqlValue time_value(const std::optional<double>& seconds) {
  if (!seconds) return nullptr;
  return std::int64_t{1704067200000000} + static_cast<std::int64_t>(std::llround(*seconds * 1e6));
}

void execute(Database& database, const std::string& statement, const std::vector<SqlValue>& parameters) {
  Rows rows = database.query(statement, parameters);
  while (rows.next() != nullptr) {
  }
}

}  // namespace

std::string hash_of(const std::string& id) {
  std::uint64_t key = 1469598103934665603ULL;
  for (const char c : id) key = (key ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  const CounterRandom random(key, 0);
  char text[33];
  std::snprintf(text, sizeof text, "%016llX%016llX", static_cast<unsigned long long>(random.bits(0)),
                static_cast<unsigned long long>(random.bits(1)));
  return text;
}

AuditedDataset::AuditedDataset() {
  database_.run(
      "CREATE TABLE process (pid_hash VARCHAR, parent_pid_hash VARCHAR, hostname VARCHAR, os_pid BIGINT, parent_os_pid "
      "BIGINT, process_name VARCHAR, args VARCHAR, process_path VARCHAR, filename VARCHAR, user_name VARCHAR, "
      "process_started TIMESTAMP, process_term TIMESTAMP, first_seen TIMESTAMP, last_seen TIMESTAMP, exit_code BIGINT, "
      "agent_id VARCHAR, file_md5 VARCHAR);"
      "CREATE TABLE process_path (pid_hash VARCHAR, process_name VARCHAR, ptree VARCHAR, ptree_list VARCHAR[], "
      "ptree_list_tuples STRUCT(pid_hash VARCHAR, process_name VARCHAR)[]);"
      "CREATE TABLE process_image_load (pid_hash VARCHAR, filename VARCHAR)");
}

void AuditedDataset::add(const TestProcess& process) {
  ids_.push_back(process.id);
  if (process.parent) ids_.push_back(*process.parent);
  const std::optional<std::string> name =
      process.nameless ? std::nullopt : std::optional(process.name.value_or(process.id + ".exe"));
  execute(database_,
          "INSERT INTO process BY NAME SELECT $1 AS pid_hash, $2 AS parent_pid_hash, $3 AS hostname, $4::BIGINT AS "
          "os_pid, $5::BIGINT AS parent_os_pid, $6 AS process_name, make_timestamp($7::BIGINT) AS process_started, "
          "make_timestamp($8::BIGINT) AS process_term, make_timestamp($9::BIGINT) AS first_seen",
          {hash_of(process.id), process.parent ? SqlValue(hash_of(*process.parent)) : SqlValue(nullptr),
           text_value(process.host), number_value(process.pid), number_value(process.parent_pid), text_value(name),
           time_value(process.started), time_value(process.ended),
           time_value(process.first_seen ? process.first_seen : process.started)});
}

void AuditedDataset::add_all(const std::vector<TestProcess>& processes) {
  for (const TestProcess& process : processes) add(process);
}

void AuditedDataset::add_path(const std::vector<std::string>& ids) {
  std::string hashes;
  std::string ptree;
  for (const std::string& id : ids) {
    ids_.push_back(id);
    hashes += (hashes.empty() ? "" : ", ") + sql_literal(hash_of(id));
    ptree += (ptree.empty() ? "=" : "->") + id + ".exe";
  }
  database_.run("INSERT INTO process_path BY NAME SELECT " + sql_literal(hash_of(ids.front())) + " AS pid_hash, " +
                sql_literal(ids.front() + ".exe") + " AS process_name, " + sql_literal(ptree) + " AS ptree, [" +
                hashes + "] AS ptree_list");
}

void AuditedDataset::add_load(const std::string& id, const std::string& file) {
  execute(database_, "INSERT INTO process_image_load VALUES ($1, $2)", {hash_of(id), file});
}

const AuditSummary& AuditedDataset::audit(const Context& context) {
  if (!options.has_process_path) database_.run("DROP TABLE process_path");
  if (!options.has_image_load) database_.run("DROP TABLE process_image_load");
  summary_ = audit_processes(context, database_, folder_.path(), options);
  database_.run("CREATE VIEW lineage AS FROM read_parquet(" + sql_literal(file("lineage.parquet").string()) + ")");
  return summary_;
}

std::string AuditedDataset::id_of(const std::string& hash) const {
  for (const std::string& id : ids_) {
    if (hash_of(id) == hash) return id;
  }
  return hash;
}

std::optional<std::string> AuditedDataset::ask(const std::string& column, const std::string& id) {
  return database_.text("SELECT CAST(" + column +
                        " AS VARCHAR) FROM lineage WHERE pid_hash = " + sql_literal(hash_of(id)));
}

std::string AuditedDataset::state(const std::string& id) { return ask("state", id).value_or("none"); }
std::string AuditedDataset::ptree(const std::string& id) { return ask("ptree", id).value_or("none"); }
std::int64_t AuditedDataset::depth(const std::string& id) { return std::stoll(ask("depth", id).value_or("-1")); }

std::set<std::string> AuditedDataset::flags(const std::string& id) {
  std::set<std::string> flags;
  for (const Term& flag : kFlags) {
    if (ask(std::string(flag.name), id) == "true") flags.emplace(flag.name);
  }
  return flags;
}

std::vector<std::string> AuditedDataset::ids_in_lineage(const std::string& id) {
  std::vector<std::string> ids;
  Rows rows = database_.query("SELECT ptree_list FROM lineage WHERE pid_hash = " + sql_literal(hash_of(id)));
  while (const Chunk* chunk = rows.next()) {
    for (std::size_t k = 0; k < chunk->list_size(0, 0); ++k)
      ids.push_back(id_of(std::string(chunk->list_text(0, 0, k))));
  }
  return ids;
}

std::optional<std::string> AuditedDataset::likely_parent(const std::string& id) {
  const auto hash = ask("likely_parent_pid_hash", id);
  if (!hash) return std::nullopt;
  return id_of(*hash);
}

std::uint64_t AuditedDataset::flagged(const std::string& flag) const {
  for (std::size_t i = 0; i < kFlagCount; ++i) {
    if (kFlags[i].name == flag) return summary_.all.flags[i];
  }
  throw std::out_of_range(flag);
}

std::uint64_t AuditedDataset::in_state(const std::string& state) const {
  for (std::size_t i = 0; i < kStateCount; ++i) {
    if (kRecordStates[i].name == state) return summary_.all.states[i];
  }
  throw std::out_of_range(state);
}

}  // namespace proclens
