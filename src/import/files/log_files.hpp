// The files that an import reads: walks the sources in a fixed order and keeps each content once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {

/// A file to be read, as it was when found: what is written to it later is not read.
struct LogFile {
  std::filesystem::path path;
  std::uint64_t bytes = 0;
  std::string digest;  ///< of those bytes, 64 lower-case hexadecimal digits; empty if not needed to distinguish files
};

/// A file, or a member of an archive, that is not read.
struct SkippedFile {
  std::string name;    ///< as found; an attacker may have chosen it
  std::string reason;  ///< "macOS debris"
};

struct LogFiles {
  std::vector<LogFile> files;  ///< sources in the given order; the files of a folder by path, bytewise
  std::vector<SkippedFile> skipped;
  std::vector<SkippedFile> unreadable_folders;  ///< below the sources, by path
};

/// Walks folders (without following links to folders), and leaves out debris of archivers and file managers and all but
/// the first of files with equal content. Computes a file's digest only if it may be a duplicate: if others have the
/// same size, or some were imported earlier.
/// @param already digests of files imported earlier; these are skipped, too
/// What cannot be read below a source is reported, and the rest is read. Throws Error (data) for a source that does not
/// exist, or a source folder that cannot be read.
[[nodiscard]] LogFiles find_log_files(const Context& context, std::span<const std::filesystem::path> sources,
                                      std::span<const std::string> already = {});

/// Whether the last part of a path, or a folder above it, is one that macOS or Windows leaves next to files.
[[nodiscard]] bool is_debris(const std::filesystem::path& path);

}  // namespace proclens
