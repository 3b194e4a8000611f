#include "import/files/file_content.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "import/files/file_digest.hpp"
#include "import/files/packed.hpp"
#include "proclens/context.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

struct Seen {
  MemberTexts members;
  std::vector<std::string> skipped;  // "name: reason"
  std::vector<std::string> failed;   // why the rest of a member could not be read
  std::string error;                 // why the rest of the archive could not be read
  std::uint64_t progress = 0;
};

std::string read_all(const ReadBytes& read) {
  std::string text;
  std::vector<std::byte> piece(1000);
  while (const std::size_t got = read(piece)) text.append(reinterpret_cast<const char*>(piece.data()), got);
  return text;
}

Seen visit(const LogFile& file, const ContentOptions& limits = {}) {
  Seen seen;
  const MemberVisitor visitor{
      [&](Member& member) {
        try {
          seen.members.emplace_back(member.name, read_all(member.read));
        } catch (const UnreadableFile& error) {
          seen.failed.push_back(member.name + ": " + error.what());
        }
      },
      [&](const SkippedFile& skipped) { seen.skipped.push_back(skipped.name + ": " + skipped.reason); },
      [&](std::uint64_t bytes) { seen.progress += bytes; }};
  try {
    visit_members(Context(), file, visitor, limits);
  } catch (const UnreadableFile& error) {
    seen.error = error.what();
  }
  return seen;
}

std::string noise(std::size_t size) {
  std::mt19937 random(3);
  std::string text(size, '\0');
  for (char& c : text) c = static_cast<char>('a' + random() % 26);
  return text;
}

class FileContentTest : public testing::Test {
 protected:
  LogFile packed(const std::string& name, Packing packing, const MemberTexts& members) const {
    write_packed(scratch.path() / name, packing, members);
    return digest_file(Context(), scratch.path() / name);
  }
  LogFile plain(const std::string& name, const std::string& content) const {
    std::ofstream(scratch.path() / name, std::ios::binary) << content;
    return digest_file(Context(), scratch.path() / name);
  }
  ScratchFolder scratch;
};

TEST_F(FileContentTest, AFileIsItself) {
  const Seen seen = visit(plain("a.json", "{\"a\":1}\n"));
  EXPECT_EQ(seen.members, (MemberTexts{{"", "{\"a\":1}\n"}}));
  EXPECT_EQ(seen.progress, 8U);
}

TEST_F(FileContentTest, CompressedFilesAreTheirContent) {
  const std::string text = noise(300'000);
  EXPECT_EQ(visit(packed("a.json.gz", Packing::gzip, {{"x", text}})).members, (MemberTexts{{"", text}}));
  EXPECT_EQ(visit(packed("a.json.zst", Packing::zstd, {{"x", text}})).members, (MemberTexts{{"", text}}));
}

TEST_F(FileContentTest, ArchivesAreTheirMembersInOrder) {
  const MemberTexts members{{"b.json", noise(100'000)}, {"sub/a.json", "2"}};
  EXPECT_EQ(visit(packed("a.zip", Packing::zip, members)).members, members);
  EXPECT_EQ(visit(packed("a.tar", Packing::tar, members)).members, members);
  EXPECT_EQ(visit(packed("a.tar.gz", Packing::tar_gzip, members)).members, members);
  EXPECT_EQ(visit(packed("a.tar.zst", Packing::tar_zstd, members)).members, members);
}

TEST_F(FileContentTest, PathsDoNotMatterSinceNothingIsWritten) {
  const MemberTexts members{
      {"../up.json", "1"}, {"/etc/passwd", "2"}, {"a/../../b.json", "3"}, {"C:/x.json", "4"}, {"a..b/c..json", "5"}};
  for (const Packing packing : {Packing::zip, Packing::tar_gzip}) {
    EXPECT_EQ(visit(packed("a", packing, members)).members, members);
  }
}

TEST_F(FileContentTest, DebrisIsSkippedAndSaid) {
  const Seen seen = visit(packed("a", Packing::zip, {{"__MACOSX/._a.json", "5"}, {"good.json", "6"}}));
  EXPECT_EQ(seen.members, (MemberTexts{{"good.json", "6"}}));
  EXPECT_EQ(seen.skipped, std::vector<std::string>{"__MACOSX/._a.json: file manager metadata"});
}

TEST_F(FileContentTest, OtherCompressionsAndArchives) {
  const std::string text = noise(300'000);
  EXPECT_EQ(visit(packed("a.xz", Packing::xz, {{"x", text}})).members, (MemberTexts{{"", text}}));
  EXPECT_EQ(visit(packed("a.bz2", Packing::bzip2, {{"x", text}})).members, (MemberTexts{{"", text}}));
  const MemberTexts members{{"b.json", noise(100'000)}, {"sub/a.json", "2"}};
  EXPECT_EQ(visit(packed("a.7z", Packing::seven_zip, members)).members, members);
  EXPECT_EQ(visit(packed("a.tar.xz", Packing::tar_xz, members)).members, members);
}

/// The bytes of a packed file.
std::string bytes_of(const LogFile& file) {
  std::ifstream stream(file.path, std::ios::binary);
  return {(std::istreambuf_iterator<char>(stream)), {}};
}

TEST_F(FileContentTest, AnArchiveInAnArchiveIsOpenedOneLevelDeep) {
  const std::string inner = bytes_of(packed("inner.zip", Packing::zip, {{"a.json", noise(100'000)}, {"b.json", "2"}}));
  const std::string zipped = bytes_of(packed("c.json.gz", Packing::gzip, {{"c.json", "3"}}));
  const std::string deep = bytes_of(packed("deep.zip", Packing::zip, {{"inner.zip", inner}}));
  const Seen seen = visit(packed("outer.zip", Packing::zip,
                                 {{"inner.zip", inner}, {"c.json.gz", zipped}, {"deep.zip", deep}, {"d.json", "4"}}));
  EXPECT_EQ(seen.members, (MemberTexts{{"inner.zip/a.json", noise(100'000)},
                                       {"inner.zip/b.json", "2"},
                                       {"c.json.gz/", "3"},
                                       {"deep.zip/inner.zip", inner},
                                       {"d.json", "4"}}));
}

TEST_F(FileContentTest, ADamagedArchiveInAnArchiveIsSkippedAndSaid) {
  std::string inner = bytes_of(packed("inner.zip", Packing::zip, {{"a.json", noise(100'000)}}));
  inner.resize(10);
  const Seen seen = visit(packed("outer.zip", Packing::zip, {{"inner.zip", inner}, {"d.json", "4"}}));
  EXPECT_EQ(seen.members, (MemberTexts{{"d.json", "4"}}));
  ASSERT_EQ(seen.skipped.size(), 1U);
}

TEST_F(FileContentTest, AnInnerBombIsRefused) {
  ContentOptions limits;
  limits.free_bytes = 1'000'000;
  limits.expansion = 50;
  const std::string inner = bytes_of(packed("inner.zip", Packing::zip, {{"a.json", std::string(9'000'000, '0')}}));
  const Seen seen = visit(packed("outer.zip", Packing::zip, {{"inner.zip", inner}}), limits);
  EXPECT_NE(seen.error.find("far more than compressed logs do"), std::string::npos) << seen.error;
}

TEST_F(FileContentTest, EncryptedMembersNeedTheirPassword) {
  const LogFile file =
      digest_file(Context(), fs::path(PROCLENS_TESTS) / "import" / "cases" / "packed_password_infected.zip");
  const Seen without = visit(file);
  EXPECT_TRUE(without.members.empty());
  ASSERT_EQ(without.skipped.size(), 1U);
  EXPECT_NE(without.skipped[0].find("encrypted"), std::string::npos);
  ContentOptions options;
  options.password = "wrong";
  EXPECT_NE(visit(file, options).failed.at(0).find("password is wrong"), std::string::npos);
  options.password = "infected";
  EXPECT_EQ(visit(file, options).members.size(), 1U);
}

TEST_F(FileContentTest, WhatUnpacksToFarTooMuchIsRefused) {
  ContentOptions limits;
  limits.free_bytes = 1'000'000;
  limits.expansion = 50;
  const std::string zeros(9'000'000, '0');
  for (const Packing packing : {Packing::zip, Packing::tar_gzip, Packing::tar_zstd, Packing::gzip, Packing::zstd}) {
    const Seen seen = visit(packed("bomb", packing, {{"a.json", zeros}, {"b.json", "1"}}), limits);
    EXPECT_NE(seen.error.find("far more than compressed logs do"), std::string::npos) << seen.error;
    EXPECT_TRUE(seen.members.empty());
  }
}

TEST_F(FileContentTest, AlsoWhenItIsUnpackedOnlyToBeSkipped) {
  ContentOptions limits;
  limits.free_bytes = 1'000'000;
  const LogFile file =
      packed("bomb.tar.gz", Packing::tar_gzip, {{"._a", std::string(200'000'000, '0')}, {"b.json", "1"}});
  EXPECT_NE(visit(file, limits).error.find("far more than compressed logs do"), std::string::npos);
}

TEST_F(FileContentTest, TooManyMembersAreRefused) {
  ContentOptions limits;
  limits.members = 3;
  EXPECT_EQ(visit(packed("a.zip", Packing::zip, {{"1", ""}, {"2", ""}, {"3", ""}}), limits).error, "");
  EXPECT_NE(visit(packed("a.zip", Packing::zip, {{"1", ""}, {"2", ""}, {"3", ""}, {"4", ""}}), limits).error, "");
}

TEST_F(FileContentTest, ATruncatedArchiveGivesWhatIsBeforeTheCut) {
  const MemberTexts members{{"a.json", noise(200'000)}, {"b.json", noise(200'000)}};
  LogFile file = packed("a.tar.gz", Packing::tar_gzip, members);
  fs::resize_file(file.path, file.bytes * 3 / 4);
  const Seen seen = visit(digest_file(Context(), file.path));
  ASSERT_EQ(seen.members.size(), 1U);
  EXPECT_EQ(seen.members[0], members[0]);
  EXPECT_EQ(seen.failed.size(), 1U);
}

TEST_F(FileContentTest, ADamagedMemberOfAZipDoesNotCostTheOthers) {
  const MemberTexts members{{"a.json", noise(100'000)}, {"b.json", noise(100'000)}, {"c.json", "3"}};
  const LogFile file = packed("a.zip", Packing::zip, members);
  {
    std::fstream stream(file.path, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(file.bytes / 4));
    stream << std::string(100, 'X');
  }
  const Seen seen = visit(digest_file(Context(), file.path));
  EXPECT_EQ(seen.failed.size(), 1U);
  EXPECT_EQ(seen.members, (MemberTexts{members[1], members[2]}));
}

TEST_F(FileContentTest, RandomDamageNeverCrashes) {
  const MemberTexts members{{"a.json", noise(3'000)}, {"b/c.json", noise(50)}};
  std::mt19937 random(11);
  for (const Packing packing : {Packing::zip, Packing::tar_gzip, Packing::zstd}) {
    const LogFile file = packed("a", packing, members);
    std::ifstream stream(file.path, std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(stream)), {});
    for (int round = 0; round < 150; ++round) {
      std::string damaged = whole;
      for (int flip = 0; flip < 3; ++flip) damaged[random() % damaged.size()] = static_cast<char>(random());
      if (round % 3 == 0) damaged.resize(random() % damaged.size());
      const Seen seen = visit(plain("damaged", damaged));
      for (const auto& [name, content] : seen.members) EXPECT_LE(content.size(), 1'000'000U);
    }
  }
}

TEST_F(FileContentTest, WhatIsAppendedMeanwhileIsNotRead) {
  const LogFile file = plain("growing.json", "{\"a\":1}\n");
  std::ofstream(file.path, std::ios::app) << "{\"b\":2}\n";
  EXPECT_EQ(visit(file).members, (MemberTexts{{"", "{\"a\":1}\n"}}));
}

TEST_F(FileContentTest, AFileThatIsGone) {
  const LogFile file = plain("a.json", "{}");
  fs::remove(file.path);
  EXPECT_NE(visit(file).error, "");
}

}  // namespace
}  // namespace proclens
