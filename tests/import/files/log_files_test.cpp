#include "import/files/log_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <span>
#include <system_error>

#include "import/files/file_digest.hpp"
#include "proclens/context.hpp"
#include "proclens/error.hpp"
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
    return find_log_files(Context(), sources, already);
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
  write("abd", "abd");
  const LogFiles logs = find({scratch.path() / "abc", scratch.path() / "abd"});
  ASSERT_EQ(logs.files.size(), 2U);
  EXPECT_EQ(logs.files[0].bytes, 3U);
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(logs.files[0].digest, "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85");
  EXPECT_TRUE(find({scratch.path() / "abc"}, {logs.files[0].digest}).files.empty());
}

TEST_F(LogFilesTest, AFileOfUniqueSizeIsNotReadForItsDigest) {
  write("abc", "abc");
  write("defg", "defg");
  for (const LogFile& file : find({scratch.path()}).files) EXPECT_EQ(file.digest, "");
  for (const LogFile& file : find({scratch.path()}, {"digest of an earlier file"}).files)
    EXPECT_EQ(file.digest.size(), 64U);
}

TEST_F(LogFilesTest, ADigestOfReadingIsThatOfTheFile) {
  std::string content;
  for (std::uint64_t i = 0; i < 100'000; ++i) content += std::to_string(i * i);
  write("log", content);
  const fs::path path = scratch.path() / "log";
  const auto bytes = std::as_bytes(std::span(content));
  const std::string expected = digest_file(Context(), path).digest;
  EXPECT_EQ(RunningDigest().finish(Context(), path, content.size()), expected);
  RunningDigest in_order;
  for (std::size_t at = 0; at < content.size(); at += 999)
    in_order.see(at, bytes.subspan(at).first(std::min<std::size_t>(999, content.size() - at)));
  EXPECT_EQ(in_order.finish(Context(), "/nowhere", content.size()), expected);
  RunningDigest back_and_forth;
  for (const std::size_t at : {0U, 500U, 2000U, 700U, 100U}) back_and_forth.see(at, bytes.subspan(at, 1000));
  EXPECT_EQ(back_and_forth.finish(Context(), path, content.size()), expected);
  RunningDigest of_the_start;
  of_the_start.see(0, bytes.first(10));
  write("start", content.substr(0, 5000));
  EXPECT_EQ(of_the_start.finish(Context(), path, 5000), digest_file(Context(), scratch.path() / "start").digest);
  EXPECT_THROW(static_cast<void>(RunningDigest().finish(Context(), scratch.path() / "none", 1)), std::system_error);
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

TEST_F(LogFilesTest, APipeIsSkippedInsteadOfWaitedFor) {
  write("a.json", "a");
  const fs::path pipe = scratch.path() / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const LogFiles logs = find({pipe, scratch.path() / "a.json"});
  EXPECT_EQ(names(logs), Names{"a.json"});
  ASSERT_EQ(logs.skipped.size(), 1U);
  EXPECT_EQ(logs.skipped[0].reason, "not a regular file");
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
