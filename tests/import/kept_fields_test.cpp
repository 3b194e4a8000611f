// What hunters use besides paths and times is kept from every source that has it.
#include <gtest/gtest.h>

#include <string>

#include "import/import_fixture.hpp"

namespace proclens {
namespace {

const std::string kSha256(64, 'a');
const std::string kImphash(32, 'b');

class KeptFields : public ImportTest {
 protected:
  [[nodiscard]] std::string process(const std::string& folder = "data") const {
    std::string columns;
    for (const char* column :
         {"file_sha2", "imphash", "original_file_name", "company", "product", "file_version", "integrity_level",
          "logon_id", "current_directory", "parent_process_name", "parent_args"})
      columns += (columns.empty() ? "coalesce(" : ", coalesce(") + std::string(column) + ", 'NULL')";
    return table(columns, "process", folder, "ORDER BY os_pid");
  }
};

const std::string kSysmonStart =
    R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":1,"Hostname":"ws1","UtcTime":"2024-05-01 08:00:00",)"
    R"("ProcessGuid":"{A}","ProcessId":1,"Image":"c:\\a.exe","Hashes":"MD5=00,SHA256=)" +
    std::string(64, 'A') + ",IMPHASH=" + std::string(32, 'B') +
    R"(","OriginalFileName":"A.EXE","Company":"Corp","Product":"-","FileVersion":"1.2","IntegrityLevel":"High",)"
    R"("LogonId":"0x3E7","CurrentDirectory":"C:\\Users\\","ParentImage":"C:\\P.exe","ParentCommandLine":"P.exe -x  y"})";

TEST_F(KeptFields, OfASysmonStart) {
  import({write("a.json", kSysmonStart)});
  EXPECT_EQ(process(), kSha256 + "|" + kImphash + "|A.EXE|Corp|NULL|1.2|High|0x3e7|c:\\users\\|p.exe|-x  y");
}

TEST_F(KeptFields, SurviveAppending) {
  import({write("a.json", kSysmonStart)}, "first");
  import(
      {write("end.json", R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":5,"Hostname":"ws1",)"
                         R"("UtcTime":"2024-05-01 09:00:00","ProcessGuid":"{A}","ProcessId":1,"Image":"c:\\a.exe"})")},
      "both", "first");
  EXPECT_EQ(process("both"), process("first"));
}

TEST_F(KeptFields, OfASecurityStart) {
  import({write("a.json",
                R"({"Channel":"Security","EventID":4688,"Hostname":"ws1","@timestamp":"2024-05-01T08:00:00Z",)"
                R"("NewProcessId":"0x10","NewProcessName":"c:\\a.exe","ProcessId":"0x1","TargetLogonId":"0x0",)"
                R"("SubjectLogonId":"0x3E7","MandatoryLabel":"S-1-16-12288","ParentProcessName":"C:\\P.exe"})")});
  EXPECT_EQ(process(), "NULL|NULL|NULL|NULL|NULL|NULL|High|0x3e7|NULL|p.exe|NULL");
}

TEST_F(KeptFields, OfElasticDefend) {
  import({write(
      "a.json",
      R"({"@timestamp":"2024-05-01T08:00:00Z","event":{"category":["process"],"action":"start"},"host":{"name":)"
      R"("ws1"},"process":{"entity_id":"x","pid":1,"executable":"C:\\a.exe","hash":{"sha256":")" +
          std::string(64, 'A') + R"("},"pe":{"imphash":")" + kImphash +
          R"(","original_file_name":"A.EXE","company":"Corp","product":"P","file_version":"1"},)"
          R"("working_directory":"C:\\Users\\","Ext":{"authentication_id":"0x3e7","token":)"
          R"({"integrity_level_name":"high"}},"parent":{"executable":"C:\\P.exe","command_line":"P.exe -x"}}})")});
  EXPECT_EQ(process(), kSha256 + "|" + kImphash + "|A.EXE|Corp|P|1|high|0x3e7|c:\\users\\|p.exe|-x");
}

TEST_F(KeptFields, OfDefender) {
  import({write(
      "a.json",
      R"({"Timestamp":"2024-05-01T08:00:00Z","DeviceName":"ws1","ActionType":"ProcessCreated","FileName":"a.exe",)"
      R"("FolderPath":"C:\\a.exe","SHA256":")" +
          kSha256 +
          R"(","ProcessId":1,"ProcessCreationTime":"2024-05-01T08:00:00Z","ProcessIntegrityLevel":"Medium",)"
          R"("LogonId":"999","ProcessVersionInfoOriginalFileName":"A.EXE","ProcessVersionInfoCompanyName":"Corp",)"
          R"("ProcessVersionInfoProductName":"P","InitiatingProcessFileName":"P.exe",)"
          R"("InitiatingProcessCommandLine":"P.exe -x"})")});
  EXPECT_EQ(process(), kSha256 + "|NULL|A.EXE|Corp|P|NULL|Medium|999|NULL|p.exe|-x");
}

TEST_F(KeptFields, OfALoad) {
  import(
      {write("a.json",
             R"({"Channel":"Microsoft-Windows-Sysmon/Operational","EventID":7,"Hostname":"ws1","UtcTime":)"
             R"("2024-05-01 08:00:00","ProcessGuid":"{A}","ProcessId":1,"Image":"c:\\a.exe","ImageLoaded":"c:\\b.dll",)"
             R"("Hashes":"SHA256=)" +
                 std::string(64, 'A') + R"(","OriginalFileName":"B.DLL"})")});
  EXPECT_EQ(table("file_sha2, original_file_name, coalesce(signed::VARCHAR, 'NULL'), coalesce(signature, 'NULL')",
                  "process_image_load"),
            kSha256 + "|B.DLL|NULL|NULL");
}

}  // namespace
}  // namespace proclens
