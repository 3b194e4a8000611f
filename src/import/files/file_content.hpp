// The contents of a file: itself, or what it contains if it is compressed or an archive. The only code that knows
// libarchive.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "import/files/log_files.hpp"
#include "import/files/read_bytes.hpp"
#include "proclens/context.hpp"

namespace proclens {

/// Thrown by ReadBytes and `visit_members` if the rest of a file cannot be read: damaged compression, or a member that
/// unpacks to far too much. `what()` is for users and printable.
class UnreadableFile : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct ContentOptions {
  std::uint64_t free_bytes = 256'000'000;  ///< any file may unpack to this much, however small it is
  std::uint64_t expansion = 200;           ///< beyond that, to this many times its own size; real logs reach 60
  std::uint64_t members = 100'000;         ///< maximum number of files in one archive
  std::string password = {};               ///< of encrypted archives; empty: their members are skipped
};

struct Member {
  std::string name;  ///< as in the archive, untrusted; empty for the file itself
  ReadBytes read;    ///< valid during the call it is passed to
};

struct MemberVisitor {
  std::function<void(Member&)> member;
  std::function<void(const SkippedFile&)> skipped;  ///< the name is the member's only
  /// Bytes of the file on disk read since the last call; may be empty.
  std::function<void(std::uint64_t bytes)> progress = {};
  /// What was read from the file on disk, and where; not always in order or complete. May be empty.
  std::function<void(std::uint64_t position, std::span<const std::byte> bytes)> content = {};
};

/// Calls `visitor.member` for each content of the file: the file itself if it is not packed; what is packed with gzip,
/// zstd, xz or bzip2; every regular file in a zip, 7z or (compressed) tar, in archive order, and in a zip or compressed
/// tar that is in one of these. Nothing is written to disk. Debris, links and encrypted members without a password are
/// skipped. Reads at most `file.bytes` of
/// the file. A visitor may catch the UnreadableFile of one member and return; the next one follows if the archive is
/// still readable. Throws UnreadableFile if it is not, or if it unpacks to too much.
void visit_members(const Context& context, const LogFile& file, const MemberVisitor& visitor,
                   const ContentOptions& options = {});

}  // namespace proclens
