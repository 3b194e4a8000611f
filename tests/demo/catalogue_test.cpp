#include "demo/vocabulary/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "demo/plan/fleet.hpp"
#include "demo/plan/intrusion.hpp"
#include "demo/plan/jobs.hpp"
#include "demo/vocabulary/arguments.hpp"

namespace proclens {
namespace {

TEST(Catalogue, NumbersEveryImageOnceAndWritesItsPath) {
  const Catalogue catalogue(fleet_users(5));
  std::set<std::string> paths;
  for (std::uint32_t image = 0; image < catalogue.image_count(); ++image) {
    const std::string path = catalogue.image_path(image);
    EXPECT_TRUE(paths.insert(path).second) << path << " has two numbers";
    EXPECT_EQ(path.find_first_of("{}~@"), path.find("{2c1d94f3") == std::string::npos ? path.find('@') : path.find('{'))
        << path;
    EXPECT_TRUE(std::none_of(path.begin(), path.end(), [](unsigned char c) { return c >= 'A' && c <= 'Z'; })) << path;
  }
}

TEST(Catalogue, FindsAnImageByItsPathTraits) {
  const Catalogue catalogue({"ada.abel", "vera.weber"});
  const Program& onedrive = catalogue.program(catalogue.find("onedrive.exe"));
  PathTraits path_traits;
  path_traits.user = 1;
  EXPECT_EQ(catalogue.image_path(catalogue.image(onedrive.executable, path_traits)),
            R"(c:\users\vera.weber\appdata\local\microsoft\onedrive\onedrive.exe)");
  path_traits.user = 0;
  EXPECT_EQ(catalogue.image_path(catalogue.image(onedrive.executable, path_traits)),
            R"(c:\users\ada.abel\appdata\local\microsoft\onedrive\onedrive.exe)");
}

TEST(Catalogue, PutsA32BitProgramsImagesIntoSyswow64) {
  const Catalogue catalogue({"ada.abel"});
  const Program& update = catalogue.program(catalogue.find("googleupdate.exe"));
  std::set<std::string> paths;
  for (const TemplateIndex image : update.images) paths.insert(catalogue.image_path(catalogue.image(image, {})));
  EXPECT_TRUE(paths.contains(R"(c:\windows\syswow64\ntdll.dll)"));
  EXPECT_TRUE(paths.contains(R"(c:\windows\system32\wow64.dll)"));
}

TEST(Catalogue, RefusesUnknownNames) {
  const Catalogue catalogue({"ada.abel"});
  EXPECT_THROW((void)catalogue.find("malware.exe"), std::logic_error);
  EXPECT_THROW((void)catalogue.set("nothing"), std::logic_error);
}

TEST(Jobs, StartsEveryProgramSomewhere) {
  const Catalogue catalogue({"ada.abel"});
  const Jobs jobs = parse_jobs(catalogue);
  const Intrusion intrusion = parse_intrusion(catalogue);
  // conhost.exe comes with the console programs; the kernel and the sensor's placeholder are planted.
  std::set<std::uint32_t> started = {catalogue.find("conhost.exe"), catalogue.find("ntoskrnl.exe"),
                                     catalogue.find("unknown.exe")};
  for (const Job& job : jobs.all) {
    for (const Step& step : job.steps) started.insert(step.program);
  }
  for (const auto& boot : jobs.boot) {
    for (const Step& step : boot) started.insert(step.program);
  }
  for (const IntrusionStage& stage : intrusion.stages) {
    for (const IntrusionStep& step : stage.steps) started.insert(step.program);
  }
  for (std::uint32_t i = 0; i < catalogue.programs().size(); ++i) {
    EXPECT_TRUE(started.contains(i)) << catalogue.program(i).key;
  }
}

TEST(Jobs, StartFromProgramsThatEveryMachineOfTheRoleRuns) {
  const Catalogue catalogue({"ada.abel"});
  const Jobs jobs = parse_jobs(catalogue);
  for (const Job& job : jobs.all) {
    for (std::size_t role = 0; role < kRoles; ++role) {
      if (job.weight[role] <= 0) continue;
      const auto& boot = jobs.boot[role];
      EXPECT_TRUE(std::any_of(boot.begin(), boot.end(), [&](const Step& step) { return step.program == job.parent; }))
          << catalogue.program(job.parent).key;
    }
  }
}

TEST(Intrusion, HangsOnProcessesThatItsMachinesRun) {
  const Catalogue catalogue({"ada.abel"});
  const Jobs jobs = parse_jobs(catalogue);
  for (const IntrusionStage& stage : parse_intrusion(catalogue).stages) {
    const auto& boot = jobs.boot[static_cast<std::size_t>(stage.role)];
    for (const IntrusionStep& step : stage.steps) {
      if (step.parent >= 0) continue;
      EXPECT_TRUE(std::any_of(boot.begin(), boot.end(), [&](const auto& b) { return b.program == step.boot_parent; }))
          << catalogue.program(step.boot_parent).key;
    }
  }
}

TEST(FleetUsers, AreDistinct) {
  const auto users = fleet_users(5000);
  EXPECT_EQ(std::set<std::string>(users.begin(), users.end()).size(), users.size());
}

TEST(Arguments, FillsPlaceholdersAndLeavesOtherBraces) {
  Draws draws(1, DemoStream::blocks, 0);
  EXPECT_EQ(fill_arguments("/u {user} {json .} {", "ada.abel", draws), "/u ada.abel {json .} {");
  const std::string guid = fill_arguments("{{guid}}", "x", draws);
  EXPECT_EQ(guid.size(), 38);
  EXPECT_EQ(guid.front(), '{');
  EXPECT_EQ(guid.back(), '}');
  const std::string console = fill_arguments("{columns} {rows} 0x{handle} {descriptor} {trial} {epoch}", "x", draws);
  EXPECT_EQ(console.find('{'), std::string::npos) << console;
}

}  // namespace
}  // namespace proclens
