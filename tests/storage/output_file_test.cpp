#include "storage/output_file.hpp"

#include <gtest/gtest.h>

#include <string>

#include "proclens/error.hpp"
#include "storage/faulty_file_system.hpp"
#include "storage/folder_content.hpp"
#include "telemetry/scratch_folder.hpp"

namespace proclens {
namespace {

namespace fs = std::filesystem;

std::size_t open_descriptors() {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()));
}

std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 300'000; ++i) text += std::to_string(i * i) + "\n";
  return text;
}

/// Writes a text of three buffers and more, in pieces of all sizes.
void stream(const OutputPath& path, const std::string& text) {
  OutputStream out(path);
  std::size_t at = 0;
  for (std::size_t piece = 1; at < text.size(); at += piece, piece = piece * 3 % 100'003) {
    out << std::string_view(text).substr(at, piece);
  }
  out.close();
}

TEST(OutputFile, ShortWritesAreContinued) {
  const ScratchFolder scratch;
  FaultyFileSystem files({.max_written = 1000});
  const OutputPath folder(scratch.path(), files);
  const std::string text = long_text();
  write_file(folder / "whole", text);
  stream(folder / "streamed", text);
  copy_file(scratch.path() / "whole", folder / "copy");
  for (const auto& [name, content] : folder_content(scratch.path())) EXPECT_TRUE(content == text) << name;
}

TEST(OutputFile, EveryCallThatFailsIsAnErrorThatNamesTheFileAndLeaksNoDescriptor) {
  const ScratchFolder scratch;
  const std::string text = long_text();
  write_file(scratch.path() / "source", text);
  const auto write = [&](int way, const OutputPath& path) {
    if (way == 0) write_file(path, text);
    if (way == 1) stream(path, text);
    if (way == 2) copy_file(scratch.path() / "source", path);
  };
  for (int way = 0; way < 3; ++way) {
    for (std::size_t call = 0;; ++call) {
      FaultyFileSystem files({.fails_at = call});
      const OutputPath path(scratch.path() / "result", files);
      const std::size_t before = open_descriptors();
      std::string message;
      try {
        write(way, path);
      } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::machine);
        message = error.what();
      }
      EXPECT_EQ(open_descriptors(), before) << way << " " << call;
      fs::remove(path.path);
      if (!files.fault()) {
        EXPECT_GE(call, 3U) << "create, write and close were not tried";
        break;
      }
      EXPECT_TRUE(message.starts_with("cannot write " + path.string())) << name_of(files.fault()->call) << message;
    }
  }
}

TEST(OutputFile, NothingIsReplaced) {
  const ScratchFolder scratch;
  write_file(scratch.path() / "file", "first");
  EXPECT_THROW(write_file(scratch.path() / "file", "second"), Error);
  EXPECT_EQ(folder_content(scratch.path())["file"], "first");
}

TEST(OutputFile, WhatWasAppendedCanBeReadBack) {
  const ScratchFolder scratch;
  OutputFile file(scratch.path() / "file");
  EXPECT_EQ(file.append(std::as_bytes(std::span("abc", 3))), 0U);
  EXPECT_EQ(file.append(std::as_bytes(std::span("defg", 4))), 3U);
  std::string text(3, '\0');
  file.read(2, std::as_writable_bytes(std::span(text)));
  EXPECT_EQ(text, "cde");
  EXPECT_THROW(file.read(6, std::as_writable_bytes(std::span(text))), Error);
}

}  // namespace
}  // namespace proclens
