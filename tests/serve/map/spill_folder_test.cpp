#include "serve/map/spill_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "storage/work_folder.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Provides a separate temporary folder.
class SpillFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    setenv("TMPDIR", temporary.path().c_str(), 1);
  }
  void TearDown() override { before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR"); }

  /// A folder with a file in it, as if it belonged to the process of this suffix.
  [[nodiscard]] fs::path folder_of(const std::string& name, const std::string& suffix) const {
    const fs::path folder = temporary.path() / ("." + name + ".writing" + suffix);
    fs::create_directory(folder);
    std::ofstream(folder / "block") << "spilled";
    return folder;
  }

  ScratchFolder temporary;

 private:
  std::optional<std::string> before_;
};

TEST_F(SpillFolderTest, IsThisUsersAloneAndGoes) {
  fs::path path;
  {
    const SpillFolder folder;
    path = folder.path();
    EXPECT_EQ(path.parent_path(), temporary.path());
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    std::ofstream(path / "block") << "spilled";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(SpillFolderTest, RemovesWhatAKilledServerLeft) {
  const fs::path left = folder_of("proclens-serve", process_suffix() + "-7");
  const SpillFolder folder;
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(SpillFolderTest, LeavesWhatIsInUseOrNotItsOwn) {
  const fs::path used = folder_of("proclens-serve", process_suffix());
  const FolderLock lock(used);
  const fs::path other = folder_of("proclens-serve", "-elsewhere-00000000-17");
  const fs::path target = temporary.path() / "target";
  fs::create_directory(target);
  fs::create_directory_symlink(target, temporary.path() / (".proclens-serve.writing" + process_suffix() + "-link"));
  const SpillFolder first;
  const SpillFolder second;
  for (const fs::path& kept : {used, other, target, fs::path(first.path())}) {
    EXPECT_TRUE(fs::is_directory(kept)) << kept;
  }
}

TEST_F(SpillFolderTest, IsNoneWithoutATemporaryFolder) {
  setenv("TMPDIR", (temporary.path() / "missing").c_str(), 1);
  EXPECT_TRUE(SpillFolder().path().empty());
}

}  // namespace
}  // namespace proclens
