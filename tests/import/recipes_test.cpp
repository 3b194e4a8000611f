// Every recipe of docs/import.md, "How to export logs": a made-up export of exactly that recipe gives the tables that
// the same story gives as NXLog writes it, or the recipe is a case of tests/import/cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "import/evtx/evtx_writer.hpp"
#include "import/files/packed.hpp"
#include "import/import_fixture.hpp"
#include "import/source/source_forms.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The event's data as Sysmon names it, in Sysmon's order.
Fields sysmon_data(const SeenEvent& event) {
  Fields data = {{"UtcTime", event.time},
                 {"ProcessGuid", "{" + event.guid + "}"},
                 {"ProcessId", std::to_string(event.pid)},
                 {"Image", event.image}};
  if (event.kind == SeenEvent::Kind::start) {
    data.insert(data.end(), {{"CommandLine", event.other},
                             {"User", event.user},
                             {"Hashes", "SHA1=00,MD5=0123456789ABCDEF0123456789ABCDEF,SHA256=11"},
                             {"ParentProcessGuid", "{" + event.parent + "}"},
                             {"ParentProcessId", std::to_string(event.parent_pid)}});
  } else if (event.kind == SeenEvent::Kind::load) {
    data.insert(data.end(), {{"ImageLoaded", event.other}, {"Hashes", "MD5=FEDCBA98765432100123456789ABCDEF"}});
  }
  return data;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string xml_text(const std::string& text) {
  return replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), "\"", "&quot;");
}

std::string csv_cell(const std::string& text) { return "\"" + replaced(text, "\"", "\"\"") + "\""; }

/// As `wevtutil qe /f:xml` writes an event.
std::string event_xml(const SeenEvent& event) {
  const std::string id = std::to_string(sysmon_id(event));
  std::string data;
  for (const auto& [name, value] : sysmon_data(event))
    data += "<Data Name='" + name + "'>" + xml_text(value) + "</Data>";
  return "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
         "Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/><EventID>" +
         id + "</EventID><Version>5</Version><Level>4</Level><Task>" + id +
         "</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='" + iso(event) +
         "'/><EventRecordID>" + record_number(event) +
         "</EventRecordID><Correlation/><Execution ProcessID='2860' ThreadID='3508'/>"
         "<Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>WS1.corp.example</Computer>"
         "<Security UserID='S-1-5-18'/></System><EventData>" +
         data + "</EventData></Event>";
}

std::string evtx(const std::vector<SeenEvent>& story) {
  EvtxWriter writer;
  for (const SeenEvent& event : story) {
    std::vector<std::string> names;
    std::vector<EvtxTestValue> values;
    for (const auto& [name, value] : sysmon_data(event)) {
      names.push_back(name);
      values.push_back(evtx_text(value));
    }
    sysmon_like_event(writer, static_cast<std::uint16_t>(sysmon_id(event)), names, values, "WS1.corp.example");
  }
  return evtx_file({writer.finish()});
}

/// The recipe's script: event number, channel, host, record number, then the data's texts by name.
std::string powershell_script(const SeenEvent& event) {
  std::string line = "{\"EventID\":" + std::to_string(sysmon_id(event)) +
                     ",\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"WS1.corp.example\","
                     "\"RecordId\":" +
                     record_number(event);
  for (const auto& [name, value] : sysmon_data(event)) line += "," + json_text(name) + ":" + json_text(value);
  return line + "}";
}

/// Elasticdump wraps documents.
std::string dumped(const std::string& document) {
  return "{\"_index\":\"winlogbeat-7.17\",\"_type\":\"_doc\",\"_id\":\"x\",\"_score\":1,\"_source\":" + document + "}";
}

const std::string kSplunkSource = "XmlWinEventLog:Microsoft-Windows-Sysmon/Operational";

std::string splunk_csv(const std::vector<SeenEvent>& story) {
  std::string text = "\"_time\",host,source,\"_raw\"\n";
  for (const SeenEvent& event : story) {
    text += csv_cell(event.time.substr(0, 10) + "T" + event.time.substr(11) + "+0000") + ",WS1," + kSplunkSource + "," +
            csv_cell(event_xml(event)) + "\n";
  }
  return text;
}

std::string splunk_json(const SeenEvent& event) {
  return "{\"preview\":false,\"result\":{\"_time\":" + json_text(event.time + " UTC") +
         ",\"host\":\"WS1\",\"source\":" + json_text(kSplunkSource) + ",\"_raw\":" + json_text(event_xml(event)) + "}}";
}

std::string journal_line(const SeenEvent& event) {
  return replaced(replaced(event_xml(event), "Microsoft-Windows-Sysmon/Operational", "Linux-Sysmon/Operational"),
                  "Microsoft-Windows-Sysmon", "Linux-Sysmon");
}

/// What the two queries project; a process's unique id is its number in the story.
std::string defender_processes(const std::vector<SeenEvent>& story) {
  std::string text =
      "Timestamp,DeviceName,ActionType,FileName,FolderPath,MD5,ProcessUniqueId,ProcessId,ProcessCreationTime,"
      "ProcessCommandLine,AccountDomain,AccountName,InitiatingProcessUniqueId,InitiatingProcessId,"
      "InitiatingProcessCreationTime\n";
  for (const SeenEvent& event : story) {
    if (event.kind != SeenEvent::Kind::start) continue;
    const std::string name = event.image.substr(event.image.rfind('\\') + 1);
    const std::size_t slash = event.user.find('\\');
    for (const std::string& cell :
         {iso(event), std::string("WS1.corp.example"), std::string("ProcessCreated"), name, event.image,
          std::string("0123456789abcdef0123456789abcdef"), std::to_string(event.pid * 10), std::to_string(event.pid),
          iso(event), event.other, event.user.substr(0, slash), event.user.substr(slash + 1),
          std::to_string(event.parent_pid * 10), std::to_string(event.parent_pid)})
      text += csv_cell(cell) + ",";
    text += csv_cell(event.parent_pid == 600 ? "2024-05-01T08:00:00.001Z" : "2024-05-01T07:00:00Z") + "\n";
  }
  return text;
}

std::string defender_loads(const std::vector<SeenEvent>& story) {
  std::string text =
      "Timestamp,DeviceName,ActionType,FileName,FolderPath,MD5,InitiatingProcessUniqueId,InitiatingProcessId,"
      "InitiatingProcessCreationTime,InitiatingProcessFileName,InitiatingProcessFolderPath,"
      "InitiatingProcessAccountDomain,InitiatingProcessAccountName\n";
  for (const SeenEvent& event : story) {
    if (event.kind != SeenEvent::Kind::load) continue;
    const auto name = [](const std::string& path) { return path.substr(path.rfind('\\') + 1); };
    for (const std::string& cell :
         {iso(event), std::string("WS1.corp.example"), std::string("ImageLoaded"), name(event.other), event.other,
          std::string("fedcba98765432100123456789abcdef"), std::to_string(event.pid * 10), std::to_string(event.pid),
          std::string("2024-05-01T08:00:01.002Z"), name(event.image), event.image, std::string("nt authority")})
      text += csv_cell(cell) + ",";
    text += "\"network service\"\n";
  }
  return text;
}

/// Files by name.
using Export = std::map<std::string, std::string>;

struct Recipe {
  std::string heading;             ///< in docs/import.md
  std::vector<Export> exports;     ///< of the story
  std::vector<std::string> cases;  ///< of tests/import/cases
};

std::vector<Recipe> recipes() {
  const std::vector<SeenEvent> story = short_story();
  const auto lines = [&](auto form) { return lines_of(story, form); };
  return {
      {"Sysmon, EVTX.", {{{"sysmon.evtx", evtx(story)}}}, {}},
      {"Sysmon, JSON lines with PowerShell",
       {{{"sysmon.json", "\xEF\xBB\xBF" + replaced(lines(powershell_script), "\n", "\r\n")}}},
       {}},
      {"Security log.", {}, {"security_xml.xml", "security_chainsaw.json"}},
      {"XML.",
       {{{"sysmon.xml", lines(event_xml)}},
        {{"saved.xml", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<Events>" +
                           replaced(lines(event_xml), "\n", "") + "</Events>"}}},
       {"wevtutil_qe_xml.xml", "eventviewer_save_as_xml.xml"}},
      {"PowerShell, the event objects as they are.",
       {},
       {"powershell_getwinevent_convertto_json.json", "powershell_getwinevent_export.csv"}},
      {"evtx_dump, Chainsaw, EvtxECmd, Velociraptor.",
       {{{"sysmon.jsonl", lines(evtx_dump)}},
        {{"chainsaw.json", "[" + replaced(lines(evtx_dump), "}}}\n{", "}}},{") + "]"}}},
       {"evtxdump_xml_Record_lines.xml", "evtxecmd.csv", "evtxecmd.json", "velociraptor_parse_evtx.json"}},
      {"Winlogbeat, Elastic.",
       {{{"sysmon.json", lines([](const SeenEvent& event) { return dumped(winlogbeat(event)); })}},
        {{"defend.json", lines([](const SeenEvent& event) { return dumped(elastic(event)); })}}},
       {"elastic_search_response.json", "kibana_ecs_kibana_times.csv"}},
      {"Splunk.",
       {{{"splunk.csv", splunk_csv(story)}}, {{"splunk.json", lines(splunk_json)}}, {{"splunk.log", lines(event_xml)}}},
       {"splunk_export_fields.csv", "splunk_export_fields.json", "splunk_wineventlog_plain.log"}},
      {"Sentinel, Log Analytics.",
       {},
       {"sentinel_portal_UTC.csv", "sentinel_api_tables.json", "sentinel_SecurityEvent_UTC.csv",
        "sentinel_Event_table_sysmon.json"}},
      {"Wazuh.", {}, {"wazuh_archives.json", "wazuh_index_source.json"}},
      {"Graylog, Fluent Bit, fluentd, OpenTelemetry.",
       {},
       {"graylog_winlogbeat_flat.json", "fluentbit_winevtlog_stringinserts.jsonl", "fluentd_windows_eventlog2.jsonl",
        "otel_windowseventlog.jsonl"}},
      {"Sysmon for Linux.", {{{"journal.log", lines(journal_line)}}}, {"sysmon_for_linux_syslog.log"}},
      {"Defender.",
       {{{"processes.csv", defender_processes(story)}, {"loads.csv", defender_loads(story)}}},
       {"defender_api_Results.json", "defender_device_timeline.csv"}},
      {"OpTC.", {{{"ecar.json.gz", lines(optc)}}}, {}},
  };
}

/// The names in bold at the start of a paragraph of the section.
std::vector<std::string> documented_recipes() {
  std::ifstream file(fs::path(PROCLENS_TESTS) / ".." / "docs" / "import.md");
  std::vector<std::string> headings;
  bool is_in_section = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) is_in_section = line == "## How to export logs";
    if (is_in_section && line.starts_with("**")) headings.push_back(line.substr(2, line.find("**", 2) - 2));
  }
  return headings;
}

TEST(Recipes, EachThatIsDocumentedIsTested) {
  std::vector<std::string> tested;
  for (const Recipe& recipe : recipes()) {
    tested.push_back(recipe.heading);
    EXPECT_FALSE(recipe.exports.empty() && recipe.cases.empty()) << recipe.heading;
    for (const std::string& name : recipe.cases)
      EXPECT_TRUE(fs::exists(fs::path(PROCLENS_TESTS) / "import" / "cases" / name)) << name;
  }
  EXPECT_EQ(documented_recipes(), tested);
}

class RecipeExports : public ImportTest, public testing::WithParamInterface<std::size_t> {};

TEST_P(RecipeExports, GiveTheStory) {
  const Recipe recipe = recipes().at(GetParam());
  import({write("story.json", lines_of(short_story(), nxlog))}, "story");
  // What every source has: Defender has no ends, names processes in its own way, and says when the loader started.
  const char* processes =
      "os_pid, process_name, coalesce(args, '-'), filename, process_path, hostname, "
      "coalesce(CASE WHEN os_pid <> 800 THEN epoch_ms(process_started)::VARCHAR END, '-'), "
      "coalesce(parent_os_pid::VARCHAR, '-')";
  const char* loads = "filename, hostname, process_name, num_load, epoch_ms(first_seen), epoch_ms(last_seen)";
  const std::string in_order = "ORDER BY ALL";
  for (std::size_t i = 0; i < recipe.exports.size(); ++i) {
    const std::string folder = "export" + std::to_string(i);
    std::vector<fs::path> sources;
    for (const auto& [name, content] : recipe.exports[i]) {
      if (name.ends_with(".gz")) {
        fs::create_directories(scratch.path() / folder / "logs");
        write_packed(scratch.path() / folder / "logs" / name, Packing::gzip, {{"", content}});
        sources.push_back(scratch.path() / folder / "logs" / name);
      } else {
        sources.push_back(write(folder + "/logs/" + name, content));
      }
    }
    const ImportReport report = import(sources, folder);
    for (const auto& file : report.files) EXPECT_EQ(file.records.kept, file.records.all()) << sources.front();
    EXPECT_EQ(table(processes, "process", folder, in_order), table(processes, "process", "story", in_order))
        << sources.front();
    EXPECT_EQ(table(loads, "process_image_load", folder, in_order),
              table(loads, "process_image_load", "story", in_order))
        << sources.front();
    EXPECT_EQ(table("ptree", "process_path", folder, in_order), table("ptree", "process_path", "story", in_order))
        << sources.front();
  }
}

std::vector<std::size_t> with_exports() {
  std::vector<std::size_t> numbers;
  const std::vector<Recipe> all = recipes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].exports.empty()) numbers.push_back(i);
  }
  return numbers;
}

INSTANTIATE_TEST_SUITE_P(All, RecipeExports, testing::ValuesIn(with_exports()), [](const auto& test) {
  std::string name = recipes().at(test.param).heading;
  std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
  return name;
});

}  // namespace
}  // namespace proclens
