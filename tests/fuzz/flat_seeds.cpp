// Records in several forms as the first inputs of flat_fuzz.
#include <fstream>
#include <string>

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder + "/" + name, std::ios::binary) << text;
  };
  write("named",
        R"({"Event":{"System":{"EventID":1,"Channel":"log"},"EventData":{"Data":[{"@Name":"Image","#text":"i"}]}}})");
  write("wrapped", R"({"hits":{"hits":[{"_source":{"channel":"log","event_id":7,"host_name":"h","Image":"i"}}]}})");
  write("table", R"({"tables":[{"columns":[{"name":"channel"},{"name":"eventid"}],"rows":[["log",1]]}]})");
  write("otlp", R"({"body":{"kvlistValue":{"values":[{"key":"channel","value":{"stringValue":"log"}}]}}})");
  write("encoded", R"({"channel":"log","eventid":"1","EventData":"{\"Image\":\"<Event><EventData/></Event>\"}"})");
  write("sysmon",
        "Process Create:\r\nUtcTime: 2024-05-01 08:00:00\r\nProcessGuid: {A}\r\nImage: c:\\a.exe\r\nCommandLine: a\r\n "
        "b");
  write("security",
        "A new process.\n\nCreator Subject:\n\tAccount Name:\t\tann\n\nProcess Information:\n\tNew Process ID:\t0x1\n");
  write("splunk",
        "03/05/2024 08:00:01 AM\nLogName=log\nEventCode=1\nMessage=Process Create:\nUtcTime: x\nImage: c:\\a.exe");
}
