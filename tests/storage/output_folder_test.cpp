#include "storage/output_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "proclens/error.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(OutputFolder, AppearsWholeOnlyWhenPublished) {
  const ScratchFolder scratch;
  OutputFolder output(scratch.path() / "a" / "b" / "images", "manifest.json");
  write_file(output.file("manifest.json"), "{}");
  EXPECT_FALSE(fs::exists(scratch.path() / "a/b/images"));
  output.publish();
  EXPECT_EQ(content(scratch.path() / "a/b/images/manifest.json"), "{}");
  EXPECT_EQ(entries(scratch.path() / "a/b"), 1);
}

TEST(OutputFolder, LeavesNothingBehindWhenItIsNotPublished) {
  const ScratchFolder scratch;
  {
    OutputFolder output(scratch.path() / "a" / "b" / "images", "manifest.json");
    write_file(output.file("points.parquet"), "half");
  }
  EXPECT_EQ(entries(scratch.path()), 0);
}

TEST(OutputFolder, ReplacesAnEarlierResultAndKeepsItUntilThen) {
  const ScratchFolder scratch;
  const fs::path final_folder = scratch.path() / "images";
  for (const std::string text : {"first", "second"}) {
    OutputFolder output(final_folder, "manifest.json");
    write_file(output.file("manifest.json"), text);
    if (text == "second") {
      EXPECT_EQ(content(final_folder / "manifest.json"), "first");
    }
    output.publish();
    EXPECT_EQ(content(final_folder / "manifest.json"), text);
  }
  EXPECT_EQ(entries(scratch.path()), 1);
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
  EXPECT_EQ(content(scratch.path() / "images" / "holiday.jpg"), "sun");
}

TEST(OutputFolder, SaysWhenAFileIsInTheWay) {
  const ScratchFolder scratch;
  write_file(scratch.path() / "images", "");
  EXPECT_THROW(OutputFolder(scratch.path() / "images", "manifest.json"), Error);
  try {
    const OutputFolder output(scratch.path() / "images" / "below", "manifest.json");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::machine);
  }
}

}  // namespace
}  // namespace proclens
