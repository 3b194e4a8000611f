// Connections, files and registry keys: each source's events give the same rows, whatever form they come in.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "import/import_fixture.hpp"
#include "import/import_text.hpp"

namespace proclens {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kGuid = "{0a0a0a0a-0000-0000-0000-000000000002}";
constexpr const char* kConnections =
    "protocol, coalesce(local_ip_addr, '-'), coalesce(local_port, -1), remote_ip_addr, coalesce(remote_port, -1), "
    "total_events";
constexpr const char* kFiles = "activity_type, filename, event_count";
constexpr const char* kRegistry =
    "activity_type, reg_path, coalesce(reg_value, '-'), coalesce(reg_data, '-'), event_count";

/// An event of Sysmon: its number and fields, without those that name the process.
struct SysmonEvent {
  int id;
  std::vector<std::pair<std::string, std::string>> fields;
};

/// In one process, in this order.
std::vector<SysmonEvent> sysmon_story() {
  const auto connection = [](const char* initiated, const char* from, const char* port, const char* to,
                             const char* to_port) {
    return SysmonEvent{3,
                       {{"User", "NT AUTHORITY\\SYSTEM"},
                        {"Protocol", "tcp"},
                        {"Initiated", initiated},
                        {"SourceIsIpv6", "false"},
                        {"SourceIp", from},
                        {"SourceHostname", "-"},
                        {"SourcePort", port},
                        {"DestinationIsIpv6", "false"},
                        {"DestinationIp", to},
                        {"DestinationHostname", "-"},
                        {"DestinationPort", to_port}}};
  };
  const std::string key = "HKLM\\Software\\Vendor\\Run";
  return {
      {1, {{"CommandLine", "\"C:\\Tools\\a.exe\" -x"}, {"User", "NT AUTHORITY\\SYSTEM"}}},
      connection("true", "10.0.0.5", "50001", "203.0.113.7", "443"),
      connection("true", "10.0.0.5", "50002", "203.0.113.7", "443"),
      connection("false", "10.0.0.9", "50003", "10.0.0.5", "445"),
      {22, {{"QueryName", "Evil.Example"}, {"QueryStatus", "0"}, {"QueryResults", "203.0.113.7;"}}},
      {11, {{"TargetFilename", "C:\\Temp\\Drop.exe"}, {"CreationUtcTime", "2024-05-01 08:00:00.000"}}},
      {2, {{"TargetFilename", "C:\\Temp\\Drop.exe"}, {"CreationUtcTime", "2020-05-01 08:00:00.000"}}},
      {23, {{"TargetFilename", "C:\\Temp\\Drop.exe"}, {"Hashes", "MD5=00"}, {"IsExecutable", "true"}}},
      {26, {{"TargetFilename", "C:\\Temp\\Drop.exe"}, {"Hashes", "MD5=00"}, {"IsExecutable", "true"}}},
      {12, {{"EventType", "CreateKey"}, {"TargetObject", key}}},
      {13, {{"EventType", "SetValue"}, {"TargetObject", key + "\\Updater"}, {"Details", "C:\\Temp\\Drop.exe"}}},
      {13, {{"EventType", "SetValue"}, {"TargetObject", key + "\\C:\\a\\b.dll"}, {"Details", "DWORD (0x00000001)"}}},
      {14, {{"EventType", "RenameKey"}, {"TargetObject", key}, {"NewName", key + "2"}}},
      {12, {{"EventType", "DeleteValue"}, {"TargetObject", key + "\\Updater"}}},
      {12, {{"EventType", "DeleteKey"}, {"TargetObject", key}}},
  };
}
constexpr const char* kStoryConnections =
    "dns|-|-1|evil.example|-1|1\ntcp|10.0.0.5|-1|203.0.113.7|443|2\ntcp|10.0.0.5|445|10.0.0.9|-1|1";
constexpr const char* kStoryFiles =
    "CREATE|c:\\temp\\drop.exe|1\nDELETE|c:\\temp\\drop.exe|2\nSETINFO|c:\\temp\\drop.exe|1";
constexpr const char* kStoryRegistry =
    "CREATEKEY|hklm\\software\\vendor\\run|-|-|1\n"
    "DELETEKEY|hklm\\software\\vendor\\run|-|-|1\n"
    "DELETEVALUE|hklm\\software\\vendor\\run|updater|-|1\n"
    "RENAME|hklm\\software\\vendor\\run|-|HKLM\\Software\\Vendor\\Run2|1\n"
    "WRITE|hklm\\software\\vendor\\run|c:\\a\\b.dll|DWORD (0x00000001)|1\n"
    "WRITE|hklm\\software\\vendor\\run|updater|C:\\Temp\\Drop.exe|1";

std::string time_of(std::size_t second) { return "2024-05-01 08:00:" + std::to_string(10 + second); }

/// All fields of the event's data, in the order in which Sysmon writes them.
std::vector<std::pair<std::string, std::string>> data_of(const SysmonEvent& event, std::size_t second) {
  std::vector<std::pair<std::string, std::string>> data;
  const auto is_first = [](const auto& field) { return field.first == "EventType"; };
  for (const auto& field : event.fields) {
    if (is_first(field)) data.push_back(field);
  }
  data.insert(data.end(), {{"UtcTime", time_of(second)}, {"ProcessGuid", kGuid}, {"ProcessId", "700"}});
  const bool is_query = event.id == 22;  // of which Sysmon writes the image last
  if (!is_query) data.emplace_back("Image", "C:\\Tools\\a.exe");
  for (const auto& field : event.fields) {
    if (!is_first(field)) data.push_back(field);
  }
  if (is_query) data.emplace_back("Image", "C:\\Tools\\a.exe");
  return data;
}

Json data_json(const SysmonEvent& event, std::size_t second) {
  Json json;
  for (const auto& [name, value] : data_of(event, second)) json[name] = value;
  return json;
}

constexpr const char* kChannel = "Microsoft-Windows-Sysmon/Operational";

std::string sysmon_nxlog(const SysmonEvent& event, std::size_t second) {
  Json json = data_json(event, second);
  json["EventID"] = event.id;
  json["Channel"] = kChannel;
  json["Hostname"] = "ws1";
  return json.dump();
}

std::string sysmon_winlogbeat(const SysmonEvent& event, std::size_t second) {
  return Json{{"winlog",
               {{"channel", kChannel},
                {"event_id", std::to_string(event.id)},
                {"computer_name", "ws1"},
                {"event_data", data_json(event, second)}}}}
      .dump();
}

std::string sysmon_evtx_dump(const SysmonEvent& event, std::size_t second) {
  return Json{{"Event",
               {{"System", {{"EventID", event.id}, {"Channel", kChannel}, {"Computer", "ws1"}}},
                {"EventData", data_json(event, second)}}}}
      .dump();
}

std::string sysmon_xml(const SysmonEvent& event, std::size_t second) {
  std::string xml =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-"
      "Sysmon'/><EventID>" +
      std::to_string(event.id) + "</EventID><Channel>" + kChannel +
      "</Channel><Computer>ws1</Computer></System><EventData>";
  for (const auto& [name, value] : data_of(event, second)) xml += "<Data Name='" + name + "'>" + value + "</Data>";
  return xml + "</EventData></Event>";
}

/// As PowerShell's ConvertTo-Json writes an event: the fields are only in the message.
std::string sysmon_message(const SysmonEvent& event, std::size_t second) {
  std::string message = "Something happened:\r\nRuleName: -";
  for (const auto& [name, value] : data_of(event, second)) message.append("\r\n").append(name + ": " + value);
  return Json{{"Id", event.id}, {"LogName", kChannel}, {"MachineName", "ws1"}, {"Message", message}}.dump();
}

class Activities : public ImportTest {
 protected:
  [[nodiscard]] std::string connections(const std::string& name) const {
    return table(kConnections, "process_net_conn", name, "ORDER BY ALL");
  }
  [[nodiscard]] std::string files(const std::string& name) const {
    return table(kFiles, "process_file", name, "ORDER BY ALL");
  }
  [[nodiscard]] std::string registry(const std::string& name) const {
    return table(kRegistry, "process_registry", name, "ORDER BY ALL");
  }
  [[nodiscard]] static std::string lines(std::string (*form)(const SysmonEvent&, std::size_t)) {
    std::string text;
    for (std::size_t i = 0; const SysmonEvent& event : sysmon_story()) text += form(event, i++) + "\n";
    return text;
  }
};

TEST_F(Activities, OfSysmonAreTheSameInEveryForm) {
  using Form = std::string (*)(const SysmonEvent&, std::size_t);
  const std::vector<std::pair<std::string, Form>> forms = {{"nxlog", sysmon_nxlog},
                                                           {"winlogbeat", sysmon_winlogbeat},
                                                           {"evtx_dump", sysmon_evtx_dump},
                                                           {"xml", sysmon_xml},
                                                           {"message", sysmon_message}};
  for (const auto& [name, form] : forms) {
    const ImportReport report = import({write(name, lines(form))}, name + "_data");
    EXPECT_EQ(connections(name + "_data"), kStoryConnections) << name;
    EXPECT_EQ(files(name + "_data"), kStoryFiles) << name;
    EXPECT_EQ(registry(name + "_data"), kStoryRegistry) << name;
    EXPECT_EQ(table("process_name, args", "process", name + "_data"), "a.exe|-x") << name;
    EXPECT_EQ(report.yield.of(EventKind::connection), 3U) << name;
    EXPECT_EQ(report.yield.of(EventKind::file), 3U) << name;
    EXPECT_EQ(report.yield.of(EventKind::registry), 6U) << name;
    EXPECT_EQ(report.files[0].yield.of(EventKind::registry), 6U) << name;
    EXPECT_EQ(report.files[0].nameless, 0U) << name;
    EXPECT_EQ(report.files[0].records.other_event, 0U) << name;
  }
}

TEST_F(Activities, SayWhenAndOfWhichProcess) {
  const ImportReport report = import({write("a.json", lines(sysmon_nxlog))});
  EXPECT_EQ(table("hostname, process_name, first_seen::VARCHAR, last_seen::VARCHAR", "process_net_conn", "data",
                  "WHERE remote_port = 443"),
            "ws1|a.exe|2024-05-01 08:00:11+00|2024-05-01 08:00:12+00");
  EXPECT_EQ(table("count(DISTINCT conn_id)", "process_net_conn"), "3");
  for (const char* name : {"process_net_conn", "process_file", "process_registry"}) {
    EXPECT_EQ(table("min(pid_hash), count(DISTINCT pid_hash)", name), table("pid_hash, 1", "process")) << name;
  }
  EXPECT_NE(import_text(report, 5).find("and 3 connections, 3 file activities, 6 registry activities"),
            std::string::npos);
  EXPECT_NE(import_note(report).find("0 image loads, 3 connections, 3 file activities, 6 registry activities"),
            std::string::npos);
  const Json json = Json::parse(import_json_text(report));
  EXPECT_EQ(json["dataset"]["connections"], 3);
  EXPECT_EQ(json["dataset"]["files"], 3);
  EXPECT_EQ(json["dataset"]["registry"], 6);
}

/// What Winlogbeat's module makes of Sysmon's events.
TEST_F(Activities, OfSysmonAsEcsAreTheSame) {
  const auto record = [](const char* code, const char* category, std::size_t second, const std::string& more) {
    return R"({"@timestamp":"2024-05-01T08:00:)" + std::to_string(10 + second) + R"(Z","event":{"code":")" + code +
           R"(","category":[")" + category +
           R"("]},"host":{"name":"ws1"},"winlog":{"channel":"Microsoft-Windows-Sysmon/Operational","event_id":")" +
           code + R"("},"process":{"entity_id":"{0a0a0a0a-0000-0000-0000-000000000002}","pid":700,"executable":)" +
           R"("C:\\Tools\\a.exe"},)" + more + "}\n";
  };
  const auto connection = [&](const char* direction, const char* from, int port, const char* to, int to_port) {
    return record("3", "network", 1,
                  R"("network":{"transport":"tcp","direction":")" + std::string(direction) + R"("},"source":{"ip":")" +
                      from + R"(","port":)" + std::to_string(port) + R"(},"destination":{"ip":")" + to +
                      R"(","port":)" + std::to_string(to_port) + "}");
  };
  const auto file = [&](const char* code) {
    return record(code, "file", 2, R"("file":{"path":"C:\\Temp\\Drop.exe","name":"Drop.exe"})");
  };
  std::string text = record("1", "process", 0, R"("user":{"name":"SYSTEM"})") +
                     connection("egress", "10.0.0.5", 50001, "203.0.113.7", 443) +
                     connection("outbound", "10.0.0.5", 50002, "203.0.113.7", 443) +
                     connection("ingress", "10.0.0.9", 50003, "10.0.0.5", 445) +
                     record("22", "network", 1, R"("dns":{"question":{"name":"Evil.Example"}})") + file("11") +
                     file("2") + file("23") + file("26");
  const std::string run = R"(HKLM\\Software\\Vendor\\Run)";
  const auto change = [&](const char* code, const std::string& type, const std::string& path, const std::string& value,
                          const std::string& data) {
    std::string written = record(code, "configuration", 3,
                                 R"("registry":{"path":")" + path + R"(","value":")" + value + "\"" + data + "}");
    // Fields that the module has no name for stay where they were.
    const std::string channel = R"("winlog":{)";
    return written.replace(written.find(channel), channel.size(), channel + R"("event_data":{)" + type + "},");
  };
  text += change("12", R"("EventType":"CreateKey")", run, "Run", "") +
          change("13", R"("EventType":"SetValue")", run + R"(\\Updater)", "Updater",
                 R"(,"data":{"strings":["C:\\Temp\\Drop.exe"],"type":"SZ"})") +
          change("13", R"("EventType":"SetValue")", run + R"(\\C:\\a\\b.dll)", R"(C:\\a\\b.dll)",
                 R"json(,"data":{"strings":["DWORD (0x00000001)"]})json") +
          change("14", R"("EventType":"RenameKey","NewName":"HKLM\\Software\\Vendor\\Run2")", run, "Run", "") +
          change("12", R"("EventType":"DeleteValue")", run + R"(\\Updater)", "Updater", "") +
          change("12", R"("EventType":"DeleteKey")", run, "Run", "");
  import({write("ecs.ndjson", text)});
  EXPECT_EQ(connections("data"), kStoryConnections);
  EXPECT_EQ(files("data"), kStoryFiles);
  EXPECT_EQ(registry("data"), kStoryRegistry);
}

TEST_F(Activities, OfElasticDefend) {
  const auto record = [](const char* category, const char* action, const std::string& more) {
    return R"({"@timestamp":"2024-05-01T08:00:10Z","event":{"action":")" + std::string(action) + R"(","category":[")" +
           category +
           R"("]},"host":{"name":"ws1"},"process":{"entity_id":"abc","pid":700,"executable":"C:\\Tools\\a.exe"},)" +
           more + "}\n";
  };
  const std::string outgoing =
      R"("network":{"transport":"tcp","direction":"egress"},"source":{"ip":"10.0.0.5","port":50001},)"
      R"("destination":{"ip":"203.0.113.7","port":443})";
  const std::string path = R"("file":{"path":"C:\\Temp\\Drop.exe"})";
  const auto key = [](const std::string& value) {
    return R"("registry":{"hive":"HKEY_LOCAL_MACHINE","key":"Software\\Run",)"
           R"("path":"HKEY_LOCAL_MACHINE\\Software\\Run)" +
           (value.empty() ? "\"" : R"(\\)" + value + R"(","value":")" + value + "\"") +
           R"(,"data":{"type":"REG_SZ","strings":["x"]}})";
  };
  const ImportReport report = import(
      {write("defend.ndjson",
             record("network", "connection_attempted", outgoing) + record("network", "disconnect_received", outgoing) +
                 record("network", "lookup_requested", R"("dns":{"question":{"name":"evil.example"}})") +
                 record("network", "lookup_result", R"("dns":{"question":{"name":"evil.example"}})") +
                 record("file", "creation", path) + record("file", "modification", path) +
                 record("file", "overwrite", path) + record("file", "rename", path) + record("file", "deletion", path) +
                 record("registry", "modification", key("Updater")) + record("registry", "query", key("Updater")) +
                 record("registry", "deletion", key("Updater")) + record("registry", "deletion", key("")) +
                 record("process", "creation", path))});
  EXPECT_EQ(connections("data"), "dns|-|-1|evil.example|-1|1\ntcp|10.0.0.5|-1|203.0.113.7|443|1");
  EXPECT_EQ(files("data"),
            "CREATE|c:\\temp\\drop.exe|1\nDELETE|c:\\temp\\drop.exe|1\nRENAME|c:\\temp\\drop.exe|1\n"
            "WRITE|c:\\temp\\drop.exe|2");
  EXPECT_EQ(registry("data"),
            "DELETEKEY|hklm\\software\\run|-|-|1\nDELETEVALUE|hklm\\software\\run|updater|-|1\n"
            "READ|hklm\\software\\run|updater|-|1\nWRITE|hklm\\software\\run|updater|x|1");
  EXPECT_EQ(report.files[0].records.other_event, 3U) << "an action belongs to its category";
}

TEST_F(Activities, OfDefender) {
  const auto record = [](const char* action, const std::string& more) {
    return R"({"Timestamp":"2024-05-01T08:00:10Z","DeviceName":"ws1","ActionType":")" + std::string(action) +
           R"(","InitiatingProcessUniqueId":"77","InitiatingProcessId":700,"InitiatingProcessFolderPath":)"
           R"("c:\\tools\\a.exe","InitiatingProcessFileName":"a.exe",)" +
           more + "}\n";
  };
  const std::string file = R"("FolderPath":"C:\\Temp","FileName":"Drop.exe")";
  const std::string key = R"("RegistryKey":"HKEY_LOCAL_MACHINE\\SOFTWARE\\Run")";
  import({write(
      "defender.json",
      record("ConnectionSuccess",
             R"("Protocol":"TcpV4","LocalIP":"10.0.0.5","LocalPort":50001,"RemoteIP":"203.0.113.7","RemotePort":443)") +
          record("ConnectionFailed",
                 R"("Protocol":"Tcp","LocalIP":"10.0.0.5","LocalPort":50002,"RemoteIP":"","RemoteUrl":"Evil.Example",)"
                 R"("RemotePort":80)") +
          record("InboundConnectionAccepted",
                 R"("Protocol":"Tcp","LocalIP":"10.0.0.5","LocalPort":445,"RemoteIP":"10.0.0.9","RemotePort":50003)") +
          record("ListeningConnectionCreated", R"("Protocol":"Tcp","LocalIP":"0.0.0.0","LocalPort":445)") +
          record("FileCreated", file) + record("FileModified", file) + record("FileRenamed", file) +
          record("FileDeleted", file) + record("RegistryKeyCreated", key) +
          record("RegistryValueSet", key + R"(,"RegistryValueName":"Updater","RegistryValueData":"C:\\x.exe")") +
          record("RegistryValueDeleted", key + R"(,"RegistryValueName":"Updater")") +
          record("RegistryKeyDeleted", R"("PreviousRegistryKey":"HKEY_USERS\\S-1-5-18\\Run")"))});
  EXPECT_EQ(connections("data"),
            "tcp|10.0.0.5|-1|203.0.113.7|443|1\ntcp|10.0.0.5|-1|evil.example|80|1\ntcp|10.0.0.5|445|10.0.0.9|-1|1");
  EXPECT_EQ(files("data"),
            "CREATE|c:\\temp\\drop.exe|1\nDELETE|c:\\temp\\drop.exe|1\nRENAME|c:\\temp\\drop.exe|1\n"
            "WRITE|c:\\temp\\drop.exe|1");
  EXPECT_EQ(registry("data"),
            "CREATEKEY|hklm\\software\\run|-|-|1\nDELETEKEY|hku\\s-1-5-18\\run|-|-|1\n"
            "DELETEVALUE|hklm\\software\\run|updater|-|1\nWRITE|hklm\\software\\run|updater|C:\\x.exe|1");
  EXPECT_EQ(table("process_name, os_pid", "process"), "a.exe|700");
}

TEST_F(Activities, OfOpTc) {
  const auto record = [](const char* object, const char* action, const std::string& properties) {
    return R"({"object":")" + std::string(object) + R"(","action":")" + action +
           R"(","actorID":"0a0a0a0a-0000-0000-0000-000000000002","objectID":"f","hostname":"ws1","pid":700,)"
           R"("timestamp":"2024-05-01T08:00:10Z","properties":{"image_path":"c:\\tools\\a.exe",)" +
           properties + "}}\n";
  };
  const auto flow = [&](const char* direction, const char* from, int port, const char* to, int to_port) {
    return record("FLOW", "MESSAGE",
                  R"("l4protocol":"6","direction":")" + std::string(direction) + R"(","src_ip":")" + from +
                      R"(","src_port":")" + std::to_string(port) + R"(","dest_ip":")" + to + R"(","dest_port":")" +
                      std::to_string(to_port) + "\"");
  };
  const ImportReport report = import({write(
      "ecar.json",
      flow("outbound", "10.0.0.5", 50001, "203.0.113.7", 443) + flow("inbound", "203.0.113.7", 443, "10.0.0.5", 50001) +
          flow("inbound", "10.0.0.9", 50003, "10.0.0.5", 445) + flow("outbound", "10.0.0.5", 445, "10.0.0.9", 50003) +
          record("FILE", "CREATE", R"("file_path":"C:\\Temp\\Drop.exe")") +
          record("FILE", "MODIFY", R"("file_path":"C:\\Temp\\Drop.exe")") +
          record("FILE", "READ", R"("file_path":"C:\\Temp\\Drop.exe")") +
          record("REGISTRY", "EDIT", R"("key":"\\REGISTRY\\MACHINE\\Run","value":"V","data":"d")") +
          record("REGISTRY", "ADD", R"("key":"\\REGISTRY\\USER\\S-1\\Run")") +
          record("REGISTRY", "REMOVE", R"("key":"\\REGISTRY\\MACHINE\\Run","value":"V")") +
          record("PROCESS", "READ", R"("x":1)"))});
  EXPECT_EQ(connections("data"), "tcp|10.0.0.5|-1|203.0.113.7|443|2\ntcp|10.0.0.5|445|10.0.0.9|-1|2");
  EXPECT_EQ(files("data"), "CREATE|c:\\temp\\drop.exe|1\nREAD|c:\\temp\\drop.exe|1\nWRITE|c:\\temp\\drop.exe|1");
  EXPECT_EQ(registry("data"), "CREATEKEY|hku\\s-1\\run|-|-|1\nDELETEVALUE|hklm\\run|v|-|1\nWRITE|hklm\\run|v|d|1");
  EXPECT_EQ(table("process_name, os_pid, coalesce(process_started::VARCHAR, '-')", "process"), "a.exe|700|-");
  EXPECT_EQ(report.files[0].records.other_event, 1U);
}

TEST_F(Activities, OfEarlierImportsAreAddedTo) {
  const std::vector<SysmonEvent> story = sysmon_story();
  // Without any, no table is written.
  import({write("start.json", sysmon_nxlog(story[0], 0))}, "start");
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "start" / "process_net_conn.parquet"));
  import({write("more.json", lines(sysmon_nxlog))}, "both", "start");
  EXPECT_EQ(connections("both"), kStoryConnections);
  // A later connection to the same address, and the same events exported again.
  import({write("later.json", sysmon_nxlog(story[1], 40))}, "later", "both");
  EXPECT_EQ(connections("later"),
            "dns|-|-1|evil.example|-1|1\ntcp|10.0.0.5|-1|203.0.113.7|443|3\ntcp|10.0.0.5|445|10.0.0.9|-1|1");
  EXPECT_EQ(files("later"), kStoryFiles) << "a table to which nothing is added stays";
  import({write("again.json", lines(sysmon_winlogbeat))}, "again", "later");
  EXPECT_EQ(connections("again"), connections("later"));
  EXPECT_EQ(files("again"), kStoryFiles);
  EXPECT_EQ(registry("again"), kStoryRegistry);
}

TEST_F(Activities, OfUnknownProcessesAreCounted) {
  SysmonEvent query{22, {{"QueryName", "a.example"}}};
  const auto without_guid = [&](const std::string& text) {
    std::string changed = text;
    return changed.replace(changed.find(kGuid), std::string(kGuid).size(), "{00000000-0000-0000-0000-000000000000}");
  };
  const std::string start = sysmon_nxlog(sysmon_story()[0], 1);
  std::string elsewhere = without_guid(sysmon_nxlog(query, 3));
  elsewhere.replace(elsewhere.find("ws1"), 3, "ws2");
  const ImportReport report =
      import({write("a.json", elsewhere + "\n" + without_guid(sysmon_nxlog(query, 5)) + "\n" + start + "\n" +
                                  sysmon_nxlog({11, {{"TargetFilename", "-"}}}, 6) + "\n")});
  EXPECT_EQ(connections("data"), "dns|-|-1|a.example|-1|1") << "of the process that has this PID and image then";
  EXPECT_EQ(report.files[0].nameless, 2U);
  EXPECT_EQ(report.files[0].nameless_by_reason.no_id, 1U);
  EXPECT_FALSE(std::filesystem::exists(scratch.path() / "data" / "process_file.parquet"));
}

TEST_F(Activities, ThatHoldSeparatorsStayApart) {
  const std::string odd =
      "a\x1f"
      "b";
  import({write("a.json", sysmon_nxlog({11,
                                        {
                                          { "TargetFilename",
                                            "C:\\" + odd }
                                        }},
                                       0) +
                              "\n" +
                              sysmon_nxlog({22,
                                            {
                                              { "QueryName",
                                                odd }
                                            }},
                                           1) +
                              "\n" +
                              sysmon_nxlog({13,
                                            { {"TargetObject", "HKLM\\" + odd + "\\v"},
                                              { "Details",
                                                odd } }},
                                           2))});
  EXPECT_EQ(files("data"), "CREATE|c:\\" + odd + "|1");
  EXPECT_EQ(connections("data"), "dns|-|-1|a\uFFFDb|-1|1");
  EXPECT_EQ(registry("data"), "WRITE|hklm\\a\uFFFDb|v|" + odd + "|1");
}

}  // namespace
}  // namespace proclens
