// The files that an import reads: sources walked, in a fixed order, each content once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "proclens/context.hpp"

namespace proclens {

/// A file to be read, as it was when it was found: what is written to it later is not read.
struct LogFile {
  std::filesystem::path path;
  std::uint64_t bytes = 0;
  std::string digest;  ///< of those bytes, 64 lower-case hexadecimal digits; empty: not needed to tell files apart
};

/// A file, or a member of an archive, that is not read.
struct SkippedFile {
  std::string name;    ///< as found; an attacker may have chosen it
  std::string reason;  ///< "macOS debris"
};

struct LogFiles {
  std::vector<LogFile> files;  ///< sources in the order given; the files of a folder by path, bytewise
  std::vector<SkippedFile> skipped;
  std::vector<SkippedFile> unreadable_folders;  ///< below the sources, by path
};

/// Walks folders (links to folders are not followed), leaves out what archivers and file managers leave behind, and of
/// files with the same content all but the first. Reads a file for its digest where that may be one that it knows:
/// where others are as large, or some were imported earlier.
/// @param already digests of files that were imported earlier; these are skipped, too
/// What cannot be read below a source is reported, and the rest is read. Throws Error (data) for a source that does not
/// exist, or a folder that cannot be read itself.
[[nodiscard]] LogFiles find_log_files(const Context& context, std::span<const std::filesystem::path> sources,
                                      std::span<const std::string> already = {});

/// Whether a path's last part, or a folder above it, is what macOS and Windows leave beside files.
[[nodiscard]] bool is_debris(const std::filesystem::path& path);

}  // namespace proclens
