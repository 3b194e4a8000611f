#include "storage/output_folder.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "proclens/error.hpp"
#include "storage/faulty_file_system.hpp"
#include "storage/folder_content.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

using Content = std::map<std::string, std::string>;

/// A result of a few files, one of them in a folder, whose content is `text`.
void write_result(const OutputPath& target, const std::string& text) {
  OutputFolder output(target, "manifest.json");
  write_file(output.file("manifest.json"), text);
  make_folders(output.file("parts"));
  write_file(output.file("parts") / "1", text + " part");
  write_file(output.file("spill"), "for a while");
  remove_output(output.file("spill"));
  output.publish();
}

Content result_of(const std::string& text) {
  return {{"manifest.json", text}, {"parts", ""}, {"parts/1", text + " part"}};
}

TEST(OutputFolder, AppearsWholeOnlyWhenPublished) {
  const ScratchFolder scratch;
  OutputFolder output(scratch.path() / "a" / "b" / "images", "manifest.json");
  write_file(output.file("manifest.json"), "{}");
  EXPECT_FALSE(fs::exists(scratch.path() / "a/b/images"));
  output.publish();
  EXPECT_EQ(folder_content(scratch.path() / "a/b"), (Content{{"images", ""}, {"images/manifest.json", "{}"}}));
}

TEST(OutputFolder, LeavesNothingBehindWhenItIsNotPublished) {
  const ScratchFolder scratch;
  {
    OutputFolder output(scratch.path() / "a" / "b" / "images", "manifest.json");
    write_file(output.file("points.parquet"), "half");
  }
  EXPECT_EQ(folder_content(scratch.path()), Content());
}

TEST(OutputFolder, LeavesSomebodysOwnFolderAlone) {
  const ScratchFolder scratch;
  fs::create_directories(scratch.path() / "images");
  write_file(scratch.path() / "images" / "holiday.jpg", "sun");
  try {
    const OutputFolder output(scratch.path() / "images", "manifest.json");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::usage);
  }
  EXPECT_EQ(folder_content(scratch.path() / "images"), (Content{{"holiday.jpg", "sun"}}));
}

TEST(OutputFolder, DoesNotReplaceAResultThatAlsoHoldsSomethingElse) {
  const ScratchFolder scratch;
  const fs::path folder = scratch.path() / "images";
  fs::create_directory(folder);
  write_file(folder / "manifest.json", "{}");
  { const OutputFolder output(folder, "manifest.json", {"manifest.json", "map.html"}); }
  write_file(folder / "known\x1b.txt", "judged");
  try {
    const OutputFolder output(folder, "manifest.json", {"manifest.json", "map.html"});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::usage);
    EXPECT_NE(std::string(error.what()).find("'known\\x1B.txt'"), std::string::npos) << error.what();
  }
  EXPECT_EQ(folder_content(folder), (Content{{"known\x1b.txt", "judged"}, {"manifest.json", "{}"}}));
}

TEST(OutputFolder, PublishesOnlyWhatItsKindHolds) {
  const ScratchFolder scratch;
  OutputFolder output(scratch.path() / "images", "manifest.json", {"manifest.json"});
  write_file(output.file("manifest.json"), "{}");
  write_file(output.file("more.txt"), "");
  EXPECT_THROW(output.publish(), std::logic_error);
  EXPECT_FALSE(fs::exists(scratch.path() / "images"));
}

TEST(OutputFolder, SaysWhenAFileIsInTheWay) {
  const ScratchFolder scratch;
  write_file(scratch.path() / "images", "");
  EXPECT_THROW(OutputFolder(scratch.path() / "images", "manifest.json"), Error);
  try {
    const OutputFolder output(scratch.path() / "images" / "below", "manifest.json");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::usage);
  }
}

TEST(OutputFolder, NeedsAName) {
  try {
    const OutputFolder output(fs::path(), "manifest.json");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::usage);
  }
}

/// Fails if after any call no complete result is where the first one was.
class WatchedFileSystem : public FileSystem {
 public:
  WatchedFileSystem(fs::path folder, Content first, Content second)
      : folder_(std::move(folder)), first_(std::move(first)), second_(std::move(second)) {}

  std::error_code sync(const fs::path& path) override { return watched(FileSystem::sync(path)); }
  std::error_code rename(const fs::path& from, const fs::path& to) override {
    return watched(FileSystem::rename(from, to));
  }
  std::error_code exchange(const fs::path& one, const fs::path& other) override {
    return watched(FileSystem::exchange(one, other));
  }
  std::error_code remove_all(const fs::path& path) override { return watched(FileSystem::remove_all(path)); }

 private:
  std::error_code watched(std::error_code code) const {
    const Content content = folder_content(folder_);
    EXPECT_TRUE(content == first_ || content == second_);
    return code;
  }
  fs::path folder_;
  Content first_;
  Content second_;
};

TEST(OutputFolder, AtNoMomentIsThereNoResult) {
  const ScratchFolder scratch;
  const fs::path target = scratch.path() / "images";
  write_result(target, "first");
  WatchedFileSystem files(target, result_of("first"), result_of("second"));
  write_result({target, files}, "second");
  EXPECT_EQ(folder_content(target), result_of("second"));
  EXPECT_EQ(folder_content(scratch.path()).size(), 4U) << "the earlier result is still there";
}

TEST(OutputFolder, ReplacesAResultWhereNamesCannotBeSwapped) {
  const ScratchFolder scratch;
  write_result(scratch.path() / "images", "first");
  FaultyFileSystem files({.can_exchange = false});
  write_result({scratch.path() / "images", files}, "second");
  EXPECT_EQ(folder_content(scratch.path() / "images"), result_of("second"));
  EXPECT_EQ(folder_content(scratch.path()).size(), 4U);
}

/// Whichever call fails, once or with the disk full from then on: the previous content is there, and nothing else.
TEST(OutputFolder, AfterAnyFailureEverythingIsAsItWas) {
  for (const bool has_earlier : {false, true}) {
    for (const bool can_exchange : {true, false}) {
      for (const bool stays_full : {false, true}) {
        for (std::size_t call = 0;; ++call) {
          const ScratchFolder scratch;
          const fs::path target = scratch.path() / "a" / "images";
          if (has_earlier) write_result(target, "first");
          const Content before = folder_content(scratch.path());
          FaultyFileSystem files({.fails_at = call, .stays_full = stays_full, .can_exchange = can_exchange});
          bool failed = false;
          try {
            write_result({target, files}, "second");
          } catch (const Error& error) {
            failed = true;
            EXPECT_EQ(error.fault(), Fault::machine);
            EXPECT_NE(std::string(error.what()).find(scratch.path().string()), std::string::npos) << error.what();
          }
          if (!files.fault()) {
            EXPECT_GT(call, 10U);
            break;
          }
          const std::string what = std::string(name_of(files.fault()->call)) + " " + files.fault()->path.string();
          if (files.fault()->call == FileCall::remove_all) {
            // What cannot be removed stays hidden until the next run.
            const Content earlier = has_earlier ? result_of("first") : Content();
            EXPECT_EQ(folder_content(target), failed ? earlier : result_of("second")) << what;
            write_result(target, "third");
            EXPECT_EQ(folder_content(scratch.path() / "a").size(), 4U) << what;
            continue;
          }
          EXPECT_TRUE(failed) << what;
          EXPECT_EQ(folder_content(scratch.path()), before) << what;
        }
      }
    }
  }
}

// ---- leftovers of killed processes
// -----------------------------------------------------------------------------------

/// A process that has started to write a result and then waits until it is killed.
class StuckWriter {
 public:
  explicit StuckWriter(const fs::path& target) {
    int ready[2];
    if (pipe(ready) != 0) throw std::system_error(errno, std::generic_category());
    process_ = fork();
    if (process_ == 0) {
      const OutputFolder output(target, "manifest.json");
      write_file(output.file("points.parquet"), "half");
      static_cast<void>(!write(ready[1], "!", 1));
      for (;;) pause();
    }
    char byte = 0;
    static_cast<void>(!read(ready[0], &byte, 1));
    close(ready[0]);
    close(ready[1]);
  }
  ~StuckWriter() { kill(); }
  void kill() {
    if (process_ == 0) return;
    ::kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = 0;
  }

 private:
  pid_t process_;
};

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(OutputFolder, RemovesWhatAKilledProcessLeftAndNotWhatOneIsWriting) {
  const ScratchFolder scratch;
  StuckWriter killed(scratch.path() / "images");
  const StuckWriter living(scratch.path() / "images");
  const StuckWriter other(scratch.path() / "audit");
  ASSERT_EQ(entries(scratch.path()), 3U);
  write_result(scratch.path() / "images", "while all live");
  EXPECT_EQ(entries(scratch.path()), 4U);
  killed.kill();
  write_result(scratch.path() / "images", "afterwards");
  EXPECT_EQ(entries(scratch.path()), 3U);
}

TEST(OutputFolder, LeavesAloneWhatAnotherMachineMayBeWriting) {
  const ScratchFolder scratch;
  const fs::path foreign = scratch.path() / ".images.writing-elsewhere-00000000-17";
  fs::create_directory(foreign);
  fs::create_directory_symlink(foreign, scratch.path() / (".images.writing" + process_suffix()));
  write_result(scratch.path() / "images", "here");
  EXPECT_EQ(entries(scratch.path()), 3U);
}

/// Killed between the two steps of a disk that cannot swap names.
class KillingFileSystem : public FileSystem {
 public:
  std::error_code exchange(const fs::path&, const fs::path&) override {
    return std::make_error_code(std::errc::not_supported);
  }
  std::error_code rename(const fs::path& from, const fs::path& to) override {
    if (++renames_ == 2) raise(SIGKILL);
    return FileSystem::rename(from, to);
  }

 private:
  int renames_ = 0;
};

TEST(OutputFolder, TakesBackTheEarlierResultThatAKilledProcessHadMovedAway) {
  const ScratchFolder scratch;
  const fs::path target = scratch.path() / "images";
  write_result(target, "first");
  const pid_t process = fork();
  if (process == 0) {
    KillingFileSystem files;
    write_result({target, files}, "second");
    _exit(0);
  }
  int status = 0;
  waitpid(process, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_FALSE(fs::exists(target)) << "not killed between the steps";
  { const OutputFolder next(target, "manifest.json"); }
  EXPECT_EQ(folder_content(target), result_of("first"));
  EXPECT_EQ(entries(scratch.path()), 1U);
}

}  // namespace
}  // namespace proclens
