#include "demo/vocabulary/demo_data.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "demo/plan/intrusion.hpp"
#include "demo/plan/jobs.hpp"
#include "demo/vocabulary/catalogue.hpp"

namespace proclens {
namespace {

/// The smallest possible office, which the tests below modify.
DataFiles small_office() {
  return {{"placeholders", R"([{"name": "sys", "by": "build", "values": ["c:\\windows\\system32"]}])"},
          {"image_sets", R"([{"name": "core", "images": ["ntdll.dll"]}])"},
          {"services", "[]"},
          {"windows_programs", R"([
             // Comments are allowed.
             {"key": "system", "path": "system"},
             {"key": "cmd.exe/check", "path": "{sys}\\cmd.exe", "arguments": ["", "/c DIR"], "images": ["@core", "./a b.dll"],
              "options": [{"probability": 0.5, "images": ["version.dll"]}], "pool": {"set": "core", "min": 0, "max": 1},
              "account": "local_service", "seconds": 2.5, "console": true, "lossy": 0.1}])"},
          {"office_programs", "[]"},
          {"tool_programs", "[]"},
          {"jobs",
           R"({"boot": ["system"], "desk_boot": ["cmd.exe/check@system"], "server_boot": ["cmd.exe/check*1-2@system"],
                       "jobs": [{"parent": "system", "often": [1, 0.5, 0], "office_hours": true, "steps": ["cmd.exe/check"]}]})"},
          {"intrusion", R"({"programs": [{"key": "tool.exe", "path": "c:\\tool.exe", "images": ["@core"]}],
            "stages": [{"role": "server", "minutes": 2, "steps": [
              {"program": "cmd.exe/check", "parent": "system", "arguments": "/c {next_host}", "set": "core",
               "tactic": "execution", "label": "attack"},
              {"program": "tool.exe", "parent": "cmd.exe/check", "seconds": 3, "arguments": "",
               "tactic": "persistence", "label": "unsure"}]}]})"},
          {"names", R"({"documents": ["d"], "sites": ["s"], "given_names": ["ada"], "family_names": ["abel"]})"}};
}

/// The error of parse_demo_data for the small office with one file replaced.
std::string refusal(const std::string& file, const std::string& text) {
  DataFiles files = small_office();
  files[file] = text;
  try {
    (void)parse_demo_data(files);
  } catch (const std::logic_error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(DemoData, ReadsEveryField) {
  const DemoData data = parse_demo_data(small_office());
  ASSERT_EQ(data.programs.size(), 2);
  const ProgramData& system = data.programs[0];
  EXPECT_EQ(system.arguments, std::vector<std::string>{""});
  EXPECT_TRUE(system.images.empty());
  EXPECT_EQ(system.account, Account::system);
  EXPECT_EQ(system.lossy, 0.23);
  const ProgramData& check = data.programs[1];
  EXPECT_EQ(check.path, R"({sys}\cmd.exe)");
  EXPECT_EQ(check.arguments, (std::vector<std::string>{"", "/c DIR"}));
  EXPECT_EQ(check.images, (std::vector<std::string>{"@core", "./a b.dll"}));
  ASSERT_EQ(check.options.size(), 1);
  EXPECT_EQ(check.options[0].probability, 0.5);
  EXPECT_EQ(check.options[0].images, std::vector<std::string>{"version.dll"});
  EXPECT_EQ(check.pool.set, "core");
  EXPECT_EQ(check.pool.max, 1);
  EXPECT_EQ(check.account, Account::local_service);
  EXPECT_EQ(check.seconds, 2.5);
  EXPECT_TRUE(check.console);
  ASSERT_EQ(data.jobs.jobs.size(), 1);
  EXPECT_EQ(data.jobs.jobs[0].often, (std::array<double, 3>{1, 0.5, 0}));
  EXPECT_TRUE(data.jobs.jobs[0].office_hours);
  EXPECT_EQ(data.names.given_names, std::vector<std::string>{"ada"});
}

TEST(DemoData, MakesACatalogueAndJobs) {
  const DemoData data = parse_demo_data(small_office());
  const Catalogue catalogue({"ada.abel"}, data);
  const Program& check = catalogue.program(catalogue.find("cmd.exe/check"));
  EXPECT_EQ(check.arguments.back(), "/c dir");
  ASSERT_EQ(check.images.size(), 2);
  EXPECT_EQ(catalogue.image_path(catalogue.image(check.images[0], {})), R"(c:\windows\system32\ntdll.dll)");
  EXPECT_EQ(catalogue.image_path(catalogue.image(check.images[1], {})), R"(c:\windows\system32\a b.dll)");
  const Jobs jobs = parse_jobs(catalogue, data.jobs);
  EXPECT_EQ(jobs.boot[static_cast<std::size_t>(Role::server)][1].max, 2);
  const Intrusion intrusion = parse_intrusion(catalogue, data.intrusion);
  ASSERT_EQ(intrusion.size(), 2);
  const IntrusionStage& stage = intrusion.stages[0];
  EXPECT_EQ(stage.role, Role::server);
  EXPECT_EQ(stage.delay, 120'000'000);
  EXPECT_EQ(stage.length(), 3'000'000);
  EXPECT_EQ(stage.steps[0].parent, -1);
  EXPECT_EQ(stage.steps[0].boot_parent, catalogue.find("system"));
  EXPECT_EQ(*stage.steps[0].images, catalogue.set("core"));
  EXPECT_EQ(stage.steps[1].parent, 0);
  EXPECT_EQ(stage.steps[1].images, nullptr);
  EXPECT_EQ(stage.steps[1].label, "unsure");
}

TEST(DemoData, RefusesAnIntrusionThatCannotBe) {
  const Catalogue catalogue({"ada.abel"});
  const IntrusionData good = demo_data().intrusion;
  const auto refused = [&](auto spoil) {
    IntrusionData bad = good;
    spoil(bad.stages[0]);
    EXPECT_THROW((void)parse_intrusion(catalogue, bad), std::logic_error);
  };
  EXPECT_EQ(parse_intrusion(catalogue, good).stages.size(), 3);
  refused([](IntrusionStageData& stage) { stage.role = "printer"; });
  refused([](IntrusionStageData& stage) { stage.role = "server"; });
  refused([](IntrusionStageData& stage) { stage.steps[1].seconds = 0; });
  refused([](IntrusionStageData& stage) { stage.steps[0].label = "evil"; });
  refused([](IntrusionStageData& stage) { stage.steps[0].program = "malware.exe"; });
  refused([](IntrusionStageData& stage) { stage.steps[0].set = "nothing"; });
}

TEST(DemoData, SaysWhichFileEntryAndFieldIsWrong) {
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b"}, {"key": "c"}])"),
            "demo data, tool_programs.jsonc, entry 2: field 'path' is missing");
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b", "secnds": 1}])"),
            "demo data, tool_programs.jsonc, entry 1: unknown field 'secnds'");
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b", "account": "root"}])"),
            "demo data, tool_programs.jsonc, entry 1: 'account' is 'root'; it may be system, local_service, user, "
            "network_service, font_driver, window_manager");
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b", "images": "ntdll.dll"}])"),
            "demo data, tool_programs.jsonc, entry 1: 'images' must be an array of at least one text");
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b", "images": ["x", 1]}])"),
            "demo data, tool_programs.jsonc, entry 1: 'images' must be an array of at least one text");
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b", "lossy": 1.5}])"),
            "demo data, tool_programs.jsonc, entry 1: 'lossy' must be at most 1");
  EXPECT_EQ(refusal("tool_programs", R"([{"key": "a", "path": "b", "pool": {"set": "core", "min": 3, "max": 2}}])"),
            "demo data, tool_programs.jsonc, entry 1, pool: 'min' must be at most 'max'");
  EXPECT_EQ(
      refusal("tool_programs", R"([{"key": "a", "path": "b", "options": [{"probability": -1, "images": ["x"]}]}])"),
      "demo data, tool_programs.jsonc, entry 1, options[0]: 'probability' must be a number, 0 or more");
  EXPECT_EQ(refusal("intrusion", R"({"stages": [{"role": "server", "steps": [{"program": "a"}]}]})"),
            "demo data, intrusion.jsonc, stages[0], steps[0]: field 'parent' is missing");
  EXPECT_EQ(refusal("services", R"({"service": "a"})"), "demo data, services.jsonc: an array is needed");
  EXPECT_EQ(refusal("services", R"([7])"), "demo data, services.jsonc, entry 1: an object is needed");
  EXPECT_EQ(
      refusal("placeholders", R"([{"name": "sys", "by": "build"}])"),
      "demo data, placeholders.jsonc, entry 1: 'by' user needs neither 'values' nor 'digests', all others one of them");
  EXPECT_EQ(refusal("jobs", R"({"boot": ["system"], "desk_boot": ["a"], "server_boot": ["a"],
                                "jobs": [{"parent": "system", "often": [1, 2], "steps": ["a"]}]})"),
            "demo data, jobs.jsonc, jobs[0]: 'often' must be three numbers");
}

TEST(DemoData, SaysWhereTheTextIsNotJson) {
  const std::string said = refusal("names", "{\n  \"documents\": [\"a\",,]\n}");
  EXPECT_TRUE(said.starts_with("demo data, names.jsonc: ")) << said;
  EXPECT_NE(said.find("line 2"), std::string::npos) << said;
}

TEST(DemoData, NeedsEveryFile) {
  DataFiles files = small_office();
  files.erase("jobs");
  EXPECT_THROW((void)parse_demo_data(files), std::logic_error);
}

TEST(DemoData, RefersOnlyToWhatThereIs) {
  DataFiles files = small_office();
  files["tool_programs"] = R"([{"key": "a", "path": "b", "images": ["@nothing"]}])";
  const DemoData unknown_set = parse_demo_data(files);
  EXPECT_THROW(Catalogue({"ada.abel"}, unknown_set), std::logic_error);
  files["tool_programs"] = R"([{"key": "system", "path": "b"}])";
  const DemoData twice = parse_demo_data(files);
  EXPECT_THROW(Catalogue({"ada.abel"}, twice), std::logic_error);

  const DemoData data = parse_demo_data(small_office());
  const Catalogue catalogue({"ada.abel"}, data);
  for (const char* step :
       {"malware.exe", "cmd.exe/check*2@system", "cmd.exe/check*x-2", "cmd.exe/check@explorer.exe"}) {
    JobsData jobs = data.jobs;
    jobs.jobs[0].steps = {step};
    EXPECT_THROW((void)parse_jobs(catalogue, jobs), std::logic_error) << step;
  }
}

}  // namespace
}  // namespace proclens
