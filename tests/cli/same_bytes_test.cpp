// The same results on every processor that can run the program, and a message on one that cannot.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "cli/run_program.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

class SameBytesTest : public testing::Test {
 protected:
  void make_data(int processes) const {
    const ProgramResult made =
        run_program(scratch.path(), "demo " + data() + " --processes " + std::to_string(processes) + " --quiet");
    ASSERT_EQ(made.exit_code, 0) << made.errors;
  }

  /// The bytes of every result that does not contain times, for a map made with `before` in front of the program.
  [[nodiscard]] std::map<std::string, std::string> results(const std::string& before) const {
    const fs::path out = scratch.path() / "out";
    const ProgramResult made = run_program(
        scratch.path(), "map " + data() + " -o " + out.string() + " --lens images --quiet --threads 2", before);
    EXPECT_EQ(made.exit_code, 0) << before << ": " << made.errors;
    std::map<std::string, std::string> bytes;
    for (const auto& entry : fs::recursive_directory_iterator(out / "images")) {
      const std::string name = fs::relative(entry.path(), out).string();
      if (entry.is_regular_file() && !name.ends_with("manifest.json")) bytes[name] = file_text(entry.path());
    }
    fs::remove_all(out);
    return bytes;
  }

  void expect_same(const std::map<std::string, std::string>& expected, const std::string& before) const {
    const auto found = results(before);
    EXPECT_EQ(found.size(), expected.size()) << before;
    for (const auto& [name, bytes] : found) EXPECT_TRUE(expected.at(name) == bytes) << name << " differs: " << before;
  }

  [[nodiscard]] std::string data() const { return (scratch.path() / "data").string(); }

  ScratchFolder scratch;
};

TEST_F(SameBytesTest, WhateverKernelsLibrariesWouldPick) {
  make_data(600);
  const auto expected = results("");
  ASSERT_TRUE(expected.contains("images/points.parquet"));
  ASSERT_TRUE(expected.contains("images/bags.parquet"));
  for (const char* core : {"Haswell", "SkylakeX", "Zen", "Nehalem"}) {
    expect_same(expected, std::string("OPENBLAS_CORETYPE=") + core);
  }
  for (const char* masked : {"-AVX512F", "-AVX2,-FMA", "-AVX2,-FMA,-AVX,-FMA4,-SSE4_1", "-ERMS,-FSRM"}) {
    expect_same(expected, std::string("GLIBC_TUNABLES=glibc.cpu.hwcaps=") + masked);
  }
}

TEST_F(SameBytesTest, OnAProcessorWithoutAvx512) {
  make_data(150);  // emulated, the program is a hundred times slower
  expect_same(results(""), PROCLENS_QEMU " -cpu Haswell-noTSX");
}

TEST(RequiredProcessor, IsNamedWhereItIsMissing) {
  const ScratchFolder scratch;
  const ProgramResult refused = run_program(scratch.path(), "--version", PROCLENS_QEMU " -cpu Nehalem");
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_EQ(refused.output, "");
  EXPECT_NE(refused.errors.find("lacks instructions that proclens needs: AVX, AVX2, BMI1, BMI2, F16C, FMA"),
            std::string::npos)
      << refused.errors;
}

}  // namespace
}  // namespace proclens
