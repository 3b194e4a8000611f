// Reasons in words, findings, and what is there when little is there.
#include "hunt/reasons.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include "hunt/hunt.hpp"
#include "hunt/hunt_files.hpp"
#include "hunt/hunt_text.hpp"
#include "hunt/known_findings.hpp"
#include "hunt/made_processes.hpp"
#include "proclens/error.hpp"
#include "telemetry/folding_functions.hpp"

namespace proclens {
namespace {

/// Twelve hosts of one office, on each of which explorer.exe started winword.exe.
std::vector<MadeProcess> office() {
  std::vector<MadeProcess> processes;
  for (int host = 0; host < 12; ++host) {
    MadeProcess word{"winword.exe", "explorer.exe", "-n", "-n", true, "pc" + std::to_string(host)};
    word.images = {"c:\\windows\\system32\\ntdll.dll", "c:\\office\\winword.exe"};
    processes.push_back(word);
    MadeProcess shell{"powershell.exe", "explorer.exe", "-file a.ps1", "-file a.ps<n>", true, word.host};
    shell.images = {"c:\\windows\\system32\\ntdll.dll"};
    processes.push_back(shell);
  }
  return processes;
}

class ReasonsTest : public testing::Test {
 protected:
  ReasonsTest() { add_folding_functions(database); }

  Hunt hunt(const std::vector<MadeProcess>& processes, const std::optional<BaselineSummary>& baseline = {},
            const std::set<std::string>& known = {}) {
    write_dataset(scratch, "data", processes, 5000);
    static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "data"), {}, "hunt"));
    return Hunt(Context(), database, baseline, known);
  }

  BaselineSummary baseline_of(const std::vector<MadeProcess>& processes) {
    write_dataset(scratch, "normal", processes);
    Database own;
    add_folding_functions(own);
    OutputFolder output(scratch.path() / "baseline", kBaselineJson);
    static_cast<void>(write_baseline(Context(), own, {Dataset(scratch.path() / "normal")}, {}, std::nullopt, output));
    output.publish();
    return open_baseline(database, scratch.path() / "baseline");
  }

  /// The reasons of a process, a line each.
  static std::string texts(const Hunt& hunt, std::uint32_t process) {
    std::string all;
    for (const Reason& reason : hunt.reasons.of(process)) all += reason.text + "\n";
    return all;
  }

  ScratchFolder scratch;
  Database database;
};

TEST_F(ReasonsTest, SayWhatWasCountedTheMostSurprisingFirst) {
  const BaselineSummary baseline = baseline_of(office());
  MadeProcess shell{"powershell.exe", "winword.exe", "-enc QQ==", "-enc qq==", true, "pc3"};
  shell.images = {"c:\\windows\\system32\\ntdll.dll", "c:\\users\\ann\\x.dll"};
  shell.parent_process = 0;
  const std::vector<MadeProcess> processes = {office()[0], shell};
  const Hunt result = hunt(processes, baseline);
  EXPECT_EQ(texts(result, 0), "") << "a common child of a parent that started nothing before";
  EXPECT_EQ(texts(result, 1),
            "winword.exe started powershell.exe: 0 of 12 on 12 hosts before\n"
            "loads from c:\\users\\ann\\: 0 of 24 processes before\n"
            "powershell.exe run with -enc qq==: 0 of 12 on 12 hosts before\n"
            "loads c:\\users\\ann\\x.dll: no process loaded it before\n");
}

TEST_F(ReasonsTest, WithoutABaselineTheOwnHostIsLeftOut) {
  std::vector<MadeProcess> processes = office();
  for (int i = 0; i < 3; ++i) processes.push_back({"evil.exe", "explorer.exe", "-n", "-n", true, "pc3"});
  const Hunt result = hunt(processes);
  EXPECT_EQ(texts(result, 24), "evil.exe is new: 0 of 22 processes on other hosts\n") << "three times on its own host";
  EXPECT_EQ(texts(result, 0), "") << texts(result, 0);
}

TEST_F(ReasonsTest, AnImputedTermIsNoReason) {
  const BaselineSummary baseline = baseline_of(office());
  const MadeProcess unknown{"new.exe", std::nullopt, std::nullopt, "", false, "pc3"};
  const Hunt result = hunt({unknown, unknown}, baseline);
  EXPECT_EQ(texts(result, 0), "new.exe is new: 0 of 24 processes before\n");
  EXPECT_GT(result.terms.command[0], 0);
}

TEST_F(ReasonsTest, GiveTheOriginalFileNameOfARenamedProgram) {
  const auto named = [](std::string name, std::string original) {
    MadeProcess process{std::move(name), "explorer.exe", "-n", "-n", true, "pc3"};
    process.original_file_name = std::move(original);
    return process;
  };
  const BaselineSummary baseline = baseline_of(office());
  const Hunt result =
      hunt({named("update.exe", "PSEXEC.c"), named("update.exe", "Update.EXE.mui"), named("update.exe", "?"),
            named("winword.exe", "WinWord.exe"), named("update.exe", "\x1b[2J\n")},
           baseline);
  const std::string is_new = "update.exe is new: 0 of 24 processes before";
  EXPECT_EQ(result.reasons.of(0)[0].text, is_new + "; its original file name is psexec.c");
  EXPECT_EQ(result.reasons.of(1)[0].text, is_new);
  EXPECT_EQ(result.reasons.of(2)[0].text, is_new);
  EXPECT_EQ(texts(result, 3).find("original"), std::string::npos);
  EXPECT_EQ(result.reasons.of(4)[0].text, is_new + "; its original file name is \\x1B[2j\\x0A");
  EXPECT_NE(result.reasons.of(0)[0].subject, result.reasons.of(1)[0].subject);
}

TEST_F(ReasonsTest, ShowNobodyElsesPath) {
  const BaselineSummary baseline = baseline_of(office());
  std::vector<MadeProcess> processes(2, office()[0]);
  processes[0].images.insert("c:\\users\\ann\\downloads\\x.dll");
  processes[1].images.insert("c:\\users\\bob\\downloads\\x.dll");
  const Hunt result = hunt(processes, baseline);
  for (const std::uint32_t process : {0U, 1U}) {
    EXPECT_EQ(texts(result, process),
              "loads from c:\\users\\<u>\\downloads\\: 0 of 24 processes before\n"
              "loads c:\\users\\<u>\\downloads\\x.dll: no process loaded it before\n");
  }
}

TEST_F(ReasonsTest, TakeTheParentFromTheStartWhereNothingElseNamesIt) {
  std::vector<MadeProcess> before = office();
  for (MadeProcess& process : before) process.parent_in_start = true;
  const BaselineSummary baseline = baseline_of(before);
  MadeProcess shell{"powershell.exe", "winword.exe", "-file a.ps1", "-file a.ps<n>", true, "pc3"};
  shell.parent_in_start = true;
  EXPECT_EQ(texts(hunt({shell}, baseline), 0), "winword.exe started powershell.exe: 0 of 12 on 12 hosts before\n");
}

TEST_F(ReasonsTest, HostileNamesStayOnTheirLine) {
  const std::string name =
      "\x1b[31mevil\r\n\xE2\x80\xAE"
      "exe.fdp";
  MadeProcess evil{name, "explorer.exe", "\x1b]0;title\x07", "", true, "pc3"};
  evil.images = {"c:\\\x1b[2J\\a.dll"};
  std::vector<MadeProcess> processes = office();
  processes.push_back(evil);
  const Hunt result = hunt(processes);
  const std::vector<Reason> reasons = result.reasons.of(24);
  EXPECT_GE(reasons.size(), 3U);
  for (const Reason& reason : reasons) {
    for (const char* bad : {"\x1b", "\r", "\n", "\xE2\x80\xAE", "\x07"}) {
      EXPECT_EQ(reason.text.find(bad), std::string::npos) << reason.text;
    }
  }
}

TEST_F(ReasonsTest, ProcessesWithTheSameReasonsAreOneFinding) {
  std::vector<MadeProcess> processes = office();
  for (const char* host : {"pc3", "pc4"}) {
    for (const char* count : {"1", "22"}) {
      processes.push_back({"evil.exe", "winword.exe", "-n " + std::string(count), "-n <n>", true, host});
    }
  }
  const Hunt result = hunt(processes);
  ASSERT_EQ(result.findings.findings.size(), 1U);
  const Finding& finding = result.findings.findings[0];
  EXPECT_EQ(finding.processes, (std::vector<std::uint32_t>{24, 25, 26, 27}));
  EXPECT_EQ(finding.hosts.size(), 2U);
  EXPECT_EQ(result.findings.finding_of[27], 0U);
  EXPECT_EQ(result.findings.finding_of[0], kNoNumber);
}

TEST_F(ReasonsTest, AFindingKeepsItsIdWhenCountsChange) {
  std::vector<MadeProcess> processes = office();
  processes.push_back({"evil.exe", "explorer.exe", "-n", "-n", true, "pc3"});
  const std::string id = id_text(hunt(processes).findings.findings.at(0).id);
  processes.push_back({"winword.exe", "explorer.exe", "-n", "-n", true, "pc9"});
  processes.push_back({"evil.exe", "explorer.exe", "-n", "-n", true, "pc3"});
  const Hunt later = hunt(processes, {}, {id});
  EXPECT_EQ(id_text(later.findings.findings.at(0).id), id);
  EXPECT_EQ(later.is_known, std::vector<bool>{true});
}

/// Forty hosts on each of which explorer.exe started notepad.exe and browser.exe, which loads what notepad.exe does
/// not.
std::vector<MadeProcess> desktop() {
  std::vector<MadeProcess> processes;
  for (int host = 0; host < 40; ++host) {
    MadeProcess pad{"notepad.exe", "explorer.exe", "-n", "-n", true, "pc" + std::to_string(host)};
    pad.images = {"c:\\windows\\system32\\ntdll.dll", "c:\\windows\\system32\\version.dll"};
    processes.push_back(pad);
    MadeProcess browser{"browser.exe", "explorer.exe", "-n", "-n", true, pad.host};
    browser.images = {"c:\\windows\\system32\\ntdll.dll", "c:\\windows\\system32\\vaultcli.dll"};
    processes.push_back(browser);
  }
  return processes;
}

TEST_F(ReasonsTest, AnImageOfOtherProgramsIsNewToThisOne) {
  MadeProcess pad = desktop()[0];
  pad.images.insert("c:\\windows\\system32\\vaultcli.dll");
  EXPECT_EQ(texts(hunt({pad}, baseline_of(desktop())), 0),
            "loads vaultcli.dll: none of 40 notepad.exe on 40 hosts before\n");
  std::vector<MadeProcess> processes = desktop();
  processes[0] = pad;
  EXPECT_EQ(texts(hunt(processes), 0), "loads vaultcli.dll: none of 39 notepad.exe on 39 other hosts\n");
}

TEST_F(ReasonsTest, ALibraryBesideItsUsualFolderIsSaidToBe) {
  MadeProcess pad = desktop()[0];
  pad.images.insert("c:\\users\\ann\\version.dll");
  EXPECT_EQ(texts(hunt({pad, desktop()[2]}, baseline_of(desktop())), 0),
            "loads from c:\\users\\ann\\: 0 of 80 processes before\n"
            "loads c:\\users\\ann\\version.dll: no process loaded it before; on 40 hosts it is in "
            "c:\\windows\\system32\\\n");
}

TEST_F(ReasonsTest, ANewImageIsNoReasonWhereAKnownSignerSignedIt) {
  std::vector<MadeProcess> normal = desktop();
  for (MadeProcess& process : normal) process.signers = {{"c:\\windows\\system32\\ntdll.dll", "Microsoft Windows"}};
  const BaselineSummary baseline = baseline_of(normal);
  const std::string path = "c:\\windows\\system32\\new.dll";
  MadeProcess pad = desktop()[0];
  pad.images.insert(path);
  pad.signers = {{path, "Microsoft Windows"}};
  EXPECT_EQ(texts(hunt({pad}, baseline), 0), "");
  for (const std::string signer : {"", "Evil Corp"}) {
    pad.signers = {{path, signer}};
    EXPECT_EQ(texts(hunt({pad}, baseline), 0), "loads " + path + ": no process loaded it before\n") << signer;
  }
}

TEST_F(ReasonsTest, WhatAnUnusualProcessStartsDescendsFromIt) {
  const BaselineSummary baseline = baseline_of(desktop());
  std::vector<MadeProcess> processes(3, desktop()[0]);
  processes[0].name = "evil.exe";
  processes[0].images.insert("c:\\users\\ann\\evil.exe");
  processes[0].parent = "strange.exe";
  processes[1].parent_process = 0;
  processes[2].parent_process = 1;
  const Hunt result = hunt(processes, baseline);
  EXPECT_EQ(texts(result, 1),
            "started by evil.exe, which is unusual itself (evil.exe is new: 0 of 80 processes before)\n");
  EXPECT_EQ(texts(result, 2),
            "descends from evil.exe, which is unusual itself (evil.exe is new: 0 of 80 processes before)\n");
}

TEST_F(ReasonsTest, NothingDescendsFromItself) {
  const BaselineSummary baseline = baseline_of(desktop());
  std::vector<MadeProcess> processes(2, desktop()[0]);
  for (MadeProcess& process : processes) {
    process.name = "evil.exe";
    process.images.insert("c:\\users\\ann\\evil.exe");
    process.parent = "strange.exe";
  }
  processes[0].parent_process = 1;
  processes[1].parent_process = 0;
  const Hunt result = hunt(processes, baseline);
  for (const std::uint32_t process : {0U, 1U}) {
    EXPECT_NE(result.terms.surprising_ancestor[process], process);
    EXPECT_NEAR(result.terms.ancestor[process], (result.terms.novelty[0] - result.terms.ancestor[0] - 16) / 2, 1e-9);
  }
}

TEST_F(ReasonsTest, EncodedCommandsAreReadInPlainText) {
  const BaselineSummary baseline = baseline_of(office());
  // whoami /all, \x1b[2J
  const MadeProcess shell{"powershell.exe", "explorer.exe", "-enc dwBoAG8AYQBtAGkAIAAvAGEAbABsAA==", "", true, "pc3"};
  const MadeProcess hostile{"powershell.exe", "explorer.exe", "-enc GwBbADIASgA=", "", true, "pc3"};
  const Hunt result = hunt({shell, hostile}, baseline);
  EXPECT_EQ(texts(result, 0), "powershell.exe run with -enc {whoami /all}: 0 of 12 on 12 hosts before\n");
  EXPECT_EQ(texts(result, 1).find('\x1b'), std::string::npos);
}

TEST_F(ReasonsTest, AProcessUnlikeAnyOnAMapIsSaidToBe) {
  std::vector<MadeProcess> processes = office();
  write_dataset(scratch, "mapped", processes);
  static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "mapped"), {}, "hunt"));
  MapEvidence map{"last week",
                  "images",
                  std::vector<std::int32_t>(24, 0),
                  std::vector<float>(24, 0.12F),
                  {{"0A", "svc\x1bhost.exe"}},
                  {}};
  for (int i = 0; i < 200; ++i) map.within_map.push_back(i < 198 ? 0.12F : 0.5F);
  map.distance[3] = 0.412F;
  map.bag[4] = -1;
  const Hunt result(Context(), database, std::nullopt, {}, {}, map);
  EXPECT_EQ(
      texts(result, 3),
      "its images are unlike any on the map: 0.41 from the nearest, svc\\x1Bhost.exe (pid 0A); 99% of the map's have "
      "one within 0.12\n");
  EXPECT_EQ(texts(result, 2), "") << "as far as 99% of the map's";
  EXPECT_EQ(texts(result, 4), "") << "without a place";
  EXPECT_NEAR(result.reasons.of(3)[0].nats, -std::log(3.0 / 201), 1e-12);
}

// ---- When little is there -------------------------------------------------------------------------------------------

TEST_F(ReasonsTest, ABaselineWithoutLoadsSaysNothingAboutImages) {
  std::vector<MadeProcess> bare = office();
  for (MadeProcess& process : bare) process.images.clear();
  const BaselineSummary baseline = baseline_of(bare);
  EXPECT_EQ(hunt(office(), baseline).terms.images, std::vector<double>(24, 0));
}

TEST_F(ReasonsTest, WhereOneHostAloneHasLoadsTheySayNothing) {
  std::vector<MadeProcess> processes = office();
  for (MadeProcess& process : processes) {
    if (process.host != "pc3") process.images.clear();
  }
  EXPECT_EQ(hunt(processes).terms.images, std::vector<double>(24, 0));
}

TEST_F(ReasonsTest, ADatasetOfOneProcessIsRanked) {
  const Hunt result = hunt({office()[0]});
  ASSERT_EQ(result.terms.novelty.size(), 1U);
  EXPECT_TRUE(std::isfinite(result.terms.novelty[0]));
}

TEST_F(ReasonsTest, ADatasetWithoutProcessesHasNoFindings) {
  write_dataset(scratch, "data", {office()[0]});
  SelectionOptions nobody;
  nobody.hosts = {"nobody"};
  static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "data"), nobody, "hunt"));
  const Hunt result(Context(), database, std::nullopt, {});
  EXPECT_TRUE(result.terms.novelty.empty());
  EXPECT_TRUE(result.findings.findings.empty());
}

TEST_F(ReasonsTest, ProcessesAloneAreEnough) {
  scratch.write(
      "alone/process.parquet",
      "SELECT printf('%032X', i) AS pid_hash, CASE WHEN i > 5 THEN printf('%032X', i - 5) END AS "
      "parent_pid_hash, 'p' || i % 5 || '.exe' AS process_name, 'pc' || i % 3 AS hostname FROM range(1, 41) t(i)");
  static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "alone"), {}, "hunt"));
  const Hunt result(Context(), database, std::nullopt, {});
  EXPECT_EQ(result.terms.novelty.size(), 40U);
  EXPECT_EQ(result.processes.keys.pair[0], kNoNumber);
  EXPECT_NE(result.processes.keys.pair[39], kNoNumber) << "named by the parent's own record";
  EXPECT_EQ(result.terms.images, std::vector<double>(40, 0));
}

TEST_F(ReasonsTest, ParentsAreNamedThoughTheyAreNotSelected) {
  scratch.write("days/process.parquet",
                "SELECT *, make_timestamp(2024, 5, day, 0, 0, 0) AS process_started FROM (VALUES ('01', NULL, "
                "'dropper.exe', 40, 1), ('02', '01', 'x.exe', 41, 2)) t(pid_hash, "
                "parent_pid_hash, process_name, os_pid, day)");
  SelectionOptions later;
  later.since = 1'714'608'000'000'000;  // 2024-05-02
  static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "days"), later, "hunt"));
  EXPECT_EQ(database.text("SELECT string_agg(name || ' by ' || parent) FROM described"), "x.exe by dropper.exe");
}

TEST_F(ReasonsTest, OnlyThePlaceholderIsNoParent) {
  for (const auto& [os_pid, parent] :
       {std::pair("1", "nobody"), std::pair("NULL", "nobody"), std::pair("4711", "unknown.exe")}) {
    scratch.write("placeholder/process.parquet",
                  std::string("SELECT * FROM (VALUES ('01', NULL, 'unknown.exe', ") + os_pid +
                      "::BIGINT), ('02', '01', 'x.exe', 41)) t(pid_hash, parent_pid_hash, process_name, os_pid)");
    static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "placeholder"), {}, "hunt"));
    EXPECT_EQ(database.text("SELECT coalesce(parent, 'nobody') FROM described WHERE name = 'x.exe'"), parent) << os_pid;
  }
}

TEST_F(ReasonsTest, TheIdOfAFindingDoesNotDependOnItsLabels) {
  std::vector<MadeProcess> processes = office();
  processes.push_back({"evil.exe", "explorer.exe", "-x", "", true, "pc3"});
  const auto id = [&](const Hunt& hunt) { return id_text(hunt.findings.findings[hunt.findings.finding_of[24]].id); };
  const std::string plain = id(hunt(processes));
  ProcessLabels labels;
  labels.labels = {{"rule", "sigma", "", "", 1}};
  labels.label_of = {0};
  labels.start.assign(processes.size() + 1, 0);
  labels.start.back() = 1;
  write_dataset(scratch, "labelled", processes);
  static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / "labelled"), {}, "hunt"));
  const Hunt labelled(Context(), database, std::nullopt, {plain, "0123456789abcdef"}, labels);
  EXPECT_EQ(id(labelled), plain);
  EXPECT_TRUE(labelled.is_known[labelled.findings.finding_of[24]]);
  EXPECT_EQ(labelled.known_ids_not_found, 1U);
}

TEST_F(ReasonsTest, FindingsThatOnlyBeginAlikeAreNotTheSame) {
  const std::string begins(170, 'x');
  MadeProcess benign{"notepad.exe", "explorer.exe", begins + " good", "", true, "pc3"};
  MadeProcess evil = benign;
  evil.arguments = begins + "; iex evil";
  for (const char* image : {"c:\\a.dll", "c:\\b.dll", "c:\\c.dll"}) benign.images.insert(image);
  MadeProcess loads_more = benign;
  loads_more.images.insert("c:\\z.dll");
  std::vector<MadeProcess> processes = office();
  processes.insert(processes.end(), {benign, evil, loads_more});
  const Hunt result = hunt(processes);
  std::set<std::uint32_t> findings;
  for (const std::uint32_t process : {24U, 25U, 26U}) findings.insert(result.findings.finding_of[process]);
  EXPECT_EQ(findings.size(), 3U);
}

TEST_F(ReasonsTest, ABaselineThatHoldsTheSameProcessesIsSaid) {
  const BaselineSummary baseline = baseline_of(office());
  const auto caveats = [&](const std::string& folder, std::size_t processes, std::size_t first) {
    std::vector<MadeProcess> made = office();
    made.resize(std::min(made.size(), processes));
    write_dataset(scratch, folder, made, first);
    static_cast<void>(describe_processes(Context(), database, Dataset(scratch.path() / folder), {}, "hunt"));
    return hunt_json(database, Hunt(Context(), database, baseline, {}), {}, folder).at("caveats");
  };
  // office() has 24 processes; the hashes of those in the baseline begin at 0.
  EXPECT_NE(caveats("same", 24, 0).at(0).get<std::string>().find("holds these very processes"), std::string::npos);
  EXPECT_NE(caveats("some", 5, 0).at(0).get<std::string>().find("holds these very processes"), std::string::npos);
  EXPECT_NE(caveats("half", 24, 12).at(0).get<std::string>().find("holds about 50% of these very processes (12 of 24"),
            std::string::npos);
  EXPECT_EQ(caveats("few", 24, 20).at(0).get<std::string>().find("holds"), std::string::npos);
}

TEST_F(ReasonsTest, ASmallReferenceIsSaid) {
  const auto caveats = [&](std::size_t hosts) {
    write_dataset(scratch, "many" + std::to_string(hosts), made_processes(1, 200, hosts, 3));
    const Dataset dataset(scratch.path() / ("many" + std::to_string(hosts)));
    static_cast<void>(describe_processes(Context(), database, dataset, {}, "hunt"));
    return hunt_json(database, Hunt(Context(), database, {}, {}), {}, "many").at("caveats");
  };
  EXPECT_TRUE(caveats(3).empty());
  ASSERT_EQ(caveats(1).size(), 1U);
  EXPECT_NE(caveats(1).at(0).get<std::string>().find("200 processes on 1 host, scores mean little"), std::string::npos);
}

// ---- Known findings -------------------------------------------------------------------------------------------------

TEST(KnownFindings, AreReadFromTheBeginningsOfLines) {
  const ScratchFolder scratch;
  std::ofstream(scratch.path() / "known.txt") << "\xEF\xBB\xBF# judged by ann\n\n0123456789abcdef benign: updater\r\n"
                                                 "  FEDCBA9876543210\n0123456789abcdee,tool\n";
  EXPECT_EQ(read_known_findings(scratch.path() / "known.txt"),
            (std::set<std::string>{"0123456789abcdee", "0123456789abcdef", "fedcba9876543210"}));
  std::ofstream(scratch.path() / "bad.txt") << "# fine\nnot an id\n";
  for (const auto& [file, message] :
       {std::pair("bad.txt", "line 2"), std::pair("none.txt", "cannot read"), std::pair("", "cannot read")}) {
    try {
      static_cast<void>(read_known_findings(scratch.path() / file));
      FAIL() << file;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::data);
      EXPECT_NE(std::string(error.what()).find(message), std::string::npos) << error.what();
    }
  }
}

}  // namespace
}  // namespace proclens
