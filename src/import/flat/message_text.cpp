#include "import/flat/message_text.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "import/flat/field_name.hpp"
#include "import/flat/words.hpp"

namespace proclens {
namespace {

/// In the order in which Sysmon writes them. A command line may span lines and contain what looks like another field:
/// only names that come later can end it.
constexpr std::array<std::string_view, 54> kSysmonFields = {
    "RuleName",
    "EventType",
    "UtcTime",
    "ProcessGuid",
    "ProcessId",
    "QueryName",
    "QueryStatus",
    "QueryResults",
    "User",
    "Image",
    "ImageLoaded",
    "TargetFilename",
    "CreationUtcTime",
    "PreviousCreationUtcTime",
    "TargetObject",
    "Details",
    "NewName",
    "FileVersion",
    "Description",
    "Product",
    "Company",
    "OriginalFileName",
    "CommandLine",
    "CurrentDirectory",
    "User",
    "LogonGuid",
    "LogonId",
    "TerminalSessionId",
    "IntegrityLevel",
    "Hashes",
    "Signed",
    "Signature",
    "SignatureStatus",
    "ParentProcessGuid",
    "ParentProcessId",
    "ParentImage",
    "ParentCommandLine",
    "ParentUser",
    "IsExecutable",
    "Archived",
    "User",
    "Protocol",
    "Initiated",
    "SourceIsIpv6",
    "SourceIp",
    "SourceHostname",
    "SourcePort",
    "SourcePortName",
    "DestinationIsIpv6",
    "DestinationIp",
    "DestinationHostname",
    "DestinationPort",
    "DestinationPortName",
    "",
};

/// A line of a message of the Security log, below a heading, and the field that it states.
struct SecurityLine {
  std::string_view heading;
  std::string_view label;
  std::string_view field;
};
constexpr std::array<SecurityLine, 17> kSecurityLines = {{
    {"Subject", "Account Name", "SubjectUserName"},
    {"Subject", "Account Domain", "SubjectDomainName"},
    {"Subject", "Logon ID", "SubjectLogonId"},
    {"Creator Subject", "Account Name", "SubjectUserName"},
    {"Creator Subject", "Account Domain", "SubjectDomainName"},
    {"Creator Subject", "Logon ID", "SubjectLogonId"},
    {"Target Subject", "Account Name", "TargetUserName"},
    {"Target Subject", "Account Domain", "TargetDomainName"},
    {"Target Subject", "Logon ID", "TargetLogonId"},
    {"Process Information", "New Process ID", "NewProcessId"},
    {"Process Information", "New Process Name", "NewProcessName"},
    {"Process Information", "Creator Process ID", "ProcessId"},
    {"Process Information", "Creator Process Name", "ParentProcessName"},
    {"Process Information", "Process Command Line", "CommandLine"},
    {"Process Information", "Process ID", "ProcessId"},
    {"Process Information", "Process Name", "ProcessName"},
    {"Process Information", "Exit Status", "Status"},
}};

/// Takes the first line off a text.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

void add_field(FlatRecord& record, std::string_view name, std::string_view value) {
  record.add("eventdata." + folded_name(name), without_blanks(value));
}

bool add_sysmon_fields(std::string_view message, FlatRecord& record) {
  std::string_view name;
  std::string value;
  std::size_t next = 0;  // of the names that may follow
  while (!message.empty()) {
    const std::string_view line = next_line(message);
    const std::size_t colon = line.find(':');
    const std::string_view start = without_blanks(line.substr(0, colon));
    const auto* found = colon == std::string_view::npos
                            ? kSysmonFields.end()
                            : std::find(kSysmonFields.begin() + next, kSysmonFields.end() - 1, start);
    if (colon == std::string_view::npos || found == kSysmonFields.end() - 1) {
      value.append("\n").append(line);
      continue;
    }
    if (!name.empty()) add_field(record, name, value);
    name = start;
    value = line.substr(colon + 1);
    next = static_cast<std::size_t>(found - kSysmonFields.begin()) + 1;
  }
  if (!name.empty()) add_field(record, name, value);
  return static_cast<bool>(record.text("eventdata.processguid")) || static_cast<bool>(record.text("eventdata.image"));
}

bool add_security_fields(std::string_view message, FlatRecord& record) {
  std::string_view heading;
  bool any = false;
  while (!message.empty()) {
    const std::string_view line = without_blanks(next_line(message));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view label = line.substr(0, colon);
    const std::string_view value = without_blanks(line.substr(colon + 1));
    const auto is_this = [&](const SecurityLine& known) { return known.heading == heading && known.label == label; };
    if (const auto* known = std::find_if(kSecurityLines.begin(), kSecurityLines.end(), is_this);
        known != kSecurityLines.end()) {
      add_field(record, known->field, value);
      any = any || known->heading == "Process Information";
    } else if (value.empty()) {
      heading = label;
    }
  }
  return any;
}

}  // namespace

bool add_message_fields(std::string_view message, FlatRecord& record) {
  if (message.find("UtcTime:") != std::string_view::npos) return add_sysmon_fields(message, record);
  if (message.find("Process Information:") != std::string_view::npos) return add_security_fields(message, record);
  return false;
}

bool add_splunk_event(std::string_view text, FlatRecord& record) {
  if (text.find("LogName=") == std::string_view::npos || text.find("EventCode=") == std::string_view::npos)
    return false;
  const std::string_view first = without_blanks(text.substr(0, text.find('\n')));
  if (first.find('=') == std::string_view::npos) record.add("time", first);
  while (!text.empty()) {
    const std::string_view rest = text;
    const std::string_view line = next_line(text);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = without_blanks(line.substr(0, equals));
    if (name == "Message") {
      record.add("message", without_blanks(rest.substr(equals + 1)));
      break;
    }
    record.add(folded_name(name), without_blanks(line.substr(equals + 1)));
  }
  return true;
}

}  // namespace proclens
