#include "atlas/page/page_hunt.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "proclens/error.hpp"
#include "table/sql.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void unreadable_hunt(const std::filesystem::path& file, const std::string& what) {
  throw Error(Fault::data, "cannot read " + printable(file.string()) + " as the results of a hunt: " + what,
              "Run 'proclens hunt' again, or move that folder away.");
}

/// A finding as the header has it.
Json header_finding(const Json& finding) {
  Json reasons = Json::array();
  for (const Json& reason : finding.at("reasons")) reasons.push_back(reason.at("text").get<std::string>());
  return {{"id", finding.at("id").get<std::string>()},
          {"novelty", finding.at("novelty").get<double>()},
          {"known", finding.at("known").get<bool>()},
          {"labelled", finding.at("labelled").get<bool>()},
          {"process_name", finding.at("process_name").get<std::string>()},
          {"processes", finding.at("processes").get<std::uint64_t>()},
          {"host_count", finding.at("host_count").get<std::uint64_t>()},
          {"reasons", reasons}};
}

Json read_header(const std::filesystem::path& file) try {
  std::ifstream in(file, std::ios::binary);
  const Json hunt = Json::parse(in);
  Json findings = Json::array();
  for (const Json& finding : hunt.at("findings")) findings.push_back(header_finding(finding));
  return {{"compared_with", hunt.at("compared_with").get<std::string>()},
          {"findings_in_all", hunt.at("findings_in_all").get<std::uint64_t>()},
          {"findings", findings}};
} catch (const Json::exception& error) {
  unreadable_hunt(file, error.what());
}

/// hunt_finding(id, number): the findings of the header, numbered from 1.
void add_findings(Database& database, const Json& header) {
  TableAppender rows = database.append_to("hunt_finding");
  std::int32_t number = 0;
  for (const Json& finding : header.at("findings")) {
    rows.text(finding.at("id").get<std::string>());
    rows.int32(++number);
    rows.end_row();
  }
  rows.close();
}

}  // namespace

std::string read_page_hunt(Database& database, const std::filesystem::path& folder, const std::string& processes) {
  database.run(sql("map/no_hunted"));
  if (folder.empty() || !std::filesystem::exists(folder / "hunt.json")) return {};
  Json header = read_header(folder / "hunt.json");
  add_findings(database, header);
  const std::filesystem::path file = folder / "processes.parquet";
  try {
    database.run("CREATE OR REPLACE VIEW page_process AS SELECT pid_hash FROM " + processes);
    database.run("CREATE OR REPLACE VIEW hunt_process AS FROM read_parquet(" + sql_literal(file.string()) +
                 ", hive_partitioning = false)");
    database.run(sql("map/hunted"));
  } catch (const Error& error) {
    if (error.fault() != Fault::data) throw;
    unreadable_hunt(file, error.what());
  }
  database.run("DROP VIEW hunt_process; DROP VIEW page_process");
  if (database.number("SELECT count(*) FROM hunted") == 0) return {};
  header["labelled_processes"] = database.number("SELECT count(labels) FROM hunted");
  return header.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace proclens
