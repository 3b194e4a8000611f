#include "serve/map/spill_folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

/// Has a temporary folder of its own meanwhile.
class SpillFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("TMPDIR")) before_ = before;
    setenv("TMPDIR", temporary.path().c_str(), 1);
  }
  void TearDown() override { before_ ? setenv("TMPDIR", before_->c_str(), 1) : unsetenv("TMPDIR"); }

  /// A folder with a file in it that nobody has touched for an hour.
  [[nodiscard]] fs::path old_folder(const std::string& name) const {
    fs::create_directory(temporary.path() / name);
    std::ofstream(temporary.path() / name / "block") << "spilled";
    fs::last_write_time(temporary.path() / name, fs::file_time_type::clock::now() - std::chrono::hours(1));
    return temporary.path() / name;
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
  const fs::path left = old_folder("proclens-serve-killed");
  const SpillFolder folder;
  EXPECT_FALSE(fs::exists(left));
}

TEST_F(SpillFolderTest, LeavesWhatIsInUseOrNotItsOwn) {
  const fs::path used = old_folder("proclens-serve-in-use");
  const int lock = open(used.c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);
  const fs::path other = old_folder("another-serve-killed");
  const fs::path target = old_folder("target");
  fs::create_directory_symlink(target, temporary.path() / "proclens-serve-link");
  fs::create_directory(temporary.path() / "proclens-serve-young");
  std::ofstream(temporary.path() / "proclens-serve-file") << "no folder";
  const SpillFolder first;
  const SpillFolder second;
  close(lock);
  for (const fs::path& kept :
       {used, other, target, temporary.path() / "proclens-serve-young", fs::path(first.path())}) {
    EXPECT_TRUE(fs::is_directory(kept)) << kept;
  }
  EXPECT_TRUE(fs::exists(target / "block"));
  EXPECT_TRUE(fs::exists(temporary.path() / "proclens-serve-file"));
}

TEST_F(SpillFolderTest, IsNoneWithoutATemporaryFolder) {
  setenv("TMPDIR", (temporary.path() / "missing").c_str(), 1);
  EXPECT_TRUE(SpillFolder().path().empty());
}

}  // namespace
}  // namespace proclens
