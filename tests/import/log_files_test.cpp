#include "import/log_files.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "core/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class LogFilesTest : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((scratch.path() / name).parent_path());
    std::ofstream(scratch.path() / name, std::ios::binary) << content;
  }
  [[nodiscard]] std::vector<std::string> names(const LogFiles& logs) const {
    std::vector<std::string> names;
    for (const LogFile& file : logs.files) names.push_back(fs::relative(file.path, scratch.path()).string());
    return names;
  }
  [[nodiscard]] LogFiles find(const std::vector<fs::path>& sources,
                              const std::vector<std::string>& already = {}) const {
    return find_log_files(sources, already);
  }
  ScratchFolder scratch;
};

using Names = std::vector<std::string>;

TEST_F(LogFilesTest, FoldersAreWalkedByPath) {
  write("logs/b.json", "b");
  write("logs/a/z.json", "z");
  write("logs/a.json", "a");
  EXPECT_EQ(names(find({scratch.path() / "logs"})), (Names{"logs/a/z.json", "logs/a.json", "logs/b.json"}));
}

TEST_F(LogFilesTest, SourcesKeepTheirOrder) {
  write("b.json", "b");
  write("a.json", "a");
  EXPECT_EQ(names(find({scratch.path() / "b.json", scratch.path() / "a.json"})), (Names{"b.json", "a.json"}));
}

TEST_F(LogFilesTest, TheSameContentCountsOnce) {
  write("logs/a.json", "same");
  write("logs/b.json", "same");
  write("logs/c.json", "other");
  const LogFiles logs = find({scratch.path() / "logs", scratch.path() / "logs/c.json"});
  EXPECT_EQ(names(logs), (Names{"logs/a.json", "logs/c.json"}));
  ASSERT_EQ(logs.skipped.size(), 2U);
  EXPECT_TRUE(logs.skipped[0].reason.ends_with("a.json"));
}

TEST_F(LogFilesTest, SizeAndDigestAreThoseOfTheContent) {
  write("abc", "abc");
  const LogFiles logs = find({scratch.path() / "abc"});
  EXPECT_EQ(logs.files[0].bytes, 3U);
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(logs.files[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_TRUE(find({scratch.path() / "abc"}, {logs.files[0].sha256}).files.empty());
}

TEST_F(LogFilesTest, DebrisIsSkipped) {
  write("logs/__MACOSX/a.json", "1");
  write("logs/._b.json", "2");
  write("logs/.DS_Store", "3");
  write("logs/c.json", "4");
  const LogFiles logs = find({scratch.path() / "logs"});
  EXPECT_EQ(names(logs), Names{"logs/c.json"});
  EXPECT_EQ(logs.skipped.size(), 3U);
}

TEST_F(LogFilesTest, LinksToFoldersAreNotFollowed) {
  write("logs/a/b.json", "1");
  fs::create_directory_symlink(scratch.path() / "logs", scratch.path() / "logs/a/loop");
  EXPECT_EQ(names(find({scratch.path() / "logs"})), Names{"logs/a/b.json"});
}

TEST_F(LogFilesTest, AMissingSourceIsNamed) {
  try {
    static_cast<void>(find({scratch.path() / "none\x1b[31m.json"}));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::data);
    EXPECT_NE(std::string(error.what()).find("none\\x1B"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace proclens
