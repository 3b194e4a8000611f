// The whole command: logs in, a dataset out, and how it handles bad input.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// The start and `images` loads of one process as Sysmon's events in NXLog's format.
std::string process_events(int process, int images) {
  const std::string common =
      ",\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"pc" + std::to_string(process % 2) +
      "\",\"UtcTime\":\"2024-05-01 08:00:00.000\",\"ProcessGuid\":\"{g" + std::to_string(process) +
      "}\",\"ProcessId\":" + std::to_string(process) + ",\"Image\":\"C:\\\\p" + std::to_string(process % 3) + ".exe\"";
  std::string text = "{\"EventID\":1" + common + ",\"CommandLine\":\"p -x\",\"ParentProcessGuid\":\"{g" +
                     std::to_string(process / 2) + "}\"}\n";
  for (int image = 0; image < images; ++image) {
    text += "{\"EventID\":7" + common + ",\"ImageLoaded\":\"C:\\\\i" + std::to_string(process * 7 % 11) + "-" +
            std::to_string(image) + ".dll\"}\n";
  }
  return text;
}

std::string log_text() {
  std::string text;
  for (int process = 1; process <= 40; ++process) text += process_events(process, 1 + process % 4);
  return text +
         "{\"EventID\":10,\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"Hostname\":\"pc0\"}\nnot json\n";
}

class ImportCommandTest : public testing::Test {
 protected:
  [[nodiscard]] std::string write(const std::string& name, const std::string& content) const {
    fs::create_directories((scratch.path() / name).parent_path());
    std::ofstream(scratch.path() / name, std::ios::binary) << content;
    return (scratch.path() / name).string();
  }
  [[nodiscard]] ProgramResult run(const std::string& arguments, const std::string& before = "") const {
    return run_program(scratch.path(), arguments, before);
  }
  [[nodiscard]] ProgramResult import(const std::string& arguments) const {
    return run("import " + arguments + " -o '" + data().string() + "'");
  }
  [[nodiscard]] fs::path data() const { return scratch.path() / "data"; }
  [[nodiscard]] nlohmann::json report() const { return nlohmann::json::parse(file_text(data() / "import.json")); }
  [[nodiscard]] std::vector<std::string> files(const fs::path& folder) const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  void expect_failure(const ProgramResult& result, int exit_code, const std::string& message) const {
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_NE(result.errors.find(message), std::string::npos) << result.errors;
    EXPECT_FALSE(fs::exists(data()));
    for (const std::string& name : files(scratch.path())) EXPECT_EQ(name.find(".data"), std::string::npos) << name;
  }
  ScratchFolder scratch;
};

TEST_F(ImportCommandTest, WritesADatasetAndNothingElse) {
  const ProgramResult result = import("'" + write("log.json", log_text()) + "'");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(files(data()), (std::vector<std::string>{"import.json", "process.parquet", "process_image_load.parquet",
                                                     "process_path.parquet"}));
  EXPECT_EQ(files(scratch.path()), (std::vector<std::string>{"data", "log.json"}));
  EXPECT_EQ(report()["dataset"]["processes"], 40);
}

TEST_F(ImportCommandTest, SaysFileByFileWhatItKeptAndLeftOut) {
  const ProgramResult result = import("'" + write("log.json", log_text()) + "' '" + write("b.txt", "words") + "'");
  EXPECT_NE(result.output.find("left out: 1 other events · 1 unreadable"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("not a known log format"), std::string::npos) << result.output;
  EXPECT_NE(result.output.find("dataset"), std::string::npos) << result.output;
  EXPECT_NE(result.errors.find("read logs"), std::string::npos) << result.errors;
}

TEST_F(ImportCommandTest, AuditAndMapRunOnTheResult) {
  ASSERT_EQ(import("'" + write("log.json", log_text()) + "'").exit_code, 0);
  const std::string out = (scratch.path() / "out").string();
  EXPECT_EQ(run("audit '" + data().string() + "' -o '" + out + "' --quiet").exit_code, 0);
  EXPECT_EQ(run("map '" + data().string() + "' -o '" + out + "' --quiet").exit_code, 0);
  const auto audit = nlohmann::json::parse(file_text(scratch.path() / "out/audit/audit.json"));
  EXPECT_EQ(audit["processes"]["records"], 40);
  EXPECT_EQ(audit["flags"]["missing_path"], 0);
  EXPECT_EQ(audit["flags"]["wrong_path"], 0);
  EXPECT_EQ(audit["flags"]["short_path"], 0);
}

TEST_F(ImportCommandTest, MapTakesLogsInOneGo) {
  const std::string log = write("log.json", log_text());
  const fs::path out = scratch.path() / "out";
  const ProgramResult result = run("map '" + log + "' -o '" + out.string() + "' --json --quiet");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_TRUE(fs::exists(out / "images/map.html"));
  EXPECT_TRUE(fs::exists(out / "dataset/process.parquet"));
  EXPECT_NE(file_text(out / "images/manifest.json").find("log.json"), std::string::npos);
}

TEST_F(ImportCommandTest, AuditTakesLogsInOneGo) {
  const std::string log = write("log.json", log_text());
  const fs::path out = scratch.path() / "out";
  const ProgramResult result = run("audit '" + log + "' -o '" + out.string() + "' --json --quiet");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(nlohmann::json::parse(result.output)["processes"]["records"], 40);
  EXPECT_TRUE(fs::exists(out / "dataset/import.json"));
}

TEST_F(ImportCommandTest, AppendingTheSameFileChangesNothing) {
  const std::string log = write("log.json", log_text());
  ASSERT_EQ(import("'" + log + "'").exit_code, 0);
  std::vector<std::string> before;
  for (const char* name : {"process.parquet", "process_image_load.parquet", "process_path.parquet"}) {
    before.push_back(file_text(data() / name));
  }
  const ProgramResult again = import("'" + log + "' --append");
  ASSERT_EQ(again.exit_code, 0) << again.errors;
  EXPECT_NE(again.output.find("imported earlier"), std::string::npos) << again.output;
  std::size_t i = 0;
  for (const char* name : {"process.parquet", "process_image_load.parquet", "process_path.parquet"}) {
    EXPECT_TRUE(file_text(data() / name) == before[i++]) << name;
  }
}

TEST_F(ImportCommandTest, AppendingAddsAndRemembersEveryFile) {
  ASSERT_EQ(import("'" + write("a.json", process_events(1, 2)) + "' --append").exit_code, 0);
  ASSERT_EQ(import("'" + write("b.json", process_events(2, 3)) + "' --append").exit_code, 0);
  EXPECT_EQ(report()["dataset"]["processes"], 2);
  EXPECT_EQ(report()["dataset"]["image_loads"], 5);
  EXPECT_EQ(report()["imported_blake3"].size(), 2U);
  ASSERT_EQ(import("'" + scratch.path().string() + "/a.json' --append").exit_code, 0);
  EXPECT_EQ(report()["dataset"]["image_loads"], 5);
}

TEST_F(ImportCommandTest, AppendingToAnotherDatasetIsRefused) {
  fs::create_directories(data());
  static_cast<void>(write("data/import.json", "[]"));
  const ProgramResult result = import("'" + write("log.json", log_text()) + "' --append");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.errors.find("was not written by proclens import"), std::string::npos) << result.errors;
}

TEST_F(ImportCommandTest, RepeatsItselfByteForByteForAnyNumberOfThreads) {
  const std::string log = write("log.json", log_text());
  std::vector<std::string> first;
  for (const char* threads : {"1", "2", "5"}) {
    ASSERT_EQ(import("'" + log + "' --quiet --threads " + threads).exit_code, 0);
    std::vector<std::string> contents;
    for (const std::string& name : files(data())) contents.push_back(file_text(data() / name));
    if (first.empty()) first = contents;
    EXPECT_TRUE(contents == first) << threads;
  }
}

TEST_F(ImportCommandTest, NoSuchFile) {
  expect_failure(import("'" + (scratch.path() / "none.json").string() + "'"), 1, "there is no such file or folder");
}

TEST_F(ImportCommandTest, NothingUsableAtAll) {
  expect_failure(import("'" + write("a.json", "{\"a\":1}\n") + "'"), 1, "no process events in 1 file:");
  expect_failure(import("'" + write("empty.json", "") + "'"), 1, "no process events in 1 file:");
}

TEST_F(ImportCommandTest, ABrokenArchive) {
  expect_failure(import("'" + write("broken.zip", "PK\x03\x04 and no more") + "'"), 1, "broken.zip: damaged archive");
}

TEST_F(ImportCommandTest, AnEmptyFolder) {
  fs::create_directories(scratch.path() / "logs");
  expect_failure(import("'" + (scratch.path() / "logs").string() + "'"), 1, "no process events in 0 files");
}

TEST_F(ImportCommandTest, Interrupted) {
  std::string text;
  for (int process = 1; process <= 20000; ++process) text += process_events(process, 20);
  const std::string log = write("log.json", text);
  // As soon as it starts to write.
  const std::string interrupt = "begun() { for f in " + scratch.path().string() +
                                "/.data.writing-*; do test -e \"$f\" && return 0; done; return 1; }; "
                                "interrupt() { \"$@\" & until begun; do sleep 0.01; done; kill -INT $!; wait $!; }; "
                                "interrupt";
  expect_failure(run("import '" + log + "' -o '" + data().string() + "'", interrupt), 130, "interrupted");
}

TEST_F(ImportCommandTest, TheNextRunRemovesWhatAKilledOneLeft) {
  const std::string log = write("log.json", log_text());
  std::string text;
  for (int process = 1; process <= 20000; ++process) text += process_events(process, 20);
  const std::string large = write("large.json", text);
  const auto begun = [&] {
    const std::vector<std::string> names = files(scratch.path());
    return std::count_if(names.begin(), names.end(),
                         [](const auto& name) { return name.starts_with(".data.writing"); });
  };
  const pid_t killed = fork();
  if (killed == 0) {
    execl(PROCLENS_BINARY, "proclens", "import", large.c_str(), "-o", data().c_str(), "--quiet", nullptr);
    _exit(127);
  }
  while (begun() == 0 && waitpid(killed, nullptr, WNOHANG) == 0) usleep(10'000);
  kill(killed, SIGSTOP);
  ASSERT_EQ(begun(), 1);
  EXPECT_EQ(import("'" + log + "'").exit_code, 0);
  EXPECT_EQ(begun(), 1) << "removed from under a process that lives";
  kill(killed, SIGKILL);
  waitpid(killed, nullptr, 0);
  EXPECT_EQ(begun(), 1);
  EXPECT_EQ(import("'" + log + "'").exit_code, 0);
  EXPECT_EQ(begun(), 0);
}

TEST_F(ImportCommandTest, FileNamesCannotSpeakToTheTerminal) {
  const ProgramResult result = import("'" + write("evil\x1b[2J\n.json", log_text()) + "'");
  ASSERT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ((result.output + result.errors).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace proclens
