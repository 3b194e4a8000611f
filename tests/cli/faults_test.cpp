// Every command, once for each file system call that can fail: nothing half-written, the earlier result unchanged, and
// exit code 3 with a message that names a file.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "storage/faulty_file_system.hpp"
#include "storage/folder_content.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int exit_code = -1;
  std::string errors;
};

/// Runs a command in this process.
Outcome run(std::vector<std::string> arguments, FileSystem& files) {
  arguments.insert(arguments.begin(), "proclens");
  std::vector<const char*> words;
  for (const std::string& argument : arguments) words.push_back(argument.c_str());
  testing::internal::CaptureStderr();
  const int exit_code = run_command_line(static_cast<int>(words.size()), words.data(), files);
  return {exit_code, testing::internal::GetCapturedStderr()};
}

/// A dataset and a log.
class Sources {
 protected:
  Sources() {
    scratch.write("data/process.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, printf('%032X', i // 2) AS parent_pid_hash, 'p' || i % 3 || "
                  "'.exe' AS process_name, 'pc' AS hostname, i AS os_pid FROM range(1, 41) t(i)");
    scratch.write("data/process_path.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, '=p.exe' AS ptree FROM range(1, 41) t(i)");
    scratch.write("data/process_image_load.parquet",
                  "SELECT printf('%032X', i) AS pid_hash, 'c:\\i' || (i * 7 % 11) || '-' || k || '.dll' AS filename "
                  "FROM range(1, 41) t(i), range(3) u(k) WHERE (i + k) % 5 > 0");
    std::ofstream log(scratch.path() / "sysmon.json");
    for (int process = 1; process <= 40; ++process) log << events_of(process);
  }

  static std::string events_of(int process) {
    const std::string common =
        ",\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"pc\",\"UtcTime\":\"2024-05-01 "
        "08:00:00.000\",\"ProcessGuid\":\"{g" +
        std::to_string(process) + "}\",\"ProcessId\":" + std::to_string(process) + ",\"Image\":\"C:\\\\p.exe\"";
    return "{\"EventID\":1" + common + ",\"CommandLine\":\"p -x\"}\n{\"EventID\":7" + common +
           ",\"ImageLoaded\":\"C:\\\\i" + std::to_string(process % 7) + ".dll\"}\n";
  }

  ScratchFolder scratch;
};

class CommandPermissions : public Sources, public testing::Test {};

class CommandFaults : public Sources, public testing::TestWithParam<const char*> {
 protected:
  /// The command of this name, which writes below out/.
  [[nodiscard]] std::vector<std::string> command() const {
    const std::string name = GetParam();
    const std::string data = (scratch.path() / "data").string();
    const std::string log = (scratch.path() / "sysmon.json").string();
    const std::string out = (scratch.path() / "out").string();
    if (name == "map") return {"map", data, "-o", out, "--lens", "images", "--quiet"};
    if (name == "map_onto")
      return {"map", data, "--onto", (scratch.path() / "base/images").string(), "-o", out, "--quiet"};
    if (name == "map_of_logs") return {"map", log, "-o", out, "--quiet"};
    if (name == "count") return {"count", data, "-o", out + "/bags", "--quiet"};
    if (name == "audit") return {"audit", data, "-o", out, "--quiet"};
    if (name == "baseline") return {"baseline", data, "-o", out + "/baseline", "--quiet"};
    if (name == "hunt") return {"hunt", data, "-o", out, "--quiet"};
    if (name == "compare") {
      const std::string map = (scratch.path() / "base/images").string();
      return {"compare", map, map, "-o", out + "/compare", "--quiet"};
    }
    if (name == "import") return {"import", log, "-o", out + "/dataset", "--quiet"};
    return {"demo", out + "/demo", "--processes", "200", "--as", "sysmon-json", "--quiet"};
  }

  /// The map that `map_onto` places processes on, and that `compare` compares with itself.
  void SetUp() override {
    if (std::string(GetParam()) != "map_onto" && std::string(GetParam()) != "compare") return;
    FaultyFileSystem files({});
    const std::string base = (scratch.path() / "base").string();
    ASSERT_EQ(
        run({"map", (scratch.path() / "data").string(), "-o", base, "--lens", "images", "--quiet"}, files).exit_code,
        0);
  }

  /// Removes what differs from run to run: times and memory.
  static std::map<std::string, std::string> without_times(std::map<std::string, std::string> content) {
    for (auto& [name, text] : content) {
      if (name.ends_with("manifest.json")) text = "";
    }
    return content;
  }
};

TEST_P(CommandFaults, EveryFileOfTheResultIsWrittenThroughTheFileSystem) {
  FaultyFileSystem files({});
  ASSERT_EQ(run(command(), files).exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(scratch.path() / "out")) {
    if (!entry.is_regular_file()) continue;
    EXPECT_TRUE(files.created().contains(entry.path().filename())) << entry.path();
  }
}

TEST_P(CommandFaults, ShortWritesMakeTheSameFiles) {
  FaultyFileSystem whole({});
  ASSERT_EQ(run(command(), whole).exit_code, 0);
  const auto expected = without_times(folder_content(scratch.path() / "out"));
  fs::remove_all(scratch.path() / "out");
  FaultyFileSystem files({.max_written = 100});
  ASSERT_EQ(run(command(), files).exit_code, 0);
  EXPECT_TRUE(without_times(folder_content(scratch.path() / "out")) == expected);
}

TEST_P(CommandFaults, AfterAnyFailureTheEarlierResultIsAsItWas) {
  const std::vector<std::string> arguments = command();
  const fs::path out = scratch.path() / "out";
  FaultyFileSystem none({});
  ASSERT_EQ(run(arguments, none).exit_code, 0);
  std::set<FileCall> failed;
  // The calls of map_of_logs are those of import and map, each of which fails once in their own tests.
  const std::size_t step = std::string(GetParam()) == "map_of_logs" ? 4 : 1;
  for (std::size_t call = 0;; call += step) {
    const auto before = folder_content(out);
    FaultyFileSystem files({.fails_at = call, .stays_full = call / step % 2 == 1});
    const Outcome outcome = run(arguments, files);
    if (!files.fault()) break;
    const FileCall fault = files.fault()->call;
    failed.insert(fault);
    const std::string what = std::string(name_of(fault)) + " of " + files.fault()->path.string();
    // What was spilled has been read by the time its file is closed.
    const bool is_of_no_use =
        fault == FileCall::close && files.fault()->path.parent_path().filename() == "events" && outcome.exit_code == 0;
    if (fault == FileCall::remove_all || is_of_no_use) {
      // What could not be removed stays hidden, and the next run removes it.
      EXPECT_TRUE(outcome.exit_code == 0 || outcome.exit_code == 3) << what;
      EXPECT_EQ(run(arguments, none).exit_code, 0);
      continue;
    }
    EXPECT_EQ(outcome.exit_code, 3) << what << ": " << outcome.errors;
    EXPECT_NE(outcome.errors.find("cannot write " + out.string()), std::string::npos) << what << ": " << outcome.errors;
    const auto after = folder_content(out);
    EXPECT_TRUE(after == before) << what;
  }
  if (step > 1) return;
  for (const FileCall expected : {FileCall::create, FileCall::write, FileCall::close, FileCall::expect_writer,
                                  FileCall::sync, FileCall::make_folder, FileCall::exchange, FileCall::remove_all}) {
    EXPECT_TRUE(failed.contains(expected)) << name_of(expected) << " was never tried";
  }
}

TEST_P(CommandFaults, AFullDiskLeavesNothingWhereNothingWas) {
  std::size_t calls = 0;
  for (std::size_t call = 0;; call += 5) {
    FaultyFileSystem files({.fails_at = call, .stays_full = true});
    const Outcome outcome = run(command(), files);
    if (!files.fault()) break;
    ++calls;
    if (files.fault()->call == FileCall::remove_all || std::string(GetParam()) == "map_of_logs") {
      fs::remove_all(scratch.path() / "out");
      continue;
    }
    EXPECT_EQ(outcome.exit_code, 3) << outcome.errors;
    EXPECT_FALSE(fs::exists(scratch.path() / "out")) << name_of(files.fault()->call);
  }
  EXPECT_GE(calls, 3U);  // of the smallest command
}

/// Runs as an ordinary user during its lifetime: root can read everything.
class OrdinaryUser {
 public:
  OrdinaryUser() {
    if (was_root_) static_cast<void>(!seteuid(65'534));
  }
  ~OrdinaryUser() {
    if (was_root_) static_cast<void>(!seteuid(0));
  }

 private:
  bool was_root_ = geteuid() == 0;
};

TEST_F(CommandPermissions, FoldersOfLogsThatCannotBeReadAreCountedAndTheRestIsRead) {
  const fs::path logs = scratch.path() / "logs";
  for (const char* folder : {"a", "closed", "z"}) {
    fs::create_directories(logs / folder);
    fs::copy_file(scratch.path() / "sysmon.json", logs / folder / "sysmon.json");
    std::ofstream(logs / folder / "sysmon.json", std::ios::app) << "{\"name\": \"" << folder << "\"}\n";
  }
  fs::permissions(logs / "closed", fs::perms::none);
  fs::permissions(scratch.path(), fs::perms::all);
  FaultyFileSystem files({});
  Outcome outcome;
  testing::internal::CaptureStdout();
  {
    const OrdinaryUser user;
    outcome = run({"import", logs.string(), "-o", (scratch.path() / "out").string()}, files);
  }
  const std::string output = testing::internal::GetCapturedStdout();
  EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
  EXPECT_NE(output.find("1 folder could not be read"), std::string::npos) << output;
  EXPECT_NE(output.find("closed: Permission denied"), std::string::npos) << output;
  const std::string report = folder_content(scratch.path() / "out")["import.json"];
  EXPECT_NE(report.find("a/sysmon.json"), std::string::npos) << report;
  EXPECT_NE(report.find("z/sysmon.json"), std::string::npos) << report;
  {
    const OrdinaryUser user;
    outcome = run({"import", (logs / "closed").string(), "-o", (scratch.path() / "none").string()}, files);
  }
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.errors.find("closed: Permission denied"), std::string::npos) << outcome.errors;
}

TEST_F(CommandPermissions, ADatasetThatCannotBeReadIsTheMachinesFault) {
  fs::permissions(scratch.path() / "data", fs::perms::none);
  fs::permissions(scratch.path(), fs::perms::all);
  FaultyFileSystem files({});
  Outcome outcome;
  {
    const OrdinaryUser user;
    outcome = run({"map", (scratch.path() / "data").string(), "-o", (scratch.path() / "out").string()}, files);
  }
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_NE(outcome.errors.find((scratch.path() / "data").string()), std::string::npos) << outcome.errors;
  EXPECT_NE(outcome.errors.find("Permission denied"), std::string::npos) << outcome.errors;
  EXPECT_EQ(outcome.errors.find("internal error"), std::string::npos) << outcome.errors;
}

INSTANTIATE_TEST_SUITE_P(Commands, CommandFaults,
                         testing::Values("map", "map_onto", "map_of_logs", "count", "audit", "baseline", "hunt",
                                         "compare", "import", "demo"),
                         [](const auto& command) { return std::string(command.param); });

}  // namespace
}  // namespace proclens
