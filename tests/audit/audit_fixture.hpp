// A few processes written down in a test, audited, and queried by name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "proclens/context.hpp"
#include "table/database.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {

/// The hash of the process `id` in a test's dataset: 32 hex digits.
[[nodiscard]] std::string hash_of(const std::string& id);

/// One row of `process`. Hashes are made from ids; times are seconds after 2024-01-01.
struct TestProcess {
  std::string id;
  std::optional<std::string> parent = std::nullopt;  ///< id of the parent, with or without a record
  std::optional<std::string> name = std::nullopt;    ///< defaults to the id with ".exe"
  std::optional<std::string> host = "ws1";
  std::optional<std::int64_t> pid = std::nullopt;
  std::optional<std::int64_t> parent_pid = std::nullopt;
  std::optional<double> started = 1000;
  std::optional<double> ended = std::nullopt;
  std::optional<double> first_seen = std::nullopt;  ///< defaults to the start
  bool nameless = false;
};

class AuditedDataset {
 public:
  AuditedDataset();

  void add(const TestProcess& process);
  void add_all(const std::vector<TestProcess>& processes);
  /// Adds a row of process_path with the ids from the process upwards.
  void add_path(const std::vector<std::string>& ids);
  void add_load(const std::string& id, const std::string& file);
  /// For rows that the functions above cannot express.
  Database& database() { return database_; }

  AuditOptions options;
  /// Audits what was added. Call it once, before the queries below.
  const AuditSummary& audit(const Context& context = Context());

  [[nodiscard]] std::string state(const std::string& id);
  [[nodiscard]] std::set<std::string> flags(const std::string& id);
  [[nodiscard]] std::string ptree(const std::string& id);
  [[nodiscard]] std::int64_t depth(const std::string& id);
  [[nodiscard]] std::vector<std::string> ids_in_lineage(const std::string& id);
  [[nodiscard]] std::optional<std::string> likely_parent(const std::string& id);  ///< its id
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_.path() / name; }
  [[nodiscard]] const AuditSummary& summary() const { return summary_; }
  /// The number of processes with this flag.
  [[nodiscard]] std::uint64_t flagged(const std::string& flag) const;
  [[nodiscard]] std::uint64_t in_state(const std::string& state) const;

 private:
  [[nodiscard]] std::string id_of(const std::string& hash) const;
  [[nodiscard]] std::optional<std::string> ask(const std::string& column, const std::string& id);

  ScratchFolder folder_;
  Database database_;
  AuditSummary summary_;
  std::vector<std::string> ids_;
};

}  // namespace proclens
