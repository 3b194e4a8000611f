// Other inputs of the kinds in tests/import/cases: another order of keys, fields that nobody expects, forms mixed in
// one file.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "import/import_fixture.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

/// The objects of a case written as JSON lines; empty if it is written otherwise.
std::vector<Json> lines_of_case(const std::string& name) {
  std::ifstream stream(std::filesystem::path(PROCLENS_TESTS) / "import" / "cases" / name);
  std::vector<Json> lines;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    Json json = Json::parse(line, nullptr, false);
    if (!json.is_object()) return {};
    lines.push_back(std::move(json));
  }
  return lines;
}

Json reversed(const Json& json) {
  if (json.is_array()) {
    Json array = Json::array();
    for (const Json& element : json) array.push_back(reversed(element));
    return array;
  }
  if (!json.is_object()) return json;
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  Json object = Json::object();
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) object[*key] = reversed(json[*key]);
  return object;
}

/// With members in front and at the end that no source has.
Json extended(const Json& json) {
  Json object = {{"zz", {{"name", "x"}, {"list", {1, {{"a", "b"}}}}}}, {"tags", {"beats_input"}}};
  for (const auto& [key, value] : json.items()) object[key] = value;
  object["zzz"] = "{not json";
  object["ingest"] = {{"took", 1.5}, {"ok", true}, {"none", nullptr}};
  return object;
}

const std::vector<std::string>& line_cases() {
  static const std::vector<std::string> names = {"splunk_export_raw_xml.json",
                                                 "splunk_export_fields.json",
                                                 "evtxecmd.json",
                                                 "velociraptor_parse_evtx.json",
                                                 "wazuh_archives.json",
                                                 "wazuh_index_source.json",
                                                 "winlogbeat6_event_data_top.ndjson",
                                                 "winlogbeat_sysmon_module_7x.ndjson",
                                                 "elastic_windows_integration_sysmon.ndjson",
                                                 "elastic_fields_arrays.ndjson",
                                                 "graylog_winlogbeat_flat.json",
                                                 "flat_utctime_comma.json",
                                                 "flat_utctime_us.json",
                                                 "flat_no_utctime_epoch_ms_ts.json",
                                                 "flat_computer_not_hostname.json",
                                                 "flat_eventid_lower_keys.json",
                                                 "flat_eventcode.json",
                                                 "evtx_eventdata_array_named.jsonl",
                                                 "evtx_eventdata_atName.jsonl",
                                                 "fluentbit_winevtlog_stringinserts.jsonl",
                                                 "otel_windowseventlog.jsonl",
                                                 "sentinel_Event_table_sysmon.json",
                                                 "sentinel_WindowsEvent_eventdata_string.json",
                                                 "sysmon_for_linux_channel.jsonl",
                                                 "fluentd_windows_eventlog2.jsonl",
                                                 "null_process_guid.jsonl"};
  return names;
}

class CaseVariants : public ImportTest {
 protected:
  /// "processes loads with_parent ends" of a file's import.
  [[nodiscard]] std::string result_of(const std::string& lines) const {
    import({write("variant.json", lines)});
    const auto file = [&](const char* name) { return sql_literal((scratch.path() / "data" / name).string()); };
    Database database;
    return database
        .text("WITH p AS (FROM read_parquet(" + file("process.parquet") +
              ")) SELECT concat_ws(' ', (SELECT count(*) FROM p), "
              "(SELECT coalesce(sum(num_load), 0)::BIGINT FROM read_parquet(" +
              file("process_image_load.parquet") +
              ")), (SELECT count(*) FROM p JOIN p q ON q.pid_hash = p.parent_pid_hash), (SELECT count(process_term) "
              "FROM p))")
        .value_or("");
  }
};

TEST_F(CaseVariants, KeysMayComeInAnyOrder) {
  for (const std::string& name : line_cases()) {
    std::string text;
    const std::vector<Json> lines = lines_of_case(name);
    ASSERT_EQ(lines.size(), 9U) << name;
    for (const Json& line : lines) text += reversed(line).dump() + "\n";
    EXPECT_EQ(result_of(text), "3 5 2 1") << name;
  }
}

TEST_F(CaseVariants, UnknownFieldsDoNotMatter) {
  for (const std::string& name : line_cases()) {
    std::string text;
    for (const Json& line : lines_of_case(name)) text += extended(line).dump() + "\n";
    EXPECT_EQ(result_of(text), "3 5 2 1") << name;
  }
}

TEST_F(CaseVariants, IndentedObjectsAreTheSame) {
  for (const std::string& name : line_cases()) {
    std::string text;
    for (const Json& line : lines_of_case(name)) text += line.dump(2) + "\n";
    EXPECT_EQ(result_of(text), "3 5 2 1") << name;
  }
}

TEST_F(CaseVariants, FormsMayBeMixedInOneFile) {
  const std::vector<std::string>& names = line_cases();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::vector<Json> these = lines_of_case(names[i]);
    const std::vector<Json> others = lines_of_case(names[(i + 7) % names.size()]);
    if (names[i].starts_with("null_") || names[(i + 7) % names.size()].starts_with("null_")) continue;
    std::string text;
    for (std::size_t line = 0; line < these.size(); ++line) {
      text += (line % 2 == 0 ? these : others)[line].dump() + "\n";
    }
    EXPECT_EQ(result_of(text), "3 5 2 1") << names[i] << " and " << names[(i + 7) % names.size()];
  }
}

TEST_F(CaseVariants, RecordsMayComeNewestFirst) {
  for (const std::string& name : line_cases()) {
    std::string text;
    for (const Json& line : lines_of_case(name)) text.insert(0, line.dump() + "\n");
    EXPECT_EQ(result_of(text), "3 5 2 1") << name;
  }
}

TEST_F(CaseVariants, AnswersMayWrapAnyForm) {
  for (const std::string& name : line_cases()) {
    Json records = Json::array();
    for (const Json& line : lines_of_case(name)) records.push_back(line);
    const Json hits = {{"took", 1}, {"hits", {{"total", {{"value", 9}}}, {"hits", records}}}, {"_shards", {{"ok", 1}}}};
    EXPECT_EQ(result_of(hits.dump()), "3 5 2 1") << name;
    EXPECT_EQ(result_of(Json{{"@odata.context", "x"}, {"value", records}}.dump(1)), "3 5 2 1") << name;
    EXPECT_EQ(result_of(Json{{"Results", records}}.dump() + "\n" + Json{{"Results", Json::array()}}.dump()), "3 5 2 1")
        << name;
  }
}

}  // namespace
}  // namespace proclens
