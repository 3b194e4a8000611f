// Events in XML as the first inputs of xml_fuzz.
#include <fstream>
#include <string>

int main(int, char** arguments) {
  const std::string folder = arguments[1];
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder + "/" + name, std::ios::binary) << std::string(2, '\0') + text;
  };
  const std::string event =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
      "Name='P'/><EventID>1</EventID>"
      "<TimeCreated SystemTime='2024-05-01T08:00:00Z'/><Channel>c</Channel></System><EventData><Data "
      "Name='Image'>c:\\a.exe"
      "</Data><Data Name='User'/></EventData></Event>";
  write("event", event);
  write("events", "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<Events>" + event + event + "</Events>");
  write("record", "Record 1\n<?xml version=\"1.0\"?>\n" + event + "\n");
  write("doctype", "<!DOCTYPE a [<!ENTITY e '&#1;'>]><Event>&e;&#1;&amp;<![CDATA[x]]></Event>");
}
