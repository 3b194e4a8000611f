// One short story told in every form that an import understands.
#pragma once

#include <string>
#include <vector>

namespace proclens {

/// What a sensor saw, independent of the form.
struct SeenEvent {
  enum class Kind { start, end, load } kind;
  std::string guid;  ///< of the process, without braces, lower case
  int pid;
  std::string time;  ///< "2024-05-01 08:00:00.123"
  std::string image;
  std::string other;   ///< start: command line; load: the image that was loaded
  std::string parent;  ///< start only: guid
  int parent_pid;
  std::string user;  ///< DOMAIN\name
};

/// services.exe starts svchost.exe, which loads two images, one of them twice, and ends; of a third process only a load
/// is seen.
inline std::vector<SeenEvent> short_story() {
  using Kind = SeenEvent::Kind;
  const std::string services = "0a0a0a0a-0000-0000-0000-000000000001";
  const std::string host = "0a0a0a0a-0000-0000-0000-000000000002";
  const std::string unknown = "0a0a0a0a-0000-0000-0000-000000000003";
  const std::string folder = "C:\\Windows\\System32\\";
  return {
      {Kind::start, services, 600, "2024-05-01 08:00:00.001", folder + "services.exe", folder + "services.exe",
       "0a0a0a0a-0000-0000-0000-0000000000ff", 500, "NT AUTHORITY\\SYSTEM"},
      {Kind::start, host, 700, "2024-05-01 08:00:01.002", folder + "svchost.exe",
       "\"" + folder + "svchost.exe\" -k netsvcs  -p", services, 600, "NT AUTHORITY\\NETWORK SERVICE"},
      {Kind::load, host, 700, "2024-05-01 08:00:01.500", folder + "svchost.exe", folder + "NTDLL.dll", "", 0, ""},
      {Kind::load, host, 700, "2024-05-01 08:00:02.500", folder + "svchost.exe", folder + "kernel32.dll", "", 0, ""},
      {Kind::load, host, 700, "2024-05-01 08:00:03.500", folder + "svchost.exe", folder + "ntdll.dll", "", 0, ""},
      {Kind::load, unknown, 800, "2024-05-01 08:00:04.000", "C:\\Tools\\odd.exe", folder + "ntdll.dll", "", 0, ""},
      {Kind::end, host, 700, "2024-05-01 08:00:09.000", folder + "svchost.exe", "", "", 0, ""},
  };
}

inline std::string json_text(const std::string& text) {
  std::string escaped = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped + "\"";
}

inline std::string iso(const SeenEvent& event) { return event.time.substr(0, 10) + "T" + event.time.substr(11) + "Z"; }

inline int sysmon_id(const SeenEvent& event) {
  return event.kind == SeenEvent::Kind::start ? 1 : event.kind == SeenEvent::Kind::end ? 5 : 7;
}

/// The number of the event in its log.
inline std::string record_number(const SeenEvent& event) { return std::to_string(100 * event.pid + sysmon_id(event)); }

/// The fields of Sysmon's event, `"Image":…` and so on, without braces around.
inline std::string sysmon_fields(const SeenEvent& event, const std::string& guid_format = "{%}") {
  const auto guid = [&](const std::string& text) {
    std::string written = guid_format;
    return json_text(written.replace(written.find('%'), 1, text));
  };
  std::string fields = "\"UtcTime\":" + json_text(event.time) + ",\"ProcessGuid\":" + guid(event.guid) +
                       ",\"ProcessId\":\"" + std::to_string(event.pid) + "\",\"Image\":" + json_text(event.image);
  if (event.kind == SeenEvent::Kind::start) {
    fields += ",\"CommandLine\":" + json_text(event.other) + ",\"ParentProcessGuid\":" + guid(event.parent) +
              ",\"ParentProcessId\":" + std::to_string(event.parent_pid) + ",\"User\":" + json_text(event.user) +
              ",\"Hashes\":\"SHA1=00,MD5=0123456789ABCDEF0123456789ABCDEF,SHA256=11\"";
  } else if (event.kind == SeenEvent::Kind::load) {
    fields += ",\"ImageLoaded\":" + json_text(event.other) + ",\"Hashes\":\"MD5=FEDCBA98765432100123456789ABCDEF\"";
  }
  return fields;
}

inline std::string nxlog(const SeenEvent& event) {
  return "{\"EventID\":" + std::to_string(sysmon_id(event)) + ",\"RecordNumber\":" + record_number(event) +
         ",\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"WS1.corp.example\"," +
         sysmon_fields(event) + ",\"Message\":\"x\"}";
}

inline std::string winlogbeat(const SeenEvent& event) {
  return "{\"@timestamp\":\"2024-06-01T00:00:00Z\",\"winlog\":{\"channel\":\"Microsoft-Windows-Sysmon/Operational\","
         "\"event_id\":\"" +
         std::to_string(sysmon_id(event)) + "\",\"record_id\":" + record_number(event) +
         ",\"computer_name\":\"WS1.corp.example\",\"event_data\":{" + sysmon_fields(event) + "}}}";
}

/// evtx_dump and Chainsaw: GUIDs in capitals and without braces; the event's number may be an object.
inline std::string evtx_dump(const SeenEvent& event) {
  std::string fields = sysmon_fields(event, "%");
  const std::string id = std::to_string(sysmon_id(event));
  return "{\"Event\":{\"System\":{\"EventRecordID\":" + record_number(event) +
         ",\"EventID\":" + (event.pid == 700 ? "{\"#text\":" + id + "}" : id) +
         ",\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Computer\":\"WS1.corp.example\",\"TimeCreated\":"
         "{\"#attributes\":{\"SystemTime\":\"" +
         iso(event) + "\"}}},\"EventData\":{" + fields + "}}}";
}

/// Elastic Defend. It has entity ids of its own; here they are the GUIDs, so that the results can be compared.
inline std::string elastic(const SeenEvent& event) {
  const bool is_load = event.kind == SeenEvent::Kind::load;
  const std::string action = is_load ? "load" : event.kind == SeenEvent::Kind::start ? "start" : "end";
  std::string text = "{\"@timestamp\":\"" + iso(event) + "\",\"event\":{\"category\":[\"" +
                     (is_load ? "library" : "process") + "\"],\"action\":\"" + action +
                     "\"},\"host\":{\"name\":\"WS1.corp.example\"},\"process\":{\"entity_id\":\"{" + event.guid +
                     "}\",\"pid\":" + std::to_string(event.pid) + ",\"executable\":" + json_text(event.image);
  if (event.kind == SeenEvent::Kind::start) {
    text += ",\"command_line\":" + json_text(event.other) + ",\"parent\":{\"entity_id\":\"{" + event.parent +
            "}\",\"pid\":" + std::to_string(event.parent_pid) +
            "},\"hash\":{\"md5\":\"0123456789abcdef0123456789abcdef\"}";
  }
  text += "}";
  if (is_load)
    text +=
        ",\"dll\":{\"path\":" + json_text(event.other) + ",\"hash\":{\"md5\":\"fedcba98765432100123456789abcdef\"}}";
  if (!event.user.empty()) {
    const std::size_t slash = event.user.find('\\');
    text += ",\"user\":{\"domain\":" + json_text(event.user.substr(0, slash)) +
            ",\"name\":" + json_text(event.user.substr(slash + 1)) + "}";
  }
  return text + "}";
}

/// eCAR of OpTC; a process's id is the object's, or the actor's.
inline std::string optc(const SeenEvent& event) {
  const bool is_load = event.kind == SeenEvent::Kind::load;
  const std::string action = is_load ? "LOAD" : event.kind == SeenEvent::Kind::start ? "CREATE" : "TERMINATE";
  std::string text = std::string("{\"object\":\"") + (is_load ? "MODULE" : "PROCESS") + "\",\"action\":\"" + action +
                     "\",\"hostname\":\"WS1.corp.example\",\"timestamp\":\"" + iso(event) +
                     "\",\"pid\":" + std::to_string(event.pid) + ",\"ppid\":" + std::to_string(event.parent_pid);
  text += is_load ? ",\"actorID\":\"" + event.guid + "\",\"objectID\":\"module\""
                  : ",\"objectID\":\"" + event.guid + "\",\"actorID\":\"" + event.parent + "\"";
  text += ",\"properties\":{\"image_path\":" + json_text(event.image);
  if (event.kind == SeenEvent::Kind::start) {
    text += ",\"command_line\":" + json_text(event.other) + ",\"user\":" + json_text(event.user);
  }
  if (is_load) text += ",\"module_path\":" + json_text(event.other);
  return text + "}}";
}

template <class Form>
std::string lines_of(const std::vector<SeenEvent>& events, Form form) {
  std::string text;
  for (const SeenEvent& event : events) text += form(event) + "\n";
  return text;
}

}  // namespace proclens
